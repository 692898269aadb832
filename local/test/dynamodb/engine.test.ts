import { act } from './act';
import { keyOf, KEY, numberTable, SCORES, withKey } from './fixtures';
import { DynamoDbError } from '../../src/dynamodb';
import { Engine } from '../../src/engines/dynamodb/engine';

let engine: Engine;

beforeEach(async () => { engine = await Engine.create([SCORES, numberTable]); });
afterEach(() => engine.close());

const run = (operation: string, parameters: object): Promise<any> => act(engine, operation, { TableName: 'GameScores', ...parameters });

const failure = async (operation: string, parameters: object): Promise<DynamoDbError> => {
  try {
    await run(operation, parameters);
  } catch (error) {
    if (error instanceof DynamoDbError) return error;
    throw error;
  }
  throw new Error('not refused');
};

const item = (user: string, game: string, wins: number, more: object = {}): object =>
  ({ UserId: { S: user }, GameTitle: { S: game }, Wins: { N: `${wins}` }, TopScore: { N: `${wins * 10}` }, ...more });

const put = (...items: object[]): Promise<unknown[]> => Promise.all(items.map((Item) => run('PutItem', { Item })));

const games = (answer: any): string[] => answer.Items.map((found: any) => found.GameTitle.S);

const V = { ':v': { S: 'x' } };

describe('single items', () => {
  test('put, get, update, delete', async () => {
    await run('PutItem', { Item: item('alice', 'chess', 1) });
    expect((await run('GetItem', { Key: KEY })).Item).toEqual(item('alice', 'chess', 1));
    expect((await run('GetItem', { Key: KEY, ProjectionExpression: 'Wins' })).Item).toEqual({ Wins: { N: '1' } });
    const updated = await run('UpdateItem', {
      Key: KEY, UpdateExpression: 'SET Wins = Wins + :n REMOVE TopScore', ExpressionAttributeValues: { ':n': { N: '1' } }, ReturnValues: 'ALL_NEW',
    });
    expect(updated.Attributes).toEqual({ ...KEY, Wins: { N: '2' } });
    expect((await run('DeleteItem', { Key: KEY, ReturnValues: 'ALL_OLD' })).Attributes).toEqual({ ...KEY, Wins: { N: '2' } });
    expect((await run('GetItem', { Key: KEY })).Item).toBeUndefined();
  });

  test('an update creates the item', async () => {
    await run('UpdateItem', { Key: KEY, AttributeUpdates: { Wins: { Action: 'ADD', Value: { N: '3' } } } });
    expect((await run('GetItem', { TableName: SCORES.arn, Key: KEY })).Item).toEqual({ ...KEY, Wins: { N: '3' } });
  });

  test('concurrent updates are all counted', async () => {
    const add = { Key: KEY, UpdateExpression: 'ADD Wins :n', ExpressionAttributeValues: { ':n': { N: '1' } } };
    await Promise.all(Array.from({ length: 100 }, () => run('UpdateItem', add)));
    expect((await run('GetItem', { Key: KEY })).Item.Wins).toEqual({ N: '100' });
  });

  describe('an update takes values as they are before it', () => {
    const before = { ...KEY, a: { L: [{ S: 'x' }] }, b: { M: { c: { N: '1' } } }, n: { N: '1' } };
    const NINE = { ':v': { N: '9' } };

    test.each<[string, object | undefined, object]>([
      ['SET d = b, b.c = :v', NINE, { d: { M: { c: { N: '1' } } }, b: { M: { c: { N: '9' } } } }],
      ['SET d = n ADD n :v', NINE, { d: { N: '1' }, n: { N: '10' } }],
      ['SET d = if_not_exists(b, n), b.c = :v', NINE, { d: { M: { c: { N: '1' } } }, b: { M: { c: { N: '9' } } } }],
      ['SET d = if_not_exists(gone, b), b.c = :v', NINE, { d: { M: { c: { N: '1' } } }, b: { M: { c: { N: '9' } } } }],
      ['SET d = list_append(a, a), a[0] = :v', NINE, { d: { L: [{ S: 'x' }, { S: 'x' }] }, a: { L: [{ N: '9' }] } }],
      ['SET a = b, b = a', undefined, { a: { M: { c: { N: '1' } } }, b: { L: [{ S: 'x' }] } }],
      ['SET a[0] = a', undefined, { a: { L: [{ L: [{ S: 'x' }] }] } }],
      ['SET n = n + b.c', undefined, { n: { N: '2' } }],
    ])('%s', async (UpdateExpression, ExpressionAttributeValues, changed) => {
      await run('PutItem', { Item: before });
      await run('UpdateItem', { Key: KEY, UpdateExpression, ExpressionAttributeValues });
      expect((await run('GetItem', { Key: KEY })).Item).toEqual({ ...before, ...changed });
    });

    test('and nests them as deep as DynamoDB does', async () => {
      await run('PutItem', { Item: before });
      const nest = { Key: KEY, UpdateExpression: 'SET a[0] = a' };
      // The attribute is the first level, its element the second (Developer Guide, Quotas: 32).
      for (let levels = 2; levels < 32; levels++) await run('UpdateItem', nest);
      expect(await failure('UpdateItem', nest)).toMatchObject({ code: 'ValidationException', message: 'Nesting Levels have exceeded supported limits' });
      const { Item } = await run('GetItem', { Key: KEY });
      await run('PutItem', { Item });
    });
  });

  test('ids that differ in case are different items', async () => {
    await put(item('alice', 'chess', 1), item('Alice', 'chess', 2));
    expect((await run('GetItem', { Key: keyOf('alice') })).Item.Wins.N).toBe('1');
    expect((await run('GetItem', { Key: keyOf('Alice') })).Item.Wins.N).toBe('2');
  });
});

