// The service over the shipped corpus at an address of its own, and a real browser before it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import type { Review } from '../../src/review/create-review.ts';
import type { Actor } from '../../src/review/permits.ts';
import { listen } from '../../src/web/listen.ts';
import { copyBuiltIndex } from './built-index.ts';
import { password } from './open-console-room.ts';
import { sharedTemporaryFolder } from './temporary-folder.ts';

const executablePath = '/usr/bin/chromium';
export const hasChromium = existsSync(executablePath);
/** Name of a suite: says what is missing where it is skipped. */
export const inChromium = hasChromium
  ? 'in Chromium'
  : `skipped, ${executablePath} is missing: apt-get install -y chromium fonts-noto-cjk`;

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

export interface BrowserRoom {
  /** Of the service, such as http://127.0.0.1:40123. */
  readonly address: () => string;
  /** A page of a browser of its own. No request of it may leave the service, no script of it may fail. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** The console as somebody of the house sees it after the login; who has no account yet gets one. */
  enter(actor: Actor, options?: BrowserContextOptions): Promise<Page>;
}

/** Started once for the tests of a file. @param builtIndex the folder that `built-index.ts` provides. */
export function openBrowserRoom(builtIndex: string): BrowserRoom {
  let browser: Browser | undefined;
  let address = '';
  let review: Review | undefined;
  beforeAll(async () => {
    if (!hasChromium) return;
    const dataDir = await copyBuiltIndex(builtIndex, await sharedTemporaryFolder());
    const service = await startService(dataDir);
    afterAll(service.stop);
    address = service.address;
    review = service.review;
    browser = await launch();
    afterAll(() => browser?.close());
  });
  return {
    address: () => address,
    openPage: (options) => openPage(browser, address, options),
    async enter({ name, role }, options) {
      await review?.accounts.add(name, role, password, { name: '命令行', role: 'admin' });
      const page = await openPage(browser, address, options);
      await page.goto('/console');
      await page.getByLabel('名字').fill(name);
      await page.getByLabel('密码').fill(password);
      await page.getByRole('button', { name: '登录' }).click();
      await page.waitForURL(`${address}/console`);
      return page;
    },
  };
}

export function launch(): Promise<Browser> {
  // The sandbox wants more rights than a container has.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export async function openPage(
  browser: Browser | undefined,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  if (!browser) throw new Error('the browser is started before the tests of the file');
  const context = await browser.newContext({ baseURL: address, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const strays: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) strays.push(request.url());
  });
  page.on('pageerror', (error) => strays.push(error.message));
  onTestFinished(async () => {
    await context.close();
    expect(strays).toEqual([]);
  });
  return page;
}

export async function serve(site: Hono) {
  return listen(site, { host: '127.0.0.1', port: 0 });
}

async function startService(dataDir: string) {
  const project = join(import.meta.dirname, '../..');
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0' }, project);
  const app = createApp(config, { logger: createLogger('silent') });
  const open = await app.open();
  const { address, stop } = await app.openWeb(open);
  return {
    address,
    review: open.review,
    stop: async () => {
      await stop();
      await open.close();
    },
  };
}
