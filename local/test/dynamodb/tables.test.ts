import { act } from './act';
import { contentsOf, itemsOf, rebuilt } from './contents';
import { numberTable, SCORES, withKey } from './fixtures';
import { type SecondaryIndex, type Table } from '../../src/dynamodb';
import { Engine } from '../../src/engines/dynamodb/engine';
import { newFolder } from '../engines/data/child';

/* Tables that change while the engine runs, or between two starts in one folder. */

const { globalSecondaryIndexes: _, ...withoutGlobal } = SCORES;

const index = (IndexName: string, hash: string, range?: string, more: Partial<SecondaryIndex> = {}): SecondaryIndex => ({
  IndexName,
  KeySchema: [{ AttributeName: hash, KeyType: 'HASH' }, ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' } as const])],
  Projection: { ProjectionType: 'ALL' },
  ...more,
});

/** The table of scores with other global indexes, and the types that their keys need. */
function scores(indexes: readonly SecondaryIndex[], types: Readonly<Record<string, 'S' | 'N' | 'B'>> = {}): Table {
  const keys = new Set(['UserId', 'GameTitle', 'Wins', ...indexes.flatMap(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName))]);
  const defaults = { UserId: 'S', GameTitle: 'S', Wins: 'N', TopScore: 'N', Nick: 'S' } as const;
  const attributeDefinitions = [...keys].map((AttributeName) => ({ AttributeName, AttributeType: { ...defaults, ...types }[AttributeName]! }));
  return { ...withoutGlobal, attributeDefinitions, ...(indexes.length > 0 && { globalSecondaryIndexes: indexes }) };
}

const NO_INDEX = scores([]);

/** Its local index is on another attribute. */
const BY_TOP_SCORE: Table = {
  ...withoutGlobal,
  attributeDefinitions: SCORES.attributeDefinitions.slice(0, 3),
  localSecondaryIndexes: [index('ByWins', 'UserId', 'TopScore', { Projection: { ProjectionType: 'KEYS_ONLY' } })],
};

const ITEMS = Array.from({ length: 30 }, (__, i) => ({
  UserId: { S: `u${i % 4}` },
  GameTitle: { S: `g${i}` },
  ...(i % 2 && { TopScore: { N: `${i}` } }),
  ...(i % 3 && { Nick: { S: `n${i % 5}` } }),
  ...(i % 5 && { Wins: { N: `${i % 6}` } }),
}));

interface Way {
  /** The engine, once it has other tables. */
  change(engine: Engine, tables: readonly Table[]): Promise<Engine>;
  create(tables: readonly Table[]): Promise<Engine>;
}

let folder: string;
beforeEach(() => { folder = newFolder(); });

const open = (tables: readonly Table[]): Promise<Engine> => Engine.create(tables, Date.now, folder);

const WAYS: [string, Way][] = [
  ['at run time', {
    create: (tables) => Engine.create(tables),
    change: async (engine, tables) => {
      await engine.setTables(tables);
      return engine;
    },
  }],
  ['at run time and then at the next start', {
    create: open,
    change: async (engine, tables) => {
      await engine.setTables(tables);
      await engine.close();
      return open(tables);
    },
  }],
  ['at the next start', {
    create: open,
    change: async (engine, tables) => {
      await engine.close();
      return open(tables);
    },
  }],
];

