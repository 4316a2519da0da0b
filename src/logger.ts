// The one logger: JSON lines on standard error, secrets cut out, errors without the payloads they carry.

import { type DestinationStream, type Logger, destination as openDestination, pino } from 'pino';

export type { Logger };

/** Bot tokens as @BotFather gives them and keys of OpenAI-compatible services. */
const secrets = /\d{6,}:[\w-]{30,}|\bsk-[\w-]{8,}/g;

/** Cuts everything that looks like a token or key out of a text. */
export function redactSecrets(text: string): string {
  return text.replace(secrets, '[secret]');
}

/**
 * @param level as pino names them, or "silent".
 * @param destination where lines go; standard error when absent.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serializeError },
      hooks: { streamWrite: redactSecrets },
    },
    destination ?? openDestination({ dest: 2, sync: true }),
  );
}

/** Only these fields: libraries hang whole requests, with residents' words, on their errors. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: 'thrown value is not an error' };
  const code = 'code' in error ? String(error.code) : undefined;
  const { name, message, stack, cause } = error;
  return { name, message, code, stack, ...(cause ? { cause: serializeError(cause) } : {}) };
}
