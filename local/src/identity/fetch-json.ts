import { membersOf, type JsonMembers } from './jwt';

/** An answer that came, and is not what was asked for. */
export class UnexpectedAnswer extends Error {}

/** Discovery documents and key sets are some kilobytes; a hundred keys of each type with certificates fit, too. */
const MAX_BYTES = 512 * 1024;

/**
 * A JSON object from a URL that the developer named. Bounded in time and size; a redirect is not
 * followed, since it leads where nobody asked to go. Throws an error whose message says why.
 */
export async function fetchJson(url: URL, timeoutMs: number): Promise<JsonMembers> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs), headers: { accept: 'application/json' } });
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new UnexpectedAnswer(`${url.href} redirects, which is not followed`);
  }
  const text = await readText(response, url);
  if (response.status !== 200) throw new Error(`${url.href} answered ${response.status}`);
  const members = membersOf(parse(text));
  if (members === undefined) throw new Error(`${url.href} answered no JSON object`);
  return members;
}

async function readText(response: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array> | null ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`${url.href} answered more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
