// The home of how passwords are kept: scrypt with a salt of its own for each, and its parameters beside it.

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

// 128 · N · r = 64 MB a try; one of OWASP's sets
// (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt).
export const passwordCost: PasswordCost = { N: 2 ** 16, r: 8, p: 2 };
const keyBytes = 32;

export interface Passwords {
  /** @returns "scrypt$N$r$p$salt$key", salt and key in base64. */
  hash(password: string): Promise<string>;
  /** Takes as long for a name that nobody has: pass no `stored` then. */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

/** @param cost of new passwords; stored ones keep their own. */
export function createPasswords(cost: PasswordCost): Passwords {
  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      const { N, r, p } = cost;
      return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$');
    },

    async verify(password, stored) {
      const [scheme, N, r, p, salt = '', key = ''] = stored?.split('$') ?? [];
      if (scheme !== 'scrypt') {
        await derive(password, Buffer.alloc(16), cost);
        return false;
      }
      const expected = Buffer.from(key, 'base64');
      const own = { N: Number(N), r: Number(r), p: Number(p) };
      const found = await derive(password, Buffer.from(salt, 'base64'), own);
      return expected.length === found.length && timingSafeEqual(expected, found);
    },
  };
}

function derive(password: string, salt: Buffer, { N, r, p }: PasswordCost): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // Composed characters are typed differently on different keyboards (NIST SP 800-63B, 5.1.1.2).
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
