// The home of one request and its response: who asks, within what time, how much.

import { type Dispatcher, request } from 'undici';
import { describeFailure } from './fetch-error.ts';
import type { FetchLimits } from './network.ts';
import { acceptedEncodings, readBody } from './read-body.ts';

/** How this service calls itself, in requests and in robots.txt. */
export const robotName = 'xiaolongkan-legal-service-bot';
const userAgent = `${robotName} (checks registered official pages for changes)`;

export interface PageResponse {
  readonly status: number;
  /** Names in lower case; of a header that came several times, the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked; empty unless the status is 200. */
  readonly body: Buffer;
}

/** @throws FetchError */
export async function requestPage(
  url: URL,
  headers: Readonly<Record<string, string>>,
  dispatcher: Dispatcher,
  { totalMs, maxBytes }: FetchLimits,
): Promise<PageResponse> {
  const signal = AbortSignal.timeout(totalMs);
  try {
    const response = await request(url, {
      dispatcher,
      signal,
      headers: {
        ...headers,
        'user-agent': userAgent,
        accept: 'text/html, application/xhtml+xml, application/pdf, text/plain, */*;q=0.5',
        'accept-language': 'zh-CN',
        'accept-encoding': acceptedEncodings,
      },
    });
    // A body that is left unread breaks off with an error event, which nobody else would hear.
    response.body.on('error', () => {});
    const received = firstOfEach(response.headers);
    if (response.statusCode === 200) {
      const body = await readBody(response.body, received['content-encoding'], maxBytes);
      return { status: 200, headers: received, body };
    }
    response.body.destroy();
    return { status: response.statusCode, headers: received, body: Buffer.alloc(0) };
  } catch (error) {
    throw describeFailure(error, signal.aborted);
  }
}

function firstOfEach(headers: Readonly<Record<string, string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first]];
    }),
  );
}
