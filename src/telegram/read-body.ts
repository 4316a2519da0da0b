// Reads the body of a request with a bound: counted while it comes, joined before it is decoded.

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * @returns the text; `too-large` as soon as more than `maxBytes` came, whatever the headers say; `not-text`
 * when it is not UTF-8.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<{ text: string } | { refused: 'too-large' | 'not-text' }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (size > maxBytes) return { refused: 'too-large' };
    chunks.push(chunk);
  }
  try {
    // A character may be cut between two chunks.
    return { text: decoder.decode(Buffer.concat(chunks)) };
  } catch {
    return { refused: 'not-text' };
  }
}
