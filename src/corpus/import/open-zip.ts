// The home of opening a zip that somebody hands in: every entry is inflated once, within limits, before any parser sees the file.

import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { ImportRefusal } from './import-refusal.ts';

const maxEntries = 2_000;
const maxBytes = 120_000_000;
const maxXmlBytes = 40_000_000;
/** Word's own XML shrinks to a twentieth at most; a bomb to a thousandth. */
const maxRatio = 150;
const ratioFromBytes = 2_000_000;

/**
 * Sizes are counted while inflating, because a zip may lie about them; names that lead out of the file are
 * refused by yauzl.
 * @returns the XML parts by name, and the names of all entries.
 * @throws ImportRefusal
 */
export async function openZip(
  bytes: Buffer,
): Promise<{ parts: Map<string, string>; names: Set<string> }> {
  const zip = await open(bytes);
  const parts = new Map<string, string>();
  const names = new Set<string>();
  if (zip.entryCount > maxEntries) {
    throw new ImportRefusal(`里面有${zip.entryCount}个文件，太多了，不像正常的文档`);
  }
  let total = 0;
  for await (const entry of entries(zip)) {
    const { fileName } = entry;
    if (names.has(fileName)) throw new ImportRefusal(`里面有两个“${fileName}”，文件可能被改过`);
    names.add(fileName);
    if (entry.isEncrypted()) throw new ImportRefusal('是加密的，去掉密码、另存一份再试');
    const isXml = /\.(?:xml|rels)$/i.test(fileName);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of await openEntry(zip, entry)) {
      size += chunk.length;
      total += chunk.length;
      const tooDense = size > ratioFromBytes && size > entry.compressedSize * maxRatio;
      if (tooDense || total > maxBytes || (isXml && size > maxXmlBytes)) {
        throw new ImportRefusal('展开以后大得不正常（像压缩炸弹），没有打开；换一份正常的文件再试');
      }
      if (isXml) chunks.push(chunk);
    }
    if (isXml) parts.set(fileName, readXml(Buffer.concat(chunks), fileName));
  }
  return { parts, names };
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(refusalOf(error));
      else resolve(zip);
    });
  });
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  for (let left = zip.entryCount; left > 0; left -= 1) {
    yield await new Promise<Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', (error) => reject(refusalOf(error)));
      zip.once('end', () => reject(refusalOf(new Error('fewer entries than announced'))));
      zip.readEntry();
    });
    zip.removeAllListeners();
  }
}

async function* openEntryChunks(stream: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield Buffer.from(chunk);
  } catch (error) {
    throw refusalOf(error);
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<AsyncGenerator<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(refusalOf(error));
      else resolve(openEntryChunks(stream));
    });
  });
}

/** Office never writes a DOCTYPE; with one, entities can grow without end or name other files. */
function readXml(bytes: Buffer, name: string): string {
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  if (text.includes('\0') || text.includes('\ufffd')) {
    throw new ImportRefusal(`里面的 ${name} 不是 UTF-8，文件可能坏了；用原软件打开，另存一份再试`);
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new ImportRefusal(`里面的 ${name} 带有 DOCTYPE，可能藏着危险内容，没有打开`);
  }
  return text;
}

function refusalOf(error: unknown): ImportRefusal {
  if (error instanceof ImportRefusal) return error;
  return new ImportRefusal('压缩包坏了，或者大小和写的不一样；用原软件打开，另存一份再试', {
    cause: error,
  });
}
