import { generator } from './mutations';
import { emptyRows, rowsIn, type Range, type Rows } from '../../src/engines/dynamodb/rows';

const map = (): Rows => {
  const result = emptyRows();
  ['d', 'b', 'a', 'c', 'b'].forEach((key, index) => result.set(key, { index: { N: String(index) } }));
  return result;
};

const keysIn = (rows: Rows, range: object): string[] => [...rowsIn(rows, range)].map(([key]) => key);

const keys = (range: object): string => keysIn(map(), range).join('');

test.each([
  [{}, 'abcd'],
  [{ gte: 'b' }, 'bcd'],
  [{ gt: 'b' }, 'cd'],
  [{ lte: 'b' }, 'ab'],
  [{ lt: 'b' }, 'a'],
  [{ gte: 'aa', lt: 'cc' }, 'bc'],
  [{ gte: 'c', lt: 'b' }, ''],
  [{ reverse: true }, 'dcba'],
  [{ reverse: true, gte: 'b', lt: 'd' }, 'cb'],
  [{ gte: '', lt: '' }, 'abcd'],
])('range %j', (range, expected) => {
  expect(keys(range)).toBe(expected);
});

test('the last value stays, and a deleted key is gone', () => {
  const rows = map();
  expect(rows.get('b')).toEqual({ index: { N: '4' } });
  rows.delete('b');
  rows.delete('x');
  expect(rows.get('b')).toBeUndefined();
  expect(keysIn(rows, {})).toEqual(['a', 'c', 'd']);
});

/** What a plain sorted array of all keys says. */
function sorted(all: ReadonlySet<string>, { gte, gt, lte, lt, reverse = false }: Range): string[] {
  const found = [...all].sort().filter((key) => !(gte && key < gte) && !(gt && key <= gt) && !(lte && key > lte) && !(lt && key >= lt));
  return reverse ? found.reverse() : found;
}

test.each([1, 2, 3])('thousands of keys, put and deleted in any order: seed %i', (seed) => {
  const random = generator(seed * 7919);
  const rows = emptyRows();
  const all = new Set<string>();
  const key = (): string => random(4_000).toString(36);
  const bounds = (): Range => {
    const [start, end] = [random(3), random(3)];
    return {
      ...start && { [start === 1 ? 'gte' : 'gt']: key() },
      ...end && { [end === 1 ? 'lte' : 'lt']: key() },
      reverse: random(2) === 0,
    };
  };
  for (let step = 0; step < 12_000; step++) {
    // At first it grows, at last it is emptied.
    const one = step < 8_000 ? key() : [...all][0] ?? key();
    if (step < 8_000 && random(4) > 0) {
      rows.set(one, { one: { S: one } });
      all.add(one);
    } else {
      rows.delete(one);
      all.delete(one);
    }
    if (step % 20 > 0) continue;
    const range = bounds();
    expect({ range, keys: keysIn(rows, range) }).toEqual({ range, keys: sorted(all, range) });
  }
  expect([all.size, keysIn(rows, {})]).toEqual([0, []]);
});
