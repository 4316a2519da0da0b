// The home of what ends the Telegram door for good.

import { ServiceError } from '../errors.ts';

/** The bot cannot run on; its message says what to do and never holds the token. */
export class TelegramError extends ServiceError {
  override readonly name = 'TelegramError';
}
