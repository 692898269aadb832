import { Engine } from '../../../src/engines/dynamodb/engine';
import { act } from '../../dynamodb/act';
import { withKey } from '../../dynamodb/fixtures';

/* DynamoDB Developer Guide, Multi-attribute keys pattern: up to four attributes each for the partition key and the sort key of a global index. */

const TABLE = withKey('HASH', 'HASH', 'RANGE', 'RANGE');

let engine: Engine;

beforeEach(async () => {
  engine = await Engine.create([TABLE]);
  for (const [i, [a, b, c, d]] of PARTS.entries()) {
    await act(engine, 'PutItem', { TableName: TABLE.name, Item: { Id: { S: `${i}` }, a: { S: a }, b: { S: b }, c: { S: c }, d: { N: d } } });
  }
});
afterEach(() => engine.close());

const PARTS = [['x', 'y', 'c', '10'], ['x', 'y', 'c', '9'], ['x', 'y', 'c', '-1'], ['x', 'y', 'cc', '1'], ['x', 'y', 'b', '5'], ['x', 'z', 'c', '1'], ['xy', 'y', 'c', '1']];

const VALUES = { ':x': { S: 'x' }, ':y': { S: 'y' }, ':c': { S: 'c' }, ':n': { N: '9' }, ':m': { N: '10' } };

async function query(condition: string, more: object = {}): Promise<any> {
  const used = Object.fromEntries(Object.entries(VALUES).filter(([name]) => condition.includes(name)));
  return act(engine, 'Query', { TableName: TABLE.name, IndexName: 'ByParts', KeyConditionExpression: condition, ExpressionAttributeValues: used, ...more });
}

const keys = ({ Items }: any): string[] => Items.map(({ c, d }: any) => `${c.S}${d.N}`);

test.each([
  ['a = :x AND b = :y', ['b5', 'c-1', 'c9', 'c10', 'cc1']],
  ['b = :y AND c = :c AND a = :x', ['c-1', 'c9', 'c10']],
  ['a = :x AND b = :y AND c > :c', ['cc1']],
  ['a = :x AND b = :y AND begins_with(c, :c)', ['c-1', 'c9', 'c10', 'cc1']],
  ['a = :x AND b = :y AND c = :c AND d < :n', ['c-1']],
  ['a = :x AND b = :y AND c = :c AND d <= :n', ['c-1', 'c9']],
  ['a = :x AND b = :y AND c = :c AND d BETWEEN :n AND :m', ['c9', 'c10']],
  ['a = :x AND b = :y AND c = :c AND d = :m', ['c10']],
])('%s', async (condition, expected) => {
  expect(keys(await query(condition))).toEqual(expected);
  expect(keys(await query(condition, { ScanIndexForward: false }))).toEqual([...expected].reverse());
});

test.each([
  ['a = :x', /missed key schema element: b/],
  ['a = :x AND c = :c', /missed key schema element: b/],
  ['a = :x AND b > :y', /not supported/],
  ['a = :x AND b = :y AND d = :n', /missed key schema element: c/],
  ['a = :x AND b = :y AND c > :c AND d = :n', /not supported/],
  ['a = :x AND b = :y AND Id = :c', /missed key schema element: c/],
])('refused: %s', async (condition, message) => {
  await expect(query(condition)).rejects.toMatchObject({ code: 'ValidationException', message: expect.stringMatching(message) });
});

test('page by page, both ways', async () => {
  for (const ScanIndexForward of [true, false]) {
    const seen: string[] = [];
    let ExclusiveStartKey: object | undefined;
    do {
      const page: any = await query('a = :x AND b = :y AND c = :c', { Limit: 1, ScanIndexForward, ExclusiveStartKey });
      seen.push(...keys(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
      if (ExclusiveStartKey) expect(Object.keys(ExclusiveStartKey).sort()).toEqual(['Id', 'a', 'b', 'c', 'd']);
    } while (ExclusiveStartKey);
    expect(seen).toEqual(ScanIndexForward ? ['c-1', 'c9', 'c10'] : ['c10', 'c9', 'c-1']);
  }
});

test('an item is in the index while it has all parts', async () => {
  const Key = { Id: { S: '5' } };
  const count = async (): Promise<number> => (await act(engine, 'Scan', { TableName: TABLE.name, IndexName: 'ByParts' })).Count as number;
  const before = await count();
  await act(engine, 'UpdateItem', { TableName: TABLE.name, Key, UpdateExpression: 'REMOVE c' });
  expect(await count()).toBe(before - 1);
  const update = { TableName: TABLE.name, Key, UpdateExpression: 'SET c = :v' };
  await expect(act(engine, 'UpdateItem', { ...update, ExpressionAttributeValues: { ':v': { N: '1' } } })).rejects.toMatchObject({ code: 'ValidationException' });
  await act(engine, 'UpdateItem', { ...update, ExpressionAttributeValues: { ':v': { S: 'new' } } });
  expect(await count()).toBe(before);
});

test.each([
  ['five of the partition', withKey('HASH', 'HASH', 'HASH', 'HASH', 'HASH')],
  ['five to sort by', withKey('HASH', 'RANGE', 'RANGE', 'RANGE', 'RANGE', 'RANGE')],
  ['the sort key first', withKey('HASH', 'RANGE', 'HASH')],
  ['no partition', withKey('RANGE')],
])('no index: %s', async (_, table) => {
  await expect(Engine.create([table])).rejects.toMatchObject({ code: 'ValidationException' });
});

test('eight parts', async () => {
  await (await Engine.create([withKey('HASH', 'HASH', 'HASH', 'HASH', 'RANGE', 'RANGE', 'RANGE', 'RANGE')])).close();
});
