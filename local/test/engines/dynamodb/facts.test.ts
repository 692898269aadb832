import { Engine } from '../../../src/engines/dynamodb/engine';
import { act } from '../../dynamodb/act';
import { KEY, SCORES } from '../../dynamodb/fixtures';

/*
 * What AWS does and dynalite's evaluation did otherwise, through whole requests. Observed on AWS by the public suites
 * scylladb/scylladb test/alternator/ (test_update_expression, test_condition_expression, test_expected, test_item, test_returnvalues,
 * test_limits, test_gsi, test_lsi) and nubo-db/dynamodb-conformance.
 */

let engine: Engine;

beforeEach(async () => { engine = await Engine.create([SCORES]); });
afterEach(() => engine.close());

const run = (operation: string, parameters: object): Promise<any> => act(engine, operation, { TableName: 'GameScores', ...parameters });
const outcome = (operation: string, parameters: object): Promise<any> => run(operation, parameters).catch(({ code, message }) => `${code}: ${message}`);
const stored = async (): Promise<any> => (await run('GetItem', { Key: KEY })).Item;
const put = (attributes: object): Promise<unknown> => run('PutItem', { Item: { ...KEY, ...attributes } });

const FAILED = 'ConditionalCheckFailedException: The conditional request failed';
const N = (...numbers: number[]): object[] => numbers.map((number) => ({ N: `${number}` }));
const v = (value: object): object => ({ ExpressionAttributeValues: { ':v': value } });

describe('legacy conditions', () => {
  test.each([
    ['Exists with another value', { a: { Exists: true, Value: { N: '2' } } }, FAILED],
    ['Exists with the value', { a: { Exists: true, Value: { N: '1' } } }, {}],
    ['Exists of nothing', { gone: { Exists: true, Value: { N: '1' } } }, FAILED],
    ['not Exists', { a: { Exists: false } }, FAILED],
    ['not Exists of nothing', { gone: { Exists: false } }, {}],
    ['NOT_CONTAINS of nothing', { gone: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [{ N: '1' }] } }, FAILED],
    ['NE of nothing', { gone: { ComparisonOperator: 'NE', AttributeValueList: [{ N: '1' }] } }, {}],
    ['NULL', { gone: { ComparisonOperator: 'NULL' } }, {}],
    ['NOT_NULL of false', { f: { ComparisonOperator: 'NOT_NULL' } }, {}],
    ['EQ of false', { f: { ComparisonOperator: 'EQ', AttributeValueList: [{ BOOL: false }] } }, {}],
    ['BETWEEN with ""', { e: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ S: '' }, { S: 'a' }] } }, {}],
    ['LE of a list', { a: { ComparisonOperator: 'LE', AttributeValueList: [{ L: [] }] } },
      'ValidationException: One or more parameter values were invalid: ComparisonOperator LE is not valid for L AttributeValue type'],
    ['Exists without a value', { a: { Exists: true } },
      'ValidationException: One or more parameter values were invalid: Value must be provided when Exists is true for Attribute: a'],
  ])('%s: put, update and delete', async (_, Expected, expected) => {
    for (const write of [['PutItem', { Item: { ...KEY, b: { N: '1' } } }], ['UpdateItem', { Key: KEY, AttributeUpdates: { b: { Value: { N: '1' } } } }], ['DeleteItem', { Key: KEY }]] as const) {
      await put({ a: { N: '1' }, f: { BOOL: false }, e: { S: '' } });
      expect(await outcome(write[0], { ...write[1], Expected })).toEqual(expected);
    }
  });

  test('ConditionalOperator needs conditions', async () => {
    expect(await outcome('DeleteItem', { Key: KEY, ConditionalOperator: 'OR' })).toMatch(/^ValidationException: ConditionalOperator/);
    expect(await outcome('DeleteItem', { Key: KEY, Expected: {}, ConditionalOperator: 'OR' })).toMatch(/^ValidationException: ConditionalOperator/);
  });
});

