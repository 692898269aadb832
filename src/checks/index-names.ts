import { WebIdentityError } from './errors';
import { assertLiteral } from './text';

/**
 * Checks names of indexes: a wildcard would let users query indexes by which they see each other's items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
export function assertIndexNames(where: string, names: readonly string[]): void {
  assertLiteral(where, names, 'because whose items an index holds follows from its keys');
  const wrong = names.find((name) => !/^[A-Za-z0-9_.-]{3,255}$/.test(name));
  if (wrong !== undefined) {
    throw new WebIdentityError({ code: 'index-name', where, got: wrong, want: 'the name of one index, 3 to 255 of A-Z a-z 0-9 _ - .', fix: 'list every index' });
  }
}