describe('conditions', () => {
  beforeEach(() => put(item('alice', 'chess', 1, { A: { N: '1' } })));

  const condition = (ConditionExpression: string, ExpressionAttributeValues?: object): Promise<string> =>
    run('DeleteItem', { Key: KEY, ConditionExpression, ExpressionAttributeValues }).then(() => 'met', (error: Error) => error.name);

  test('a failed one', async () => {
    const error = await failure('PutItem', { Item: item('alice', 'chess', 9), ConditionExpression: 'attribute_not_exists(UserId)' });
    expect(error).toMatchObject({ code: 'ConditionalCheckFailedException', message: 'The conditional request failed', status: 400, members: {} });
    expect((await run('GetItem', { Key: KEY })).Item.Wins.N).toBe('1');
  });

  test.each([
    ['PutItem', { Item: item('alice', 'chess', 9) }],
    ['DeleteItem', { Key: KEY }],
    ['UpdateItem', { Key: KEY, UpdateExpression: 'REMOVE Wins' }],
  ])('%s gives the item where asked (API Reference, ConditionalCheckFailedException, Item)', async (operation, parameters) => {
    const asked = { ...parameters, ConditionExpression: 'attribute_not_exists(UserId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect((await failure(operation, asked)).members).toEqual({ Item: item('alice', 'chess', 1, { A: { N: '1' } }) });
  });

  test('no item, nothing to give', async () => {
    const asked = { Key: keyOf('bob'), ConditionExpression: 'attribute_exists(UserId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect(await failure('DeleteItem', asked)).toMatchObject({ code: 'ConditionalCheckFailedException', members: {} });
  });

  test('legacy', async () => {
    expect((await failure('DeleteItem', { Key: KEY, Expected: { Wins: { Value: { N: '7' } } } })).code).toBe('ConditionalCheckFailedException');
  });

  test.each([
    ['A BETWEEN :z AND Aaa', { ':z': { N: '0' } }, 'ConditionalCheckFailedException'],
    ['A IN (Aaa)', undefined, 'ConditionalCheckFailedException'],
    ['A IN (Aaa, :one)', { ':one': { N: '1' } }, 'met'],
    ['begins_with(Aaa, Bbb)', undefined, 'ConditionalCheckFailedException'],
    ['Aaa = Bbb', undefined, 'ConditionalCheckFailedException'],
    ['Aaa <= Bbb', undefined, 'ConditionalCheckFailedException'],
    ['NOT (Aaa = Bbb)', undefined, 'met'],
    ['size(Aaa) >= size(Bbb)', undefined, 'ConditionalCheckFailedException'],
    ['A = Wins AND A <= Wins', undefined, 'met'],
    ['A BETWEEN Wins AND :ten', { ':ten': { N: '10' } }, 'met'],
  ])('a comparison with an attribute that is absent is false: %s', async (expression, values, expected) => {
    expect(await condition(expression, values)).toBe(expected);
  });

  test.each([
    ['A BETWEEN Wins AND GameTitle', 'ConditionalCheckFailedException'],
    ['A BETWEEN GameTitle AND Wins', 'ConditionalCheckFailedException'],
    ['L1 < L2', 'ConditionalCheckFailedException'],
    ['L1 <= L2', 'ConditionalCheckFailedException'],
    ['L1 BETWEEN L1 AND L2', 'ConditionalCheckFailedException'],
    ['M1 <= M2', 'ConditionalCheckFailedException'],
    ['SS1 >= SS2', 'ConditionalCheckFailedException'],
    ['BOOL1 >= BOOL2', 'ConditionalCheckFailedException'],
    ['NULL1 <= NULL2', 'ConditionalCheckFailedException'],
    ['size(L1) <= size(L2)', 'met'],
    ['B1 <= B2 AND S1 >= S2', 'met'],
    ['SS1 = SS2 AND BOOL1 = BOOL2 AND NULL1 = NULL2', 'met'],
  ])('a comparison for order between what has none is false: %s', async (expression, expected) => {
    const values = { B: '', BOOL: false, L: [{ M: { x: { N: '1' } } }], M: {}, NULL: true, S: '', SS: ['a'] };
    const pairs = Object.entries(values).flatMap(([type, value]) => [1, 2].map((i) => [`${type}${i}`, { [type]: value }]));
    await put(item('alice', 'chess', 1, { A: { N: '1' }, ...Object.fromEntries(pairs) }));
    // As updates leave them: without inherited names.
    await run('UpdateItem', { Key: KEY, UpdateExpression: 'SET Touched = :n', ExpressionAttributeValues: { ':n': { N: '1' } } });
    expect(await condition(expression)).toBe(expected);
  });

  test.each<[string, string[], string]>([
    ['EQ', ['1.0'], 'met'], ['IN', ['5', '1.00'], 'met'], ['EQ', ['1.01'], 'ConditionalCheckFailedException'], ['GE', ['x'], 'ValidationException'],
    ['BETWEEN', ['0', '1e200'], 'ValidationException'],
  ])('legacy numbers: %s %j', async (ComparisonOperator, numbers, expected) => {
    const Expected = { Wins: { ComparisonOperator, AttributeValueList: numbers.map((N) => ({ N })) } };
    expect(await run('DeleteItem', { Key: KEY, Expected }).then(() => 'met', (error: Error) => error.name)).toBe(expected);
  });

  test.each<[string, object, string]>([
    ['a whole map', { ConditionExpression: 'M = :m', ExpressionAttributeValues: { ':m': { M: { x: { L: [{ N: '1.0' }] } } } } }, 'met'],
    ['another map', { ConditionExpression: 'M = :m', ExpressionAttributeValues: { ':m': { M: {} } } }, 'ConditionalCheckFailedException'],
    ['a whole list among others', { ConditionExpression: 'M.x IN (:s, :l)', ExpressionAttributeValues: { ':s': { S: '' }, ':l': { L: [{ N: '1' }] } } }, 'met'],
    ['a legacy map', { Expected: { M: { Value: { M: { x: { L: [{ N: '1' }] } } } } } }, 'met'],
    ['legacy OR, the second met', { Expected: { A: { Exists: false }, B: { Exists: false } }, ConditionalOperator: 'OR' }, 'met'],
    ['legacy OR, none met', { Expected: { A: { Exists: false }, M: { Exists: false } }, ConditionalOperator: 'OR' }, 'ConditionalCheckFailedException'],
  ])('whole documents and legacy OR: %s', async (_, parameters, expected) => {
    await put(item('alice', 'chess', 1, { A: { N: '1' }, M: { M: { x: { L: [{ N: '1' }] } } } }));
    expect(await run('DeleteItem', { Key: KEY, ...parameters }).then(() => 'met', (error: Error) => error.name)).toBe(expected);
  });
});

describe('item collections (API Reference, ItemCollectionMetrics)', () => {
  const asked = { ReturnItemCollectionMetrics: 'SIZE' };
  const metrics = { ItemCollectionKey: { UserId: { S: 'alice' } }, SizeEstimateRangeGB: [0, 1] };

  test('of single items, in tables that have some', async () => {
    expect(await run('PutItem', { Item: item('alice', 'chess', 1), ...asked })).toEqual({ ItemCollectionMetrics: metrics });
    expect(await run('UpdateItem', { Key: KEY, UpdateExpression: 'REMOVE Nick', ...asked })).toEqual({ ItemCollectionMetrics: metrics });
    expect(await run('DeleteItem', { Key: KEY, ...asked })).toEqual({ ItemCollectionMetrics: metrics });
    expect(await run('PutItem', { TableName: 'Numbers', Item: { Id: { N: '1' } }, ...asked })).toEqual({});
  });

  test('of many, each collection once', async () => {
    const PutRequests = ['chess', 'go'].map((game) => ({ PutRequest: { Item: item('alice', game, 1) } }));
    const answer = await act(engine, 'BatchWriteItem', { RequestItems: { GameScores: PutRequests, Numbers: [{ PutRequest: { Item: { Id: { N: '1' } } } }] }, ...asked });
    expect(answer).toEqual({ UnprocessedItems: {}, ItemCollectionMetrics: { GameScores: [metrics] } });
    const TransactItems = ['chess', 'go'].map((GameTitle) => ({ Delete: { TableName: 'GameScores', Key: { ...KEY, GameTitle: { S: GameTitle } } } }));
    expect(await act(engine, 'TransactWriteItems', { TransactItems, ...asked })).toEqual({ ItemCollectionMetrics: { GameScores: [metrics] } });
  });
});

describe('queries', () => {
  beforeEach(() => put(item('alice', 'chess', 3, { Nick: { S: 'Al' }, Secret: { S: 's' } }), item('alice', 'checkers', 1), item('alice', 'go', 2), item('bob', 'chess', 9)));

  const own = (more: object = {}): Promise<any> => run('Query', {
    KeyConditionExpression: 'UserId = :u', ...more, ExpressionAttributeValues: { ':u': { S: 'alice' }, ...(more as any).ExpressionAttributeValues },
  });

  test('one partition, in order, reversed, by prefix', async () => {
    expect(games(await own())).toEqual(['checkers', 'chess', 'go']);
    expect(games(await own({ ScanIndexForward: false }))).toEqual(['go', 'chess', 'checkers']);
    expect(games(await own({ KeyConditionExpression: 'UserId = :u AND begins_with(GameTitle, :g)', ExpressionAttributeValues: { ':g': { S: 'che' } } })))
      .toEqual(['checkers', 'chess']);
  });

  test('pages, forward and back', async () => {
    for (const ScanIndexForward of [true, false]) {
      const seen: string[] = [];
      let ExclusiveStartKey: object | undefined;
      do {
        const page = await own({ Limit: 1, ScanIndexForward, ExclusiveStartKey });
        seen.push(...games(page));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      expect(seen).toEqual(ScanIndexForward ? ['checkers', 'chess', 'go'] : ['go', 'chess', 'checkers']);
    }
  });

  test('a start key in another partition', async () => {
    expect((await failure('Query', {
      KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': { S: 'alice' } }, ExclusiveStartKey: keyOf('bob'),
    })).code).toBe('ValidationException');
  });

  test('filter, projection and count', async () => {
    const filtered = await own({ FilterExpression: 'Wins > :n', ProjectionExpression: 'GameTitle', ExpressionAttributeValues: { ':n': { N: '1' } } });
    expect(filtered).toMatchObject({ Items: [{ GameTitle: { S: 'chess' } }, { GameTitle: { S: 'go' } }], Count: 2, ScannedCount: 3 });
    const count = await own({ Select: 'COUNT' });
    expect(count).toMatchObject({ Count: 3, ScannedCount: 3 });
    expect(count.Items).toBeUndefined();
  });

  test('a global index holds what it projects and follows the items', async () => {
    const board = (): Promise<any> => run('Query', {
      IndexName: 'Leaderboard', KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': { S: 'chess' } }, ScanIndexForward: false,
    });
    const { Wins: _, ...bob } = item('bob', 'chess', 9) as any;
    expect((await board()).Items).toEqual([bob, { ...KEY, TopScore: { N: '30' }, Nick: { S: 'Al' } }]);
    await run('UpdateItem', { Key: KEY, UpdateExpression: 'SET TopScore = :n', ExpressionAttributeValues: { ':n': { N: '500' } } });
    await run('DeleteItem', { Key: keyOf('bob') });
    expect((await board()).Items.map((row: any) => row.TopScore.N)).toEqual(['500']);
  });

  test('a local index, with all attributes fetched', async () => {
    const answer = await own({ IndexName: 'ByWins', Select: 'ALL_ATTRIBUTES', FilterExpression: 'attribute_exists(Secret)' });
    expect(answer.Items).toEqual([item('alice', 'chess', 3, { Nick: { S: 'Al' }, Secret: { S: 's' } })]);
    expect(games(await own({ IndexName: 'ByWins' }))).toEqual(['checkers', 'go', 'chess']);
  });

  test('an index that does not exist', async () => {
    expect(await failure('Query', { IndexName: 'Nowhere', KeyConditionExpression: 'UserId = :v', ExpressionAttributeValues: V }))
      .toMatchObject({ code: 'ValidationException', message: 'The table does not have the specified index: Nowhere' });
  });

  test('scan, whole and in segments', async () => {
    expect((await run('Scan', {})).Count).toBe(4);
    const segments = await Promise.all([0, 1, 2].map((Segment) => run('Scan', { Segment, TotalSegments: 3 })));
    expect(segments.reduce((sum, answer) => sum + answer.Count, 0)).toBe(4);
  });
});

describe('batches', () => {
  test('write and get', async () => {
    const RequestItems = { GameScores: [{ PutRequest: { Item: item('alice', 'chess', 1) } }], Numbers: [{ PutRequest: { Item: { Id: { N: '1.0' } } } }] };
    expect(await act(engine, 'BatchWriteItem', { RequestItems })).toMatchObject({ UnprocessedItems: {} });
    const answer: any = await act(engine, 'BatchGetItem', {
      RequestItems: { GameScores: { Keys: [KEY, keyOf('bob')], ProjectionExpression: 'Wins' }, Numbers: { Keys: [{ Id: { N: '1' } }] } },
    });
    expect(answer).toEqual({ Responses: { GameScores: [{ Wins: { N: '1' } }], Numbers: [{ Id: { N: '1' } }] }, UnprocessedKeys: {} });
  });

  test('a bad entry leaves nothing written', async () => {
    const RequestItems = { GameScores: [{ PutRequest: { Item: item('alice', 'chess', 1) } }], Nowhere: [{ PutRequest: { Item: KEY } }] };
    await expect(act(engine, 'BatchWriteItem', { RequestItems })).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    expect((await run('Scan', {})).Count).toBe(0);
  });
});

describe('tables', () => {
  test('described, ACTIVE, under their own ARNs', async () => {
    const { Table } = await run('DescribeTable', {});
    expect(Table).toMatchObject({ TableName: 'GameScores', TableArn: SCORES.arn, TableStatus: 'ACTIVE', ItemCount: 0 });
    expect(Table.GlobalSecondaryIndexes[0]).toMatchObject({ IndexArn: `${SCORES.arn}/index/Leaderboard`, IndexStatus: 'ACTIVE' });
    expect(await act(engine, 'ListTables', {})).toEqual({ TableNames: ['GameScores', 'Numbers'] });
  });

  test('unknown', async () => {
    expect(await failure('GetItem', { TableName: 'Nowhere', Key: KEY }))
      .toMatchObject({ code: 'ResourceNotFoundException', message: 'Requested resource not found', status: 400 });
    expect((await failure('DescribeTable', { TableName: 'Nowhere' })).message).toBe('Requested resource not found: Table: Nowhere not found');
  });

  test('a definition that CreateTable would refuse is refused', async () => {
    await expect(Engine.create([{ ...numberTable, attributeDefinitions: [] }])).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(Engine.create([withKey('HASH', 'HASH', 'HASH', 'HASH', 'HASH')])).rejects.toMatchObject({ code: 'ValidationException' });
  });
});

test('validation errors are those of DynamoDB', async () => {
  expect((await failure('GetItem', { Key: { UserId: { S: 'alice' } } })).message).toBe('The provided key element does not match the schema');
  expect((await failure('PutItem', { Item: { ...KEY, UserId: { S: '' } } })).code).toBe('ValidationException');
  expect((await failure('UpdateItem', { Key: KEY, UpdateExpression: 'SET UserId = :v', ExpressionAttributeValues: V })).message)
    .toMatch(/Cannot update attribute UserId. This attribute is part of the key/);
  expect((await failure('PutItem', { Item: { ...KEY, Big: { S: 'x'.repeat(500_000) } } })).message).toMatch(/Item size has exceeded/);
});

test('an operation that it does not know is refused', async () => {
  await expect(act(engine, 'DeleteTable', { TableName: 'GameScores' })).rejects.toMatchObject({ code: 'UnknownOperationException' });
});

test('two engines share nothing, and a closed one serves nothing', async () => {
  const other = await Engine.create([SCORES]);
  await put(item('alice', 'chess', 1));
  expect((await act(other, 'Scan', { TableName: 'GameScores' })).Count).toBe(0);
  await other.close();
  await expect(act(other, 'Scan', { TableName: 'GameScores' })).rejects.toThrow('the engine is closed');
});
