/** Far above the 20,000 characters of a token. */
const MAX_BYTES = 1_000_000;

/** A token from a pipe, without the line break at its end. */
export async function readToken(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BYTES) throw new Error(`stdin holds more than ${MAX_BYTES} bytes: want one token`);
    chunks.push(bytes);
  }
  const token = Buffer.concat(chunks).toString('utf8').trim();
  if (token === '') throw new Error('stdin is empty: want one token');
  return token;
}
