// The home of obeying robots.txt (RFC 9309).

import robotsParser from 'robots-parser';
import { z } from 'zod';
import { robotName } from './request-page.ts';

export interface RobotRules {
  readonly allows: (url: URL) => boolean;
  readonly crawlDelayMs: number | undefined;
}

/** The package is CommonJS: what comes is the function that its types call `default`. */
const parseRobots = z
  .custom<typeof robotsParser.default>((value) => typeof value === 'function')
  .parse(robotsParser);

/**
 * @param read the text of a robots.txt; undefined where the site has none, which allows everything
 * (RFC 9309, 2.3.1.3). What it throws, because the file cannot be reached, goes to the caller: then nothing
 * of the site is fetched (2.3.1.4).
 */
export function createRobots(read: (url: URL) => Promise<string | undefined>) {
  const known = new Map<string, Promise<RobotRules>>();
  const readRules = async (origin: string): Promise<RobotRules> => {
    const url = new URL('/robots.txt', origin);
    const text = await read(url);
    const rules = parseRobots(url.href, text ?? '');
    const delay = rules.getCrawlDelay(robotName);
    return {
      allows: (page) => rules.isAllowed(page.href, robotName) !== false,
      crawlDelayMs: delay === undefined ? undefined : delay * 1000,
    };
  };
  /** Each site is asked once. */
  return (url: URL): Promise<RobotRules> => {
    const rules = known.get(url.origin) ?? readRules(url.origin);
    known.set(url.origin, rules);
    return rules;
  };
}
