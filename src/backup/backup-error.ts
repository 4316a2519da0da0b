// The home of what stands in the way of a backup or of going back to one.

import { ServiceError } from '../errors.ts';

/** The backup could not be made, is not whole, or cannot be put back now. The message says what to do. */
export class BackupError extends ServiceError {
  override readonly name = 'BackupError';
}

/** What the file system refused, said so that staff can act; anything else stays as it is. */
export function toBackupError(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^E[A-Z]+$/.test(code)) return error;
  const message = `${folder} 写不进去（${code}）。检查磁盘空间和权限，或者换一个文件夹`;
  return new BackupError(message, { cause: error });
}