describe('conditions', () => {
  const ITEM = {
    f: { BOOL: false },
    e: { S: '' },
    one: { N: '1' },
    l: { L: [{ M: { x: { N: '1' } } }, { BOOL: false }] },
    m: { M: { a: { L: [{ N: '1' }] } } },
    m2: { M: { a: { L: [{ N: '1' }] } } },
    bytes: { B: '/4A=' },
    ss: { SS: ['a', 'b'] },
    ss2: { SS: ['b', 'a'] },
    t: { S: '😀' },
  };

  test.each<[string, object | undefined, boolean]>([
    ['m = m2', undefined, true], ['m <> m2', undefined, false], ['m IN (l, m2)', undefined, true], ['ss = ss2', undefined, true], ['gone <> lost', undefined, true], ['gone = lost', undefined, false],
    ['attribute_type(f, :v)', { S: 'BOOL' }, true], ['f IN (:v)', { BOOL: false }, true], ['contains(l, :v)', { BOOL: false }, true], ['contains(l, :v)', { M: { x: { N: '1.0' } } }, true],
    ['size(e) = :v', { N: '0' }, true], ['size(t) = :v', { N: '2' }, true], ['e BETWEEN :v AND t', { S: '' }, true], ['begins_with(bytes, :v)', { B: '/w==' }, true],
    ['begins_with(bytes, :v)', { B: 'gA==' }, false], ['contains(bytes, :v)', { B: 'gQ==' }, false], ['NOT NOT attribute_exists(f)', undefined, true], ['l < one', undefined, false],
    ['one <= :v', { N: '+1.0' }, true],
  ])('%s %j', async (ConditionExpression, value, expected) => {
    await put(ITEM);
    expect(await outcome('DeleteItem', { Key: KEY, ConditionExpression, ...(value && v(value)) })).toEqual(expected ? {} : FAILED);
  });

  test('no order among lists that are given', async () => {
    expect(await outcome('DeleteItem', { Key: KEY, ConditionExpression: 'a < :v', ...v({ L: [] }) })).toBe('ValidationException: Invalid ConditionExpression: '
      + 'Incorrect operand type for operator or function; operator or function: <, operand type: L');
  });
});

