const CODES: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** What to say where the disk, or a user's share of it, is full, whatever that made of other errors on its way. Undefined for anything else. */
export function noSpace(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (CODES.has(code)) return `There is no space left where the local cloud keeps its data (${code}): free some, and start it again.`;
  }
  return undefined;
}
