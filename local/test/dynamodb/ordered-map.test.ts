import { OrderedMap } from '../../src/dynamodb/engine/ordered-map';

const map = (): OrderedMap<number> => {
  const result = new OrderedMap<number>();
  ['d', 'b', 'a', 'c', 'b'].forEach((key, index) => result.set(key, index));
  return result;
};

const keys = (range: object): string => map().range(range).map(([key]) => key).join('');

test.each([
  [{}, 'abcd'],
  [{ gte: 'b' }, 'bcd'],
  [{ gt: 'b' }, 'cd'],
  [{ lte: 'b' }, 'ab'],
  [{ lt: 'b' }, 'a'],
  [{ gte: 'aa', lt: 'cc' }, 'bc'],
  [{ gte: 'c', lt: 'b' }, ''],
  [{ reverse: true }, 'dcba'],
  [{ reverse: true, limit: 2 }, 'dc'],
  [{ gt: 'a', limit: 2 }, 'bc'],
  [{ limit: -1 }, 'abcd'],
  [{ limit: 9 }, 'abcd'],
])('range %j', (range, expected) => {
  expect(keys(range)).toBe(expected);
});

test('the last value stays, and a deleted key is gone', () => {
  const rows = map();
  expect(rows.get('b')).toBe(4);
  rows.delete('b');
  rows.delete('x');
  expect(rows.get('b')).toBeUndefined();
  expect(rows.range({}).map(([key]) => key)).toEqual(['a', 'c', 'd']);
});
