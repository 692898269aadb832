import { validationError } from './request';

/** One page of a list; the token is the position of the next. */
export function page<T>(all: readonly T[], token: string | undefined, size: number): { readonly items: readonly T[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isSafeInteger(start) || start < 0) throw validationError('The token is not one of an earlier answer');
  const end = start + size;
  return { items: all.slice(start, end), ...end < all.length && { NextToken: String(end) } };
}
