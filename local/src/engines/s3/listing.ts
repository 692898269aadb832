import type { Keys } from './keys';
import { compareUtf8 } from '../../utf8-order';

/** Names to list, which a list does not change. */
export type ListingKeys = Omit<Keys, 'add' | 'remove'>;

export interface ListingQuery {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Names up to and with this one are left out; so are those below it if it is a common prefix. */
  readonly after: string;
  readonly limit: number;
}

export interface Listing {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** The last of both, where there is more. */
  readonly next?: string;
}

/** One page of a bucket's keys, those with a delimiter behind the prefix rolled up (Amazon S3 User Guide, "Organizing objects using prefixes"). */
export function listing({ keys: ordered }: { readonly keys: ListingKeys }, { prefix, delimiter, after, limit }: ListingQuery): Listing {
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  let key = first(ordered, after, prefix, delimiter);
  for (;;) {
    if (key === undefined || !key.startsWith(prefix) || limit === 0) return { keys, commonPrefixes };
    if (keys.length + commonPrefixes.length === limit) return { keys, commonPrefixes, next: last };
    const common = commonPrefix(key, prefix, delimiter);
    if (common === undefined) keys.push(key); else commonPrefixes.push(common);
    last = common ?? key;
    key = common === undefined ? ordered.firstAfter(key) : ordered.firstBehind(common);
  }
}

function first(ordered: ListingKeys, after: string, prefix: string, delimiter: string): string | undefined {
  if (after === '' || compareUtf8(after, prefix) < 0) return ordered.firstFrom(prefix);
  return after.startsWith(prefix) && commonPrefix(after, prefix, delimiter) === after ? ordered.firstBehind(after) : ordered.firstAfter(after);
}

/** The key up to the first delimiter behind the prefix. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const position = key.indexOf(delimiter, prefix.length);
  return position < 0 ? undefined : key.slice(0, position + delimiter.length);
}
