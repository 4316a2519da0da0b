// The home of getting one page: allowed by robots.txt, politely, again where that helps, along redirects that stay.

import { handleType, retry } from 'cockatiel';
import { checkUrl, shorten } from './check-url.ts';
import { describeStatus, FetchError } from './fetch-error.ts';
import type { Network } from './network.ts';
import { openAgent } from './open-agent.ts';
import { createPace } from './pace.ts';
import { type PageResponse, requestPage } from './request-page.ts';
import { createRobots } from './robots.ts';

/** What came of asking for a page; `movedTo` is where the site says it is from now on. */
export type FetchedPage =
  | {
      readonly outcome: 'page';
      readonly url: string;
      readonly movedTo?: string;
      readonly response: PageResponse;
    }
  | { readonly outcome: 'not-modified' }
  | { readonly outcome: 'gone'; readonly status: number }
  /** To a host that is not registered, or with nothing new to read: not followed. */
  | { readonly outcome: 'moved'; readonly movedTo: string }
  | { readonly outcome: 'disallowed'; readonly url: string };

export interface PageFetcher {
  /**
   * @param validators conditional headers (If-None-Match, If-Modified-Since).
   * @throws FetchError saying why nothing was got.
   */
  readonly fetchPage: (
    url: string,
    validators: Readonly<Record<string, string>>,
  ) => Promise<FetchedPage>;
  readonly close: () => Promise<void>;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const permanent: ReadonlySet<number> = new Set([301, 308]);
/** Longer ones need not be read to the end (RFC 9309, 2.5). */
const maxRobotsBytes = 500_000;

/** @param hosts the registered ones, with port where it is not the usual one. No other is ever asked. */
export function createPageFetcher(hosts: ReadonlySet<string>, network: Network): PageFetcher {
  const { limits } = network;
  const agent = openAgent(network);
  const pace = createPace(network);
  const attempts = retry(
    handleType(FetchError, ({ passing }) => passing),
    { maxAttempts: limits.retries },
  );

  /** The pace waits between tries, so that a host that asked for time gets it from all its pages. */
  const ask = (url: URL, headers: Readonly<Record<string, string>>) =>
    attempts.execute(async ({ attempt }) => {
      await pace.enter(url.host);
      try {
        const response = await requestPage(url, headers, agent, limits);
        const { status } = response;
        if (status === 429 || status === 408 || status >= 500) {
          throw describeStatus(status, response.headers['retry-after']);
        }
        return response;
      } catch (error) {
        if (error instanceof FetchError && error.passing) {
          pace.hold(url.host, error.retryAfterMs ?? limits.firstBackoffMs * 2 ** attempt);
        }
        throw error;
      } finally {
        pace.leave(url.host);
      }
    });

  const rulesOf = createRobots(async (url) => {
    const { response } = await follow(url, {}).catch((error: unknown) => {
      if (!(error instanceof FetchError)) throw error;
      throw new FetchError(`网站的 robots.txt 读不到，所以没有取网页：${error.message}`);
    });
    if (!response || redirects.has(response.status)) {
      throw new FetchError('网站的 robots.txt 转到了没有登记的网站，所以没有取网页');
    }
    return response.status === 200
      ? response.body.toString('utf8', 0, maxRobotsBytes).replace(/^\ufeff/, '')
      : undefined;
  });

  /** Asks, and goes where the site sends, each step checked like the first; stops before a foreign host. */
  async function follow(
    start: URL,
    headers: Readonly<Record<string, string>>,
    isAllowed?: (url: URL) => Promise<boolean>,
  ): Promise<{ url: URL; response?: PageResponse; movedTo?: string; foreign?: true }> {
    let url = start;
    let movedTo: string | undefined;
    for (let step = 0; step <= limits.redirects; step += 1) {
      checkUrl(url, network);
      const moved = movedTo === undefined ? {} : { movedTo };
      if (!hosts.has(url.host)) return { url, movedTo: url.href, foreign: true };
      if (isAllowed && !(await isAllowed(url))) return { url, ...moved };
      const response = await ask(url, headers);
      if (!redirects.has(response.status)) return { url, response, ...moved };
      const target = readLocation(response, url);
      if (permanent.has(response.status) && !isUpgrade(url, target)) movedTo = target.href;
      url = target;
    }
    throw new FetchError(`网站转来转去超过${limits.redirects}次，没有取；用浏览器打开看看`);
  }

  return {
    async fetchPage(address, validators) {
      const isAllowed = async (url: URL) => {
        const rules = await rulesOf(url);
        if (rules.crawlDelayMs !== undefined) pace.setPause(url.host, rules.crawlDelayMs);
        return rules.allows(url);
      };
      const { url, response, movedTo, foreign } = await follow(
        readUrl(address),
        validators,
        isAllowed,
      );
      if (foreign && movedTo) return { outcome: 'moved', movedTo };
      if (!response) return { outcome: 'disallowed', url: url.href };
      const { status } = response;
      if (status === 404 || status === 410) return { outcome: 'gone', status };
      if (status === 304 && Object.keys(validators).length > 0) {
        return movedTo ? { outcome: 'moved', movedTo } : { outcome: 'not-modified' };
      }
      if (status !== 200) throw describeStatus(status, undefined);
      return { outcome: 'page', url: url.href, response, ...(movedTo ? { movedTo } : {}) };
    },
    close: () => agent.destroy(),
  };
}

function readUrl(address: string, base?: string): URL {
  if (!URL.canParse(address, base)) {
    throw new FetchError('网址写得不对，没有取；检查 sources.yaml 里的网址');
  }
  return new URL(address, base);
}

function readLocation({ headers }: PageResponse, from: URL): URL {
  const { location } = headers;
  if (!location)
    throw new FetchError(`${shorten(from.href)} 说搬走了，没说搬到哪里；用浏览器打开看看`);
  return readUrl(location, from.href);
}

/** The same page over https. */
function isUpgrade(from: URL, to: URL): boolean {
  return (
    to.protocol === 'https:' &&
    to.host === from.host &&
    to.pathname + to.search === from.pathname + from.search
  );
}
