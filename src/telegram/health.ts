// The home of whether this door works: when Telegram was last heard of, and what is wrong with the webhook.

export interface DoorHealth {
  /** Why residents cannot be heard, as whoever runs the service reads it; nothing when they can. */
  problem(): string | undefined;
  /** Since the last answer of Telegram that shows that updates come in. */
  silentSeconds(): number;
}

export interface Health extends DoorHealth {
  heard(): void;
  /** @param problem that stays until it is reported gone. */
  report(problem: string | undefined): void;
}

/** Six polls without an answer, or three looks at the webhook: more than a hiccup of the network. */
const silenceLimitSeconds = 180;

export function createHealth(clock: () => Date): Health {
  let heardAt = clock().getTime();
  let reported: string | undefined;
  const silentSeconds = () => Math.round((clock().getTime() - heardAt) / 1000);
  return {
    silentSeconds,
    problem() {
      if (reported !== undefined) return reported;
      const silence = silentSeconds();
      if (silence <= silenceLimitSeconds) return undefined;
      return `nothing was fetched from Telegram for ${silence} s: see the log for why`;
    },
    heard() {
      heardAt = clock().getTime();
    },
    report(problem) {
      reported = problem;
    },
  };
}
