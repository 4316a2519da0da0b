// The home of how passwords are kept: scrypt with a salt of its own for each, and its parameters beside it.

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

// 128 · N · r = 64 MB a try; one of OWASP's sets
// (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt).
const parameters = { N: 2 ** 16, r: 8, p: 2 } as const;
const keyBytes = 32;

/** @returns "scrypt$N$r$p$salt$key", salt and key in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, parameters);
  const { N, r, p } = parameters;
  return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Takes as long for a name that nobody has: pass no `stored` then. */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const [scheme, N, r, p, salt = '', key = ''] = stored?.split('$') ?? [];
  if (scheme !== 'scrypt') {
    await derive(password, Buffer.alloc(16), parameters);
    return false;
  }
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === found.length && timingSafeEqual(expected, found);
}

function derive(
  password: string,
  salt: Buffer,
  { N, r, p }: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // Composed characters are typed differently on different keyboards (NIST SP 800-63B, 5.1.1.2).
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
