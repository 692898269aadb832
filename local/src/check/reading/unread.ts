/** Stands in a value of a template where nobody can say what will be there. */
export class Unread {
  constructor(readonly reason: string) {}
}

export function isUnread(value: unknown): value is Unread {
  return value instanceof Unread;
}

/** The first reason why a value cannot be read whole. */
export function unreadIn(value: unknown): string | undefined {
  if (isUnread(value)) return value.reason;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const item of Object.values(value)) {
    const reason = unreadIn(item);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
