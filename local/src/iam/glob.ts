/** Matches any run of characters, colons and slashes included. */
export const ANY = 0;
/** Matches exactly one character. */
export const ONE = 1;

/** A pattern is a list of literal texts and wildcards. Literals are never read again as patterns. */
export type GlobToken = string | typeof ANY | typeof ONE;

/**
 * Two-pointer glob. On a mismatch only the last `*` is tried again, one character further, so the
 * time is bounded by pattern × text, whatever a policy author or a user id contains.
 */
export function matchGlob(tokens: readonly GlobToken[], text: string): boolean {
  let token = 0;
  let position = 0;
  let retryToken = -1;
  let retryPosition = 0;
  for (;;) {
    if (token === tokens.length) {
      if (position === text.length) return true;
    } else {
      const wanted = tokens[token];
      if (wanted === ANY) {
        token += 1;
        if (token === tokens.length) return true;
        retryToken = token;
        retryPosition = position;
        continue;
      }
      const width = wanted === ONE ? 1 : wanted.length;
      if (wanted === ONE ? position < text.length : text.startsWith(wanted, position)) {
        token += 1;
        position += width;
        continue;
      }
    }
    if (retryToken < 0 || retryPosition >= text.length) return false;
    const next = tokens[retryToken];
    retryPosition = typeof next === 'string' ? text.indexOf(next, retryPosition + 1) : retryPosition + 1;
    if (retryPosition < 0) return false;
    position = retryPosition;
    token = retryToken;
  }
}
