// Tells which addresses Telegram takes in links and buttons; it refuses a whole message over one of the others.

/** @returns the address, normalized, or nothing when it is not an http(s) address of the public internet. */
export function publicUrl(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!['http:', 'https:'].includes(url.protocol)) return undefined;
  const isName = /^([\w-]+\.)+[a-z][\w-]*$/i.test(url.hostname);
  return isName && url.username === '' && !/\.(local|internal|localhost)$/.test(url.hostname)
    ? url.href
    : undefined;
}
