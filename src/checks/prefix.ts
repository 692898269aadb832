import { WebIdentityError } from './errors';
import { assertLiteral, fitsPolicy } from './text';

const MAX_LENGTH = 512;

/** Checks a folder's prefix: literal, ends with a slash, no policy wildcard or variable in it. */
export function assertPrefix(where: string, prefix: string): void {
  assertLiteral(where, [prefix], 'because folders of users and shared folders are kept apart by it');
  if (!/^[^/*?$]+(\/[^/*?$]+)*\/$/.test(prefix) || prefix.length > MAX_LENGTH || !fitsPolicy(prefix)) {
    throw new WebIdentityError({
      code: 'prefix',
      where,
      got: prefix,
      want: `a folder that ends with one slash and begins with none, without * ? $ or empty parts, at most ${MAX_LENGTH} Latin-1 characters`,
      fix: 'for example \'users/\'',
    });
  }
}

/** Whether one of two folders holds the other. */
export function overlap(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}
