// How the emulator refuses and how it misbehaves when a test asks for it.

import type { ServerResponse } from 'node:http';
import type { ApiResponse } from '@grammyjs/types';

/** What the next matching calls meet instead of an answer. */
export interface Fault {
  readonly method: string;
  /** Only calls for this chat. */
  readonly chatId?: number;
  /** How many calls; 1 when absent. */
  readonly times?: number;
  /** The call takes effect although its answer never arrives. */
  readonly afterEffect?: boolean;
  readonly how:
    | { readonly status: number; readonly description?: string; readonly retryAfter?: number }
    | 'html'
    | 'reset'
    | 'half-body'
    | 'hang';
}

/** An answer that is not ok. */
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfter: number | undefined;

  constructor(status: number, description: string, retryAfter?: number) {
    super(description);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export function badRequest(description: string): Refusal {
  return new Refusal(400, `Bad Request: ${description}`);
}

export function reply(response: ServerResponse, status: number, body: ApiResponse<unknown>): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function refuse(response: ServerResponse, { status, message, retryAfter }: Refusal): void {
  reply(response, status, {
    ok: false,
    error_code: status,
    description: message,
    ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
  });
}

export function misbehave(response: ServerResponse, how: Fault['how']): void {
  if (how === 'hang') return;
  if (how === 'reset') response.socket?.resetAndDestroy();
  else if (how === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><body>Bad gateway, please sign in</body></html>');
  } else if (how === 'half-body') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"ok":true,"result":[{"upd', () => response.socket?.destroy());
  } else {
    const { status, retryAfter, description = `Fault ${status}` } = how;
    refuse(response, new Refusal(status, description, retryAfter));
  }
}

/** Faults in the order they were asked for, each as often as asked. */
export function createFaults() {
  const faults: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault: Fault) {
      faults.push({ fault, left: fault.times ?? 1 });
    },
    take(method: string, chatId: number | undefined): Fault | undefined {
      const found = faults.find(
        ({ fault, left }) =>
          left > 0 &&
          fault.method === method &&
          (fault.chatId === undefined || fault.chatId === chatId),
      );
      if (found) found.left -= 1;
      return found?.fault;
    },
  };
}
