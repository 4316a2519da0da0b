// The home of importing a file: read here, parsed in a worker with limits of memory and time, so that the service goes on.

import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { CorpusError } from '../corpus-error.ts';
import { decodeText } from '../decode-text.ts';
import { detectContainer, detectText } from './detect-format.ts';
import { importBytes } from './import-bytes.ts';
import { ImportRefusal } from './import-refusal.ts';
import { type ImportedFile, importedFileSchema } from './imported-file.ts';

export interface ImportRequest {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly selector: string | undefined;
}

export interface ImportOptions {
  /** CSS: which part of a page is read, where the main text is not found by itself. */
  readonly selector?: string | undefined;
  /** @default 45 s */
  readonly deadlineMs?: number;
  /** By how much the process may grow meanwhile. @default 600 MB */
  readonly maxGrowthBytes?: number;
}

const maxBytes = 30_000_000;
const maxTextBytes = 4_000_000;
const defaultDeadlineMs = 45_000;
const resourceLimits = {
  maxOldGenerationSizeMb: 400,
  maxYoungGenerationSizeMb: 64,
  stackSizeMb: 4,
};
const defaultGrowthBytes = 600_000_000;
const watchEveryMs = 20;

/**
 * Reads a file of any format that is known: Markdown, official text, HTML, DOCX, PDF, XLSX, CSV.
 * @throws CorpusError saying why it is not read and what to do instead.
 */
export async function importFile(path: string, options: ImportOptions = {}): Promise<ImportedFile> {
  // Names come from elsewhere and are printed on a terminal.
  const name = basename(path).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  const bytes = await readHandedIn(path, name);
  const { selector } = options;
  try {
    // Only what a library parses can be made to harm; plain text is read here, at once.
    if (isPlainText(bytes, name)) return await importBytes(bytes, name);
    return await parseInWorker({ bytes, name, selector }, options);
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    throw new CorpusError([{ file: name, message: error.message }], { cause: error });
  }
}

async function readHandedIn(path: string, name: string): Promise<Buffer> {
  const refuse = (message: string, cause?: unknown): never => {
    throw new CorpusError([{ file: name, message }], { cause });
  };
  try {
    const link = await lstat(path);
    if (link.isSymbolicLink() && !(await staysInFolder(path))) {
      refuse('是一个指到别的文件夹的链接，请直接添加原来的文件');
    }
    const entry = await stat(path);
    if (entry.isDirectory()) refuse('是文件夹，请一次添加一个文件');
    if (!entry.isFile()) refuse('不是普通文件，请换成一份文档');
    const limit = /\.(?:txt|md)$/i.test(name) ? maxTextBytes : maxBytes;
    if (entry.size > limit) {
      refuse(`有${Math.ceil(entry.size / 1e6)}MB，最多${limit / 1e6}MB，拆成几份再添加`);
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof CorpusError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT') refuse(`找不到这个文件（${path}），检查文件名和所在的文件夹`, error);
    return refuse(`读不了这个文件（${code}），检查权限`, error);
  }
}

function isPlainText(bytes: Buffer, name: string): boolean {
  if (detectContainer(bytes) !== 'text') return false;
  return /^(?:prepared|markdown|text)$/.test(detectText(decodeText(bytes, name), name));
}

async function staysInFolder(path: string): Promise<boolean> {
  const folder = await realpath(dirname(resolve(path)));
  return (await realpath(path)).startsWith(`${folder}${sep}`);
}

const messageSchema = z.union([
  z.object({ file: importedFileSchema }),
  z.object({ problem: z.string() }),
]);

function parseInWorker(
  request: ImportRequest,
  { deadlineMs = defaultDeadlineMs, maxGrowthBytes = defaultGrowthBytes }: ImportOptions,
): Promise<ImportedFile> {
  return new Promise((settle, reject) => {
    const worker = startWorker(request);
    const before = process.memoryUsage.rss();
    const end = (finish: () => void) => {
      clearTimeout(deadline);
      clearInterval(watch);
      finish();
      // Nothing is left to say: a worker that is asked to end ends.
      void worker.terminate();
    };
    const stop = (message: string, cause?: unknown) =>
      end(() => reject(new ImportRefusal(message, { cause })));
    const deadline = setTimeout(
      () => stop('读了太久还没有读完，可能是坏文件或压缩炸弹；换一份正常的文件，或拆成几份再试'),
      deadlineMs,
    );
    // Buffers lie outside the heap that `resourceLimits` bounds.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > maxGrowthBytes) stop(tooMuchMemory);
    }, watchEveryMs);
    worker.once('message', (received) => {
      const message = messageSchema.safeParse(received);
      if (!message.success) stop('读出来的内容不完整，请再试一次', message.error);
      else if ('problem' in message.data) stop(message.data.problem);
      else {
        const { file } = message.data;
        end(() => settle(file));
      }
    });
    worker.once('error', (error) => stop(tooMuchMemory, error));
    worker.once('exit', () => stop('读到一半停了，文件可能坏了；用原软件打开，另存一份再试'));
  });
}

const tooMuchMemory = '要用的内存太多，可能是压缩炸弹，没有读完；换一份正常的文件，或拆成几份再试';

/** In the bundle all entries lie side by side as JavaScript; in tests the sources run as they are. */
function startWorker(workerData: ImportRequest): Worker {
  const isBundled = import.meta.url.endsWith('.js');
  const url = new URL(`./import-worker.${isBundled ? 'js' : 'ts'}`, import.meta.url);
  if (isBundled) return new Worker(url, { workerData, execArgv: [], resourceLimits });
  // Node 20 does not apply `--import` loaders inside worker threads; registering there works on 20, 22 and 24.
  const start = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(url.href)});
  });`;
  return new Worker(start, { eval: true, workerData, execArgv: [], resourceLimits });
}
