// The home of how people are told apart without being known: keyed digests, and the key they need.

import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel } from '../domain.ts';
import { StorageError, toStorageError } from '../storage/storage-error.ts';

/** All digests under which rows of one person or chat may lie, the one new rows get first. */
export type Digests = readonly [current: string, ...former: string[]];

export interface AskerDigest {
  /** @returns 128 bits in hex; the same person or chat in the same channel has the same digest for a quarter. */
  (channel: Channel, id: string): string;
  /** For finding what is kept of a person or a chat. */
  readonly ever: (channel: Channel, id: string) => Digests;
}

/** Rows stay a little longer than they must when the service rests: so many quarters more are looked through. */
const spareQuarters = 4;

/**
 * HMAC-SHA256 (RFC 2104), truncated to 128 bits: without the key nobody can try out user numbers. Every
 * quarter has a key of its own, so that what is exported of two quarters does not tell who asked in both.
 * @param retentionDays how old rows get.
 */
export function createAskerDigest(
  secretKey: string,
  clock: () => Date = () => new Date(),
  retentionDays = 365,
): AskerDigest {
  const digestOf = (key: string | Buffer, channel: Channel, id: string) =>
    createHmac('sha256', key).update(`${channel}\0${id}`).digest('hex').slice(0, 32);
  const ofQuarter = (quarter: number, channel: Channel, id: string) =>
    digestOf(createHmac('sha256', secretKey).update(`quarter\0${quarter}`).digest(), channel, id);
  return Object.assign(
    (channel: Channel, id: string) => ofQuarter(quarterOf(clock()), channel, id),
    {
      ever(channel: Channel, id: string): Digests {
        const current = quarterOf(clock());
        const oldest = quarterOf(new Date(clock().getTime() - retentionDays * 24 * 3_600_000));
        const former = Array.from({ length: current - oldest + spareQuarters }, (_, index) =>
          ofQuarter(current - 1 - index, channel, id),
        );
        // Last, the one of rows from before the keys were rotated.
        return [ofQuarter(current, channel, id), ...former, digestOf(secretKey, channel, id)];
      },
    },
  );
}

/** Counted from the year 0, in Beijing time. */
function quarterOf(moment: Date): number {
  const local = new Date(moment.getTime() + 8 * 3_600_000);
  return local.getUTCFullYear() * 4 + Math.floor(local.getUTCMonth() / 3);
}

/**
 * The configured key, or the one in `dataDir`, made on first start and readable by its owner only.
 * @throws StorageError
 */
export async function loadSecretKey(dataDir: string, configured?: string): Promise<string> {
  if (configured !== undefined) return configured;
  const path = join(dataDir, 'secret-key');
  try {
    const key = (await readKey(path)) ?? (await makeKey(dataDir, path));
    if (/^[0-9a-f]{64}$/.test(key)) return key;
  } catch (error) {
    throw toStorageError(error, path);
  }
  throw new StorageError(
    'corrupt',
    `${path} does not hold a key of 64 hexadecimal digits: put the file back from the backup of the data folder, or delete it to begin with a new key (earlier questions then count as other people's).`,
  );
}

async function readKey(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole under another name and linked into place, so that of two first starts one wins and both agree. */
async function makeKey(dataDir: string, path: string): Promise<string> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await mkdir(dataDir, { recursive: true });
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await file.sync();
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await file.close();
    await unlink(draft);
  }
  return (await readFile(path, 'utf8')).trim();
}