describe('updates', () => {
  test.each<[string, object | undefined, object]>([
    ['REMOVE a[1] SET a[3] = :v', { N: '17' }, { L: N(2, 4, 17, 6, 7) }],
    ['SET a[3] = :v REMOVE a[1]', { N: '17' }, { L: N(2, 4, 17, 6, 7) }],
    ['REMOVE a[0], a[5]', undefined, { L: N(3, 4, 5, 6) }],
    ['REMOVE a[17]', undefined, { L: N(2, 3, 4, 5, 6, 7) }],
    ['SET a[84] = :v, a[37] = a[0], a[50] = a[1]', { N: '9' }, { L: N(2, 3, 4, 5, 6, 7, 2, 3, 9) }],
    ['REMOVE a[0] SET a[9] = :v', { N: '9' }, { L: N(3, 4, 5, 6, 7, 9) }],
  ])('positions are those before: %s', async (UpdateExpression, value, a) => {
    await put({ a: { L: N(2, 3, 4, 5, 6, 7) } });
    await run('UpdateItem', { Key: KEY, UpdateExpression, ...(value && v(value)) });
    expect((await stored()).a).toEqual(a);
  });

  test.each<[string, object]>([
    ['REMOVE', { UpdateExpression: 'REMOVE a' }],
    ['REMOVE of a part', { UpdateExpression: 'REMOVE a.b, c[0]' }],
    ['DELETE', { UpdateExpression: 'DELETE a :v', ...v({ SS: ['x'] }) }],
    ['AttributeUpdates DELETE', { AttributeUpdates: { a: { Action: 'DELETE' } } }],
    ['AttributeUpdates DELETE of members', { AttributeUpdates: { a: { Action: 'DELETE', Value: { SS: ['x'] } } } }],
  ])('%s makes no item', async (_, update) => {
    expect(await run('UpdateItem', { Key: KEY, ReturnValues: 'ALL_NEW', ...update })).toEqual({});
    expect(await stored()).toBeUndefined();
    if ('UpdateExpression' in update) await act(engine, 'TransactWriteItems', { TransactItems: [{ Update: { TableName: 'GameScores', Key: KEY, ...update } }] });
    expect(await stored()).toBeUndefined();
  });

  test.each<[string, object]>([['no update at all', {}], ['AttributeUpdates of nothing', { AttributeUpdates: {} }]])('%s makes the item', async (_, update) => {
    await run('UpdateItem', { Key: KEY, ...update });
    expect(await stored()).toEqual(KEY);
  });

  test.each<[string, object, string, object, object]>([
    ['SET b = :v', v({ N: '1' }), 'UPDATED_OLD', {}, {}],
    ['REMOVE a', {}, 'UPDATED_NEW', {}, {}],
    ['REMOVE a', {}, 'UPDATED_OLD', { Attributes: { a: { M: { x: { L: N(1, 2, 3) } } } } }, {}],
    ['SET a.x[1] = :v', v({ N: '9' }), 'UPDATED_OLD', { Attributes: { a: { M: { x: { L: N(2) } } } } }, {}],
    ['SET a.x[1] = :v', v({ N: '9' }), 'UPDATED_NEW', { Attributes: { a: { M: { x: { L: N(9) } } } } }, {}],
    // What stands at the position now.
    ['REMOVE a.x[1]', {}, 'UPDATED_NEW', { Attributes: { a: { M: { x: { L: N(3) } } } } }, {}],
    ['SET a.x[100] = :v', v({ N: '9' }), 'UPDATED_NEW', {}, {}],
  ])('%s %j gives of %s', async (UpdateExpression, values, ReturnValues, expected) => {
    await put({ a: { M: { x: { L: N(1, 2, 3) } } } });
    expect(await run('UpdateItem', { Key: KEY, UpdateExpression, ...values, ReturnValues })).toEqual(expected);
  });

  test('a projection of nothing', async () => {
    await put({ a: { M: {} } });
    expect(await run('GetItem', { Key: KEY, ProjectionExpression: 'a.x, b[0]' })).toEqual({ Item: {} });
    expect(await run('GetItem', { Key: { ...KEY, UserId: { S: 'nobody' } }, ProjectionExpression: 'a' })).toEqual({});
  });

  test.each<[object, string, string]>([
    [{ a: { N: '9e125' } }, 'SET a = a + :v', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    [{ a: { N: '9e125' } }, 'ADD a :v', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
    [{ a: { N: '1' } }, 'SET a = a - :v', 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
  ])('arithmetic keeps to 38 digits and 9.99e125: %j %s', async (attributes, UpdateExpression, message) => {
    await put(attributes);
    const before = await stored();
    expect(await outcome('UpdateItem', { Key: KEY, UpdateExpression, ...v({ N: '9e125' }) })).toBe(`ValidationException: ${message}`);
    expect(await stored()).toEqual(before);
  });
});

describe('limits', () => {
  const nested = (depth: number): object => depth === 0 ? { S: 'x' } : { L: [nested(depth - 1)] };

  test.each<[string, object, string | undefined]>([
    ['31 levels within an attribute', { a: nested(31) }, undefined],
    ['32', { a: nested(32) }, 'Nesting Levels have exceeded supported limits'],
    ['no name', { '': { S: 'x' } }, 'One or more parameter values were invalid: Empty attribute name'],
    ['a name of 64 kB less one', { ['x'.repeat(65_535)]: { S: 'x' } }, undefined],
    ['a name of 64 kB', { ['x'.repeat(65_536)]: { S: 'x' } }, 'One or more parameter values were invalid: Attribute name is too large, must be less than 65536 bytes'],
    ['400 kB', { a: { S: 'é'.repeat((409_600 - 25) / 2) } }, undefined],
    ['two bytes more', { a: { S: 'é'.repeat((409_600 - 25) / 2 + 1) } }, 'Item size has exceeded the maximum allowed size'],
    ['an index key of another type', { TopScore: { S: '1' } },
      'One or more parameter values were invalid: Type mismatch for Index Key TopScore Expected: N Actual: S IndexName: Leaderboard'],
  ])('%s', async (_, attributes, message) => {
    expect(await outcome('PutItem', { Item: { ...KEY, ...attributes } })).toEqual(message === undefined ? {} : `ValidationException: ${message}`);
  });

  test.each([
    ['UserId', 2048, 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
    ['GameTitle', 1024, 'Aggregated size of all range keys has exceeded the size limit of 1024 bytes'],
  ])('keys by their bytes: %s', async (name, limit, message) => {
    const key = (chars: number): object => ({ ...KEY, [name]: { S: 'é'.repeat(chars) } });
    expect(await outcome('PutItem', { Item: key(limit / 2) })).toEqual({});
    for (const [operation, parameters] of [['PutItem', { Item: key(limit / 2 + 1) }], ['GetItem', { Key: key(limit / 2 + 1) }]] as const) {
      expect(await outcome(operation, parameters)).toBe(`ValidationException: One or more parameter values were invalid: ${message}`);
    }
  });

  test('keys of indexes', async () => {
    const table = { ...SCORES, globalSecondaryIndexes: [{ IndexName: 'ByNick', KeySchema: [{ AttributeName: 'Nick', KeyType: 'HASH' as const }], Projection: { ProjectionType: 'ALL' as const } }] };
    const other = await Engine.create([{ ...table, attributeDefinitions: [...SCORES.attributeDefinitions.filter(({ AttributeName }) => AttributeName !== 'TopScore'), { AttributeName: 'Nick', AttributeType: 'S' }] }]);
    const attempt = (operation: string, parameters: object): Promise<unknown> =>
      act(other, operation, { TableName: 'GameScores', ...parameters }).catch(({ message }) => message);
    expect(await attempt('PutItem', { Item: { ...KEY, Nick: { S: '' } } })).toBe('One or more parameter values are not valid. A value specified for a secondary index key '
      + 'is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ByNick, IndexKey: Nick');
    expect(await attempt('PutItem', { Item: { ...KEY, Nick: { S: 'é'.repeat(1025) } } })).toMatch(/Size of hashkey has exceeded the maximum size limit of2048 bytes/);
    const update = { Key: KEY, UpdateExpression: 'SET Nick = if_not_exists(Nick, :v)' };
    expect(await attempt('UpdateItem', { ...update, ...v({ S: '' }) })).toBe('One or more parameter values are not valid. The update expression attempted to update a '
      + 'secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.');
    expect(await attempt('UpdateItem', { ...update, UpdateExpression: 'SET Nick = Wins' })).toMatch(/does not exist in the item/);
    await attempt('PutItem', { Item: { ...KEY, Wins: { N: '1' } } });
    expect(await attempt('UpdateItem', { Key: KEY, UpdateExpression: 'SET Nick = Wins' })).toBe('The update expression attempted to update the secondary index key to unsupported type');
    await other.close();
  });

  test('capacity by bytes of UTF-8', async () => {
    const asked = { ReturnConsumedCapacity: 'TOTAL' };
    expect((await run('PutItem', { Item: { ...KEY, a: { S: 'é'.repeat(600) } }, ...asked })).ConsumedCapacity.CapacityUnits).toBe(2);
    expect((await run('GetItem', { Key: KEY, ...asked })).ConsumedCapacity.CapacityUnits).toBe(0.5);
  });
});

describe('what an index does not project', () => {
  beforeEach(() => put({ TopScore: { N: '1' }, Wins: { N: '2' }, Secret: { S: 's' }, Nick: { S: 'n' } }));

  test('is an error for a global one', async () => {
    const search = { IndexName: 'Leaderboard', ProjectionExpression: 'Nick, Secret.x, Wins' };
    const message = 'ValidationException: One or more parameter values were invalid: Global secondary index Leaderboard does not project [Secret, Wins]';
    expect(await outcome('Query', { ...search, KeyConditionExpression: 'GameTitle = :v', ...v(KEY.GameTitle) })).toBe(message);
    expect(await outcome('Scan', search)).toBe(message);
    expect(await outcome('Scan', { IndexName: 'Leaderboard', AttributesToGet: ['Nick', 'UserId'] })).toMatchObject({ Items: [{ Nick: { S: 'n' }, UserId: KEY.UserId }] });
  });

  test('is fetched from the table for a local one', async () => {
    const search = { IndexName: 'ByWins', ProjectionExpression: 'Wins, Secret' };
    expect((await run('Query', { ...search, KeyConditionExpression: 'UserId = :v', ...v(KEY.UserId) })).Items).toEqual([{ Wins: { N: '2' }, Secret: { S: 's' } }]);
    expect((await run('Scan', search)).Items).toEqual([{ Wins: { N: '2' }, Secret: { S: 's' } }]);
    expect((await run('Scan', { IndexName: 'ByWins' })).Items).toEqual([{ ...KEY, Wins: { N: '2' } }]);
  });
});

test.each([
  [{ Segment: 0 }, /The TotalSegments parameter is required/], [{ TotalSegments: 2 }, /The Segment parameter is required/], [{ Segment: 2, TotalSegments: 2 }, /zero-based/],
  [{ Segment: 0, TotalSegments: 1_000_001 }, /less than or equal to 1000000/],
])('segments: %j', async (parameters, message) => expect(await outcome('Scan', parameters)).toMatch(message));
