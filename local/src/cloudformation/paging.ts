import { page } from '../page';
import { validationError } from './request';

const PAGE = 100;

interface ToldPage<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

/** One page of a list, in its own order. The token is the key of the last item that was told. */
export function pageOf<T>(all: readonly T[], keyOf: (one: T) => string, token: string | undefined): ToldPage<T> {
  const after = token === undefined ? undefined : Buffer.from(token, 'base64url').toString();
  if (after !== undefined && !all.some((one) => keyOf(one) === after)) throw validationError('The token is not one of an earlier answer');
  const { items, last } = page(all, keyOf, after, PAGE);
  return last === undefined ? { items } : { items, NextToken: Buffer.from(last).toString('base64url') };
}
