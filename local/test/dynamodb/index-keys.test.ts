import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { checkIndexKeys } from '../../src/dynamodb/check-index-keys';
import { unnoticed } from '../iam/mutants/unnoticed';

/* DynamoDB Developer Guide, "Multi-attribute keys pattern"; texts as `CreateTable` has them. */

const DEFINED = 'ABCDEFGHIJ';
const INVALID = 'One or more parameter values were invalid: ';

/** Keys as `HASH` and `RANGE` names, `A B|C`, in their order. */
const keysOf = (keys: string) => {
  const [hash, range = ''] = keys.split('|');
  return [['HASH', hash], ['RANGE', range]].flatMap(([KeyType, names]) => names.split(' ').filter(Boolean).map((AttributeName) => ({ AttributeName, KeyType })));
};

const CASES: readonly [keys: ReturnType<typeof keysOf>, message: string | undefined][] = [
  ...['A', 'A|B', 'A B C D|E F G H'].map((keys): [ReturnType<typeof keysOf>, undefined] => [keysOf(keys), undefined]),
  [keysOf('|A'), `${INVALID}Index ByIt must have between 1 and 4 HASH keys`],
  [keysOf('A B C D E'), `${INVALID}Index ByIt must have between 1 and 4 HASH keys`],
  [keysOf('A|B C D E F'), `${INVALID}Index ByIt must have at most 4 RANGE keys`],
  [[...keysOf('|A'), ...keysOf('B')], `${INVALID}Index ByIt must have HASH keys that precede its RANGE keys`],
  [[...keysOf('A|B'), ...keysOf('C')], `${INVALID}Index ByIt must have HASH keys that precede its RANGE keys`],
  [keysOf('A|X B'), `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [A, X, B], AttributeDefinitions: [${[...DEFINED].join(', ')}]`],
  [keysOf('A|A'), 'Both the Hash Key and the Range Key element in the KeySchema have the same name'],
];

function refusal(check: typeof checkIndexKeys, KeySchema: ReturnType<typeof keysOf>): unknown {
  try {
    check({ IndexName: 'ByIt', KeySchema } as never, [...DEFINED].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each(CASES)('%j: %s', (keys, message) => {
  expect(refusal(checkIndexKeys, keys)).toBe(message);
});

test('a case notices every change of the rules', async () => {
  const FILE = 'dynamodb/check-index-keys.ts';
  const { left, of } = await unnoticed(resolve(__dirname, '../../src'), FILE, FILE, (module) => CASES.every(([keys, message]) => isDeepStrictEqual(refusal(module.checkIndexKeys, keys), message)));
  expect(of).toBeGreaterThan(20);
  expect(left).toEqual([]);
}, 120_000);
