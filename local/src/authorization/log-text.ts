const MAX_LENGTH = 2048;

/** JWTs and the access tokens of Amazon and Facebook: a caller may have put one where it does not belong. */
const TOKENS = /eyJ[\w-]+\.[\w-]+\.[\w-]*|Atza\|[\w-]+|EAA[\w-]{64,}/g;

/** Text as the log keeps it: short, without tokens, and without what would steer a terminal. */
export function logText(text: string): string {
  // Copied, since V8 keeps the whole text in memory for a part of it.
  const short = text.length > MAX_LENGTH ? Buffer.from(`${text.slice(0, MAX_LENGTH)}…`).toString() : text;
  return short.replace(TOKENS, '(token)').replace(/\p{Cc}/gu, '\ufffd');
}
