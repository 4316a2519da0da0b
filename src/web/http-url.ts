// Tells which addresses may stand behind a link.

/** @returns the address, normalized, or nothing when a browser would run it, ask with a password, or not open it. */
export function httpUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && url.username === '' && url.password === '' ? url.href : undefined;
}
