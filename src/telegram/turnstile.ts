// Lets one chat at a time be between "Telegram has the answer" and "the inbox knows": whenever the
// process dies, at most one answer is sent again.

export interface Turnstile {
  /** Resolves when this chat may send; at once when it already may. */
  enter(chatId: number): Promise<void>;
  /** Called when the update is settled, or when the chat has to wait for something else first. */
  leave(chatId: number): void;
  /** Resolves when few wait to enter. */
  calm(): Promise<void>;
}

/** A send that hangs holds up the other chats no longer than this. */
const longestMs = 1000;
/** So many that sending never pauses for want of answers. */
const fewWaiting = 4;

export function createTurnstile(): Turnstile {
  let inside: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const queue: { readonly chatId: number; readonly admit: () => void }[] = [];
  let calmed: (() => void)[] = [];

  const admit = (chatId: number) => {
    inside = chatId;
    timer = setTimeout(() => leave(chatId), longestMs);
  };
  const leave = (chatId: number) => {
    if (inside !== chatId) return;
    clearTimeout(timer);
    inside = undefined;
    const next = queue.shift();
    if (queue.length < fewWaiting) {
      for (const resume of calmed) resume();
      calmed = [];
    }
    if (!next) return;
    admit(next.chatId);
    next.admit();
  };
  return {
    async enter(chatId) {
      if (inside === chatId) return;
      if (inside === undefined) admit(chatId);
      else await new Promise<void>((resolve) => queue.push({ chatId, admit: resolve }));
    },
    leave,
    async calm() {
      if (queue.length < fewWaiting) return;
      await new Promise<void>((resume) => calmed.push(resume));
    },
  };
}
