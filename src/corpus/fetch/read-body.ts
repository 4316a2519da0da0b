// The home of reading a body: unpacked, and never more of it than the cap.

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FetchError } from './fetch-error.ts';

const unpackers = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/** What `readBody` can unpack. */
export const acceptedEncodings = 'gzip, deflate, br';

/**
 * Counts while it reads, what comes and what is unpacked from it; beyond the cap the body is cut off.
 * @param encoding the Content-Encoding header.
 * @throws FetchError, and what the stream throws.
 */
export async function readBody(
  body: Readable,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of capped(source, maxBytes)) chunks.push(chunk);
  };
  const name = (encoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity') {
    await pipeline(body, collect);
  } else if (isKnown(name)) {
    const packed = (source: AsyncIterable<Buffer>) => capped(source, maxBytes);
    await pipeline(body, packed, unpackers[name](), collect);
  } else {
    body.destroy();
    throw new FetchError('网页的压缩方式不认识；用浏览器另存下来，用 npm run corpus -- add 添加');
  }
  return Buffer.concat(chunks);
}

function isKnown(name: string): name is keyof typeof unpackers {
  return Object.hasOwn(unpackers, name);
}

async function* capped(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new FetchError(
        `这一页超过${Math.round(maxBytes / 1e6)}MB，没有取；看看网址是不是写错了`,
      );
    }
    yield chunk;
  }
}