describe.each(WAYS)('%s', (__, { change, create }) => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await create([SCORES, numberTable]);
    for (const Item of ITEMS) await act(engine, 'PutItem', { TableName: SCORES.name, Item });
    await act(engine, 'PutItem', { TableName: numberTable.name, Item: { Id: { N: '1' } } });
  });
  afterEach(() => engine.close());

  const other = { ...numberTable, name: 'Others', arn: `${numberTable.arn}s` };

  test('tables that are not named are gone with their items, new ones are empty, others keep all', async () => {
    const before = await contentsOf(engine, SCORES);
    engine = await change(engine, [other, SCORES]);
    expect(await act(engine, 'ListTables', {})).toEqual({ TableNames: ['GameScores', 'Others'] });
    expect(await contentsOf(engine, SCORES)).toEqual(before);
    expect(await itemsOf(engine, other)).toEqual([]);
    for (const [operation, more] of [['GetItem', { Key: { Id: { N: '1' } } }], ['PutItem', { Item: { Id: { N: '1' } } }], ['Scan', {}], ['DescribeTable', {}]] as const) {
      await expect(act(engine, operation, { TableName: 'Numbers', ...more })).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    }
    await act(engine, 'PutItem', { TableName: 'Others', Item: { Id: { N: '7' } } });
    engine = await change(engine, [SCORES, other, numberTable]);
    expect(await itemsOf(engine, numberTable)).toEqual([]);
    expect(await itemsOf(engine, other)).toEqual([{ Id: { N: '7' } }]);
  });

  test('none at all', async () => {
    engine = await change(engine, []);
    expect(await act(engine, 'ListTables', {})).toEqual({ TableNames: [] });
  });

  test.each<[string, Table]>([
    ['one more', scores([...SCORES.globalSecondaryIndexes!, index('ByNick', 'Nick', 'GameTitle')])],
    ['another instead', scores([index('ByNick', 'Nick')])],
    ['none', NO_INDEX],
    ['the same name on other keys', scores([index('Leaderboard', 'Nick', 'TopScore')])],
    ['the same name with another projection', scores([{ ...SCORES.globalSecondaryIndexes![0], Projection: { ProjectionType: 'KEYS_ONLY' } }])],
    ['the same name, all attributes', scores([{ ...SCORES.globalSecondaryIndexes![0], Projection: { ProjectionType: 'ALL' } }])],
  ])('global indexes: %s', async (___, table) => {
    const items = (await contentsOf(engine, SCORES)).items;
    engine = await change(engine, [table]);
    const now = await contentsOf(engine, table);
    expect(now).toEqual(await rebuilt(engine, table));
    expect(now.items).toEqual(items);
    const { GlobalSecondaryIndexes } = (await act(engine, 'DescribeTable', { TableName: table.name })).Table as Record<string, SecondaryIndex[] | undefined>;
    expect(GlobalSecondaryIndexes).toEqual(table.globalSecondaryIndexes?.map((one) => expect.objectContaining({ ...one, IndexStatus: 'ACTIVE' })));
    for (const gone of SCORES.globalSecondaryIndexes!.filter(({ IndexName }) => !(IndexName in now))) {
      await expect(act(engine, 'Scan', { TableName: table.name, IndexName: gone.IndexName })).rejects.toMatchObject({ code: 'ValidationException' });
    }

    await act(engine, 'UpdateItem', {
      TableName: table.name,
      Key: { UserId: { S: 'u1' }, GameTitle: { S: 'g1' } },
      UpdateExpression: 'SET TopScore = :n, Nick = :s',
      ExpressionAttributeValues: { ':n': { N: '77' }, ':s': { S: 'new' } },
    });
    await act(engine, 'DeleteItem', { TableName: table.name, Key: { UserId: { S: 'u3' }, GameTitle: { S: 'g7' } } });
    expect(await contentsOf(engine, table)).toEqual(await rebuilt(engine, table));
  });

  test('an index that was removed and comes back holds what is there then', async () => {
    engine = await change(engine, [NO_INDEX]);
    for (const { UserId, GameTitle } of ITEMS.slice(0, 20)) await act(engine, 'DeleteItem', { TableName: SCORES.name, Key: { UserId, GameTitle } });
    engine = await change(engine, [SCORES]);
    const now = await contentsOf(engine, SCORES);
    expect(now).toEqual(await rebuilt(engine, SCORES));
    expect(now.Leaderboard).toHaveLength(5);
  });

  const [hash, range] = SCORES.keySchema;
  test.each<[string, Table, string]>([
    ['no sort key', { ...SCORES, keySchema: [hash], attributeDefinitions: SCORES.attributeDefinitions, localSecondaryIndexes: undefined }, 'table GameScores'],
    ['another partition key', {
      ...scores([]),
      localSecondaryIndexes: undefined,
      keySchema: [{ ...range, KeyType: 'HASH' }, { ...hash, KeyType: 'RANGE' }],
      attributeDefinitions: SCORES.attributeDefinitions.slice(0, 2),
    }, 'table GameScores is there with other keys (keys: got UserId (S, HASH), GameTitle (S, RANGE), want GameTitle (S, HASH), UserId (S, RANGE))'],
    ['a key of another type', scores([], { GameTitle: 'N' }), 'table GameScores is there with other keys (keys: '],
    ['a local index more', { ...SCORES, localSecondaryIndexes: [...SCORES.localSecondaryIndexes!, index('ByTop', 'UserId', 'TopScore')] }, 'local index ByTop: got none'],
    ['a local index less', {
      ...SCORES, localSecondaryIndexes: undefined, attributeDefinitions: SCORES.attributeDefinitions.slice(0, 3),
    }, 'local index ByWins: got it, want none'],
    ['a local index on another attribute', BY_TOP_SCORE, 'local index ByWins: got UserId (S, HASH), Wins (N, RANGE)'],
    ['a local index key of another type', scores([], { Wins: 'S' }), 'local index ByWins: got UserId (S, HASH), Wins (N, RANGE)'],
    ['a definition that CreateTable refuses', { ...numberTable, attributeDefinitions: [] }, 'table Numbers: '],
    ['an index that it refuses', withKey('HASH', 'HASH', 'HASH', 'HASH', 'HASH'), 'table ManyParts: '],
  ])('refused, and nothing is changed: %s', async (___, table, message) => {
    const before = [await contentsOf(engine, SCORES), await itemsOf(engine, numberTable)];
    await expect(engine.setTables([other, table])).rejects.toThrow(message);
    expect(await act(engine, 'ListTables', {})).toEqual({ TableNames: ['GameScores', 'Numbers'] });
    expect([await contentsOf(engine, SCORES), await itemsOf(engine, numberTable)]).toEqual(before);
    await expect(change(engine, [other, table])).rejects.toThrow(message);
    engine = await change(engine, [SCORES, numberTable]).catch(() => open([SCORES, numberTable]));
    expect([await contentsOf(engine, SCORES), await itemsOf(engine, numberTable)]).toEqual(before);
  });

  test('the id and the time of creation stay', async () => {
    const before = (await act(engine, 'DescribeTable', { TableName: SCORES.name })).Table as any;
    engine = await change(engine, [NO_INDEX]);
    expect((await act(engine, 'DescribeTable', { TableName: SCORES.name })).Table).toMatchObject({
      TableId: before.TableId, CreationDateTime: before.CreationDateTime,
    });
    engine = await change(engine, []);
    engine = await change(engine, [NO_INDEX]);
    expect(((await act(engine, 'DescribeTable', { TableName: SCORES.name })).Table as any).TableId).not.toBe(before.TableId);
  });
});

test('a transaction that is sent again after its table has gone', async () => {
  const engine = await Engine.create([SCORES, numberTable]);
  const request = { ClientRequestToken: 't', TransactItems: [{ Put: { TableName: SCORES.name, Item: ITEMS[0] } }] };
  await act(engine, 'TransactWriteItems', request);
  await engine.setTables([numberTable]);
  await expect(act(engine, 'TransactWriteItems', request)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
});

test('requests under way end as if they had come before', async () => {
  const engine = await Engine.create([SCORES]);
  for (const Item of ITEMS) await act(engine, 'PutItem', { TableName: SCORES.name, Item });
  const query = act(engine, 'Query', {
    TableName: SCORES.name, IndexName: 'ByWins', Select: 'ALL_ATTRIBUTES', KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': { S: 'u1' } },
  });
  const scan = act(engine, 'Scan', { TableName: SCORES.name });
  await engine.setTables([numberTable]);
  expect([(await query).Count, (await scan).Count]).toEqual([6, 30]);
});
