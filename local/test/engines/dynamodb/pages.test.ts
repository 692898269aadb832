import type { Table } from '../../../src/dynamodb';
import { Engine } from '../../../src/engines/dynamodb/engine';
import { storedSize } from '../../../src/engines/dynamodb/stored-size';
import { act } from '../../dynamodb/act';
import { LOCATION } from '../../dynamodb/fixtures';

/* Where pages and batches end, to the byte, as architect/dynalite's own tests observed it on AWS (query, scan, batchGetItem). */

const TABLE: Table = {
  name: 'Pages',
  arn: `arn:aws:dynamodb:${LOCATION.region}:${LOCATION.account}:table/Pages`,
  attributeDefinitions: ['a', 'b'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  keySchema: [{ AttributeName: 'a', KeyType: 'HASH' }, { AttributeName: 'b', KeyType: 'RANGE' }],
};
const TableName = TABLE.name;
const ID = { S: '0123456789' };

let engine: Engine;
beforeEach(async () => { engine = await Engine.create([TABLE]); });
afterEach(() => engine.close());

const run = (operation: string, parameters: object): Promise<any> => act(engine, operation, parameters);
const keyOf = (i: number, digits = 2): object => ({ a: ID, b: { S: String(i).padStart(digits, '0') } });
const put = (Item: object): Promise<unknown> => run('PutItem', { TableName, Item });

/** Items whose attribute `name` has so many characters; the last of them may have others. */
async function fill(count: number, length: number, { name = 'e', last = length, nextToLast = length } = {}): Promise<void> {
  const lengthOf = (i: number) => i === count - 1 ? last : i === count - 2 ? nextToLast : length;
  for (let i = 0; i < count; i += 1) await put({ ...keyOf(i), [name]: { S: 'e'.repeat(lengthOf(i)) } });
}

const query = (more: object = {}): Promise<any> => run('Query', {
  TableName, KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [ID] } }, Select: 'COUNT', ReturnConsumedCapacity: 'TOTAL', ...more,
});

describe('a page', () => {
  test('just under a megabyte there is no more: names count one byte, however long they are', async () => {
    await fill(25, 41_645, { name: 'e'.repeat(255) });
    expect(await query({ Limit: 26 })).toEqual({ Count: 25, ScannedCount: 25, ConsumedCapacity: { TableName, CapacityUnits: 128 } });
  });

  test('with one byte more the page is full', async () => {
    await fill(25, 41_645, { last: 41_646 });
    expect(await query()).toEqual({
      Count: 25, ScannedCount: 25, LastEvaluatedKey: keyOf(24), ConsumedCapacity: { TableName, CapacityUnits: 127.5 },
    });
  });

  test('the item that passes a megabyte is the last: just under', async () => {
    await fill(25, 43_372, { name: 'e'.repeat(255), nextToLast: 43_387, last: 44_999 });
    expect(await query()).toMatchObject({ Count: 25, LastEvaluatedKey: keyOf(24), ConsumedCapacity: { CapacityUnits: 133.5 } });
  });

  test('the item that passes a megabyte is the last: just over', async () => {
    await fill(25, 43_372, { nextToLast: 43_388, last: 44_999 });
    expect(await query()).toMatchObject({ Count: 24, LastEvaluatedKey: keyOf(23), ConsumedCapacity: { CapacityUnits: 127.5 } });
  });

  test('a scan ends where a query does', async () => {
    await fill(25, 43_372, { nextToLast: 43_388, last: 44_999 });
    expect(await run('Scan', { TableName, Select: 'COUNT' })).toMatchObject({ Count: 24, LastEvaluatedKey: keyOf(23) });
  });

  /** A header, `a` and its length, and the header of one piece with `b`. */
  const KEY = 2 + (1 + 1 + 10) + (18 + 2);

  test.each<[what: string, item: object, bytes: number]>([
    ['a key', {}, KEY],
    ['a piece more', { s: { S: 'x'.repeat(3072) } }, KEY + 1 + 3072 + 2 + (18 + 2)],
    ['short text', { s: { S: 'x'.repeat(127) } }, KEY + 1 + 127 + 1],
    ['text', { s: { S: 'x'.repeat(128) } }, KEY + 1 + 128 + 2],
    ['text of UTF-8', { s: { S: 'é'.repeat(64) } }, KEY + 1 + 128 + 2],
    ['a number', { n: { N: '12.3456' } }, KEY + 1 + 4 + 1],
    ['bytes', { x: { B: 'AQI=' } }, KEY + 1 + 2 + 1],
    ['truth', { t: { BOOL: true } }, KEY + 1 + 1],
    ['nothing', { n: { NULL: true } }, KEY + 1],
    ['a set of texts', { s: { SS: ['a', 'bc'] } }, KEY + 1 + 3 + 2 + 1],
    ['a set of numbers', { s: { NS: ['1', '2'] } }, KEY + 1 + 4 + 2 + 1],
    ['a list', { l: { L: [{ S: 'a' }, { NULL: true }] } }, KEY + 1 + 3 + 1 + 2 + 1],
    ['a map', { m: { M: { a: { S: 'a' } } } }, KEY + 1 + 3 + 1 + 1 + 2],
  ])('counts %s', (_, item, bytes) => {
    expect(storedSize({ ...keyOf(0), ...item }, 'b')).toBe(bytes);
  });
});

describe('a batch', () => {
  const KB_400 = 400 * 1024;
  /** An item of so many bytes. */
  const put400 = (i: number, size: number): Promise<unknown> => put({ ...keyOf(i), e: { S: 'e'.repeat(size - 'a'.length - ID.S.length - 'b00'.length - 'e'.length) } });
  const get = (count: number, more: object = {}): Promise<any> => run('BatchGetItem', {
    RequestItems: { [TableName]: { Keys: Array.from({ length: count }, (_, i) => keyOf(i)), ConsistentRead: true, ...more } }, ReturnConsumedCapacity: 'TOTAL',
  });

  test('reads a megabyte and an item more of a partition', async () => {
    for (const [i, size] of [KB_400, KB_400, KB_400, 224 * 1024].entries()) await put400(i, size);
    expect(await get(4)).toMatchObject({ UnprocessedKeys: {}, ConsumedCapacity: [{ CapacityUnits: 356 }] });
  });

  test('leaves what is beyond, with what it was asked with; it is paid for as if it were nothing', async () => {
    for (const [i, size] of [KB_400, KB_400, KB_400, 224 * 1024 + 1].entries()) await put400(i, size);
    const answer = await get(4, { ProjectionExpression: 'b' });
    expect(answer.Responses[TableName]).toEqual([{ b: { S: '00' } }, { b: { S: '01' } }, { b: { S: '02' } }]);
    expect(answer.UnprocessedKeys).toEqual({ [TableName]: { Keys: [keyOf(3)], ConsistentRead: true, ProjectionExpression: 'b' } });
    expect(answer.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 301 }]);
  });

  test('goes on with what was left', async () => {
    for (let i = 0; i < 8; i += 1) await put400(i, KB_400);
    const found: object[] = [];
    let RequestItems: object = { [TableName]: { Keys: Array.from({ length: 8 }, (_, i) => keyOf(i)), ProjectionExpression: 'b' } };
    while (Object.keys(RequestItems).length > 0) {
      const answer = await run('BatchGetItem', { RequestItems });
      expect(answer.Responses[TableName].length).toBeLessThanOrEqual(3);
      found.push(...answer.Responses[TableName]);
      RequestItems = answer.UnprocessedKeys;
    }
    expect(found).toEqual(Array.from({ length: 8 }, (_, i) => ({ b: { S: `0${i}` } })));
  });
});
