import { act } from './act';
import { keyOf, KEY, numberTable, SCORES } from './fixtures';
import { RandomTransactions } from './random-transactions';
import type { DynamoDbError } from '../../src/dynamodb';
import { Engine } from '../../src/engines/dynamodb/engine';

/* DynamoDB API Reference, TransactWriteItems and TransactGetItems; Developer Guide, Transactions: How it works. */

const TableName = 'GameScores';
let engine: Engine;
let now: number;

beforeEach(async () => {
  now = 1_000_000;
  engine = await Engine.create([SCORES, numberTable], () => now);
});
afterEach(() => engine.close());

const write = (TransactItems: object[], more: object = {}): Promise<any> => act(engine, 'TransactWriteItems', { TransactItems, ...more });

const read = (TransactItems: object[], more: object = {}): Promise<any> => act(engine, 'TransactGetItems', { TransactItems, ...more });

const failure = (attempted: Promise<unknown>): Promise<DynamoDbError> => attempted.then(() => { throw new Error('not refused'); }, (error) => error);

const item = (user: string, wins: number, more: object = {}): object => ({ ...keyOf(user), Wins: { N: `${wins}` }, ...more });

const get = (user: string): Promise<any> => act(engine, 'GetItem', { TableName, Key: keyOf(user) }).then(({ Item }) => Item);

const put = (user: string, wins: number, more: object = {}): object => ({ Put: { TableName, Item: item(user, wins), ...more } });

const missing = { ConditionExpression: 'attribute_not_exists(UserId)' };

const ADD = { UpdateExpression: 'ADD Wins :n', ExpressionAttributeValues: { ':n': { N: '1' } } };

describe('writes', () => {
  test('all four actions, on two tables', async () => {
    await write([put('bob', 1), put('carol', 1), put('dave', 4)]);
    expect(await write([
      put('alice', 1, missing),
      { Update: { TableName, Key: keyOf('bob'), ...ADD, ConditionExpression: 'Wins = :n' } },
      { Delete: { TableName, Key: keyOf('carol'), ConditionExpression: 'attribute_exists(UserId)' } },
      { ConditionCheck: { TableName: SCORES.arn, Key: keyOf('dave'), ConditionExpression: 'Wins > :n', ExpressionAttributeValues: { ':n': { N: '3' } } } },
      { Put: { TableName: 'Numbers', Item: { Id: { N: '1.0' } } } },
    ])).toEqual({});
    expect(await Promise.all(['alice', 'bob', 'carol', 'dave'].map(get))).toEqual([item('alice', 1), item('bob', 2), undefined, item('dave', 4)]);
    expect(await act(engine, 'GetItem', { TableName: 'Numbers', Key: { Id: { N: '1' } } })).toEqual({ Item: { Id: { N: '1' } } });
  });

  test('one condition that fails cancels all, and each action has its reason', async () => {
    await write([put('bob', 1), put('carol', 1)]);
    const error = await failure(write([
      put('alice', 1),
      put('bob', 9, { ...missing, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      { Update: { TableName, Key: keyOf('dave'), UpdateExpression: 'SET Wins = Wins + :n', ExpressionAttributeValues: ADD.ExpressionAttributeValues } },
      { Delete: { TableName, Key: keyOf('carol'), ...missing } },
      { ConditionCheck: { TableName, Key: keyOf('erin'), ConditionExpression: 'attribute_exists(UserId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
    ]));
    expect(error).toMatchObject({
      code: 'TransactionCanceledException',
      status: 400,
      message: 'Transaction cancelled, please refer cancellation reasons for specific reasons '
        + '[None, ConditionalCheckFailed, ValidationError, None, None]',
    });
    const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
    expect(error.members).toEqual({
      CancellationReasons: [
        { Code: 'None' },
        { ...failed, Item: item('bob', 1) },
        { Code: 'ValidationError', Message: 'The provided expression refers to an attribute that does not exist in the item' },
        // Nothing is tried after it.
        { Code: 'None' },
        { Code: 'None' },
      ],
    });
    expect((await act(engine, 'Scan', { TableName })).Count).toBe(2);
  });

  test.each<[string, object]>([
    ['a key of another type', { Delete: { TableName, Key: { ...KEY, UserId: { N: '1' } } } }],
    ['a part of a key', { Update: { TableName, Key: { UserId: { S: 'alice' } }, ...ADD } }],
    ['an item without its key', { Put: { TableName, Item: { UserId: { S: 'alice' } } } }],
    ['an index key of another type', { Put: { TableName, Item: { ...KEY, TopScore: { S: 'x' } } } }],
    ['an update of the key', { Update: { TableName, Key: KEY, UpdateExpression: 'REMOVE UserId' } }],
    ['an update that makes the item too large', {
      Update: { TableName, Key: keyOf('bob'), UpdateExpression: 'SET Big2 = :b', ExpressionAttributeValues: { ':b': { S: 'x'.repeat(390_000) } } },
    }],
  ])('a user error cancels: %s', async (_, action) => {
    await write([{ Put: { TableName, Item: item('bob', 1, { Big: { S: 'x'.repeat(50_000) } }) } }]);
    const error = await failure(write([put('carol', 1), action]));
    expect(error.message).toMatch(/\[None, ValidationError\]$/);
    expect(await get('carol')).toBeUndefined();
  });

  test('a table that does not exist is no reason of one action', async () => {
    expect(await failure(write([put('alice', 1), { Put: { TableName: 'Nowhere', Item: KEY } }]))).toMatchObject({ code: 'ResourceNotFoundException' });
    expect(await get('alice')).toBeUndefined();
  });

  test('an absent attribute fails a comparison, as outside transactions', async () => {
    const error = await failure(write([put('alice', 1, { ConditionExpression: 'Nick = Losses' })]));
    expect(error.message).toMatch(/\[ConditionalCheckFailed\]$/);
  });

  test('many at once are all counted', async () => {
    await Promise.all(Array.from({ length: 50 }, () => write([
      { Update: { TableName, Key: keyOf('alice'), ...ADD } }, { Update: { TableName, Key: keyOf('bob'), ...ADD } },
    ])));
    expect([(await get('alice')).Wins, (await get('bob')).Wins]).toEqual([{ N: '50' }, { N: '50' }]);
  });

  test('conditions that are not met are all told', async () => {
    await write([put('bob', 1)]);
    const error = await failure(write([put('bob', 2, missing), put('alice', 1), put('carol', 1, { ConditionExpression: 'attribute_exists(UserId)' })]));
    expect(error.message).toMatch(/\[ConditionalCheckFailed, None, ConditionalCheckFailed\]$/);
  });

  test.each<[string, object, string]>([
    ['of the table', { Put: { TableName, Item: { ...KEY, UserId: { S: '' } } } }, 'The AttributeValue for a key attribute cannot contain an empty string value. Key: UserId'],
    ['of the table', { Delete: { TableName, Key: { ...KEY, GameTitle: { S: '' } } } }, 'The AttributeValue for a key attribute cannot contain an empty string value. Key: GameTitle'],
  ])('an empty key %s is an error of the request', async (_, action, message) => {
    expect(await failure(write([put('alice', 1), action])))
      .toMatchObject({ code: 'ValidationException', message: `One or more parameter values are not valid. ${message}`, members: {} });
    expect(await get('alice')).toBeUndefined();
  });
});

describe('limits', () => {
  const TWICE = { code: 'ValidationException', message: 'Transaction request cannot include multiple operations on one item' };

  test('no item twice, however it is named', async () => {
    expect(await failure(write([put('alice', 1), { Delete: { TableName: SCORES.arn, Key: KEY } }]))).toMatchObject(TWICE);
    const check = { ConditionCheck: { TableName, Key: KEY, ConditionExpression: 'attribute_exists(Wins)' } };
    expect(await failure(write([{ Update: { TableName, Key: KEY, ...ADD } }, check]))).toMatchObject(TWICE);
    const number = (N: string): object => ({ Put: { TableName: 'Numbers', Item: { Id: { N } } } });
    expect(await failure(write([number('1'), number('1.0')]))).toMatchObject(TWICE);
    expect(await failure(write([number('0'), number('-0')]))).toMatchObject(TWICE);
    expect(await failure(read([{ Get: { TableName, Key: KEY } }, { Get: { TableName, Key: KEY, ProjectionExpression: 'Wins' } }]))).toMatchObject(TWICE);
    expect(await get('alice')).toBeUndefined();
  });

  test('a hundred actions', async () => {
    const puts = (count: number): object[] => Array.from({ length: count }, (_, i) => put(`u${i}`, i));
    expect((await failure(write(puts(101)))).code).toBe('ValidationException');
    await write(puts(100));
    expect((await act(engine, 'Scan', { TableName })).Count).toBe(100);
  });

  test('4 MB', async () => {
    const big = (user: string): object => ({ Put: { TableName, Item: item(user, 1, { Big: { S: 'x'.repeat(390_000) } }) } });
    const users = Array.from({ length: 11 }, (_, i) => `u${i}`);
    expect(await failure(write(users.map(big)))).toMatchObject({ code: 'ValidationException', message: expect.stringContaining('4 MB') });
    expect(await get('u0')).toBeUndefined();
    await write(users.slice(1).map(big));
    await write([big('u0')]);
    expect(await failure(read(users.map((user) => ({ Get: { TableName, Key: keyOf(user) } }))))).toMatchObject({ message: expect.stringContaining('4 MB') });
  });
});

describe('ClientRequestToken', () => {
  const add = { Update: { TableName, Key: KEY, ...ADD } };
  const wins = async (): Promise<string> => (await get('alice')).Wins.N;

  test('the same request again is not done again, for ten minutes', async () => {
    for (let i = 0; i < 3; i++) expect(await write([add], { ClientRequestToken: 't' })).toEqual({});
    now += 599_999;
    await write([add], { ClientRequestToken: 't' });
    expect(await wins()).toBe('1');
    now += 1;
    await write([add], { ClientRequestToken: 't' });
    expect(await wins()).toBe('2');
  });

  test('the order of members says nothing, another value does', async () => {
    await write([add], { ClientRequestToken: 't' });
    await act(engine, 'TransactWriteItems', { ClientRequestToken: 't', TransactItems: [{ Update: { ...ADD, Key: KEY, TableName } }] });
    expect(await wins()).toBe('1');
    expect(await failure(write([{ Update: { ...add.Update, Key: keyOf('bob') } }], { ClientRequestToken: 't' })))
      .toMatchObject({
        code: 'IdempotentParameterMismatchException',
        message: 'Specified idempotent token was used with different request parameters within the idempotency window',
        status: 400,
      });
    expect(await get('bob')).toBeUndefined();
    await write([add], { ClientRequestToken: 'u' });
    expect(await wins()).toBe('2');
  });

  test('a transaction that was cancelled may be tried again', async () => {
    const update = { Update: { ...add.Update, ConditionExpression: 'attribute_exists(UserId)' } };
    expect((await failure(write([update], { ClientRequestToken: 't' }))).code).toBe('TransactionCanceledException');
    await write([put('alice', 1)]);
    await write([update], { ClientRequestToken: 't' });
    expect(await wins()).toBe('2');
  });

  test('is no longer than 36 characters', async () => {
    expect((await failure(write([add], { ClientRequestToken: 'x'.repeat(37) }))).code).toBe('ValidationException');
    expect((await failure(write([add], { ClientRequestToken: '' }))).code).toBe('ValidationException');
  });

  test('the capacity is that of writing, then that of reading', async () => {
    const more = { ClientRequestToken: 't', ReturnConsumedCapacity: 'TOTAL' };
    const { ConsumedCapacity } = await write([put('alice', 1), put('bob', 1)], more);
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4, WriteCapacityUnits: 4 }]);
    expect(await write([put('alice', 1), put('bob', 1)], more)).toEqual({ ConsumedCapacity: [{ TableName, CapacityUnits: 4, ReadCapacityUnits: 4 }] });
  });
});

describe('reads', () => {
  test('in the order asked, what is missing left empty', async () => {
    await write([put('alice', 1), put('bob', 2), { Put: { TableName: 'Numbers', Item: { Id: { N: '7' } } } }]);
    const answer = await read([
      { Get: { TableName, Key: keyOf('bob'), ProjectionExpression: '#w', ExpressionAttributeNames: { '#w': 'Wins' } } },
      { Get: { TableName, Key: keyOf('nobody') } },
      { Get: { TableName: 'Numbers', Key: { Id: { N: '7' } } } },
      { Get: { TableName, Key: keyOf('alice') } },
    ], { ReturnConsumedCapacity: 'INDEXES' });
    const counts = (units: number): object => ({ CapacityUnits: units, ReadCapacityUnits: units });
    expect(answer).toEqual({
      Responses: [{ Item: { Wins: { N: '2' } } }, {}, { Item: { Id: { N: '7' } } }, { Item: item('alice', 1) }],
      ConsumedCapacity: [{ TableName, ...counts(6), Table: counts(6) }, { TableName: 'Numbers', ...counts(2), Table: counts(2) }],
    });
  });

  test('a user error cancels', async () => {
    const error = await failure(read([{ Get: { TableName, Key: KEY } }, { Get: { TableName, Key: { UserId: { S: 'alice' } } } }]));
    expect(error).toMatchObject({ code: 'TransactionCanceledException', message: expect.stringMatching(/\[None, ValidationError\]$/) });
    expect(await failure(read([{ Get: { TableName: 'Nowhere', Key: KEY } }]))).toMatchObject({ code: 'ResourceNotFoundException' });
  });
});

/** In one order: rows are compared as text. */
const NAMES = ['UserId', 'GameTitle', 'Wins', 'TopScore', 'Nick', 'S', 'N'];

/** Everything that the engine holds of the table, rows of its indexes included. */
async function contents(of: Engine): Promise<object> {
  const rows = async (IndexName?: string): Promise<string[]> => {
    const { Items } = await act(of, 'Scan', { TableName, ...(IndexName && { IndexName }) });
    return (Items as object[]).map((row) => JSON.stringify(row, NAMES)).sort();
  };
  return { table: await rows(), board: await rows('Leaderboard'), wins: await rows('ByWins') };
}

/** What an engine holds that was given the items of another one by one: its indexes were never part of a transaction. */
async function rebuilt(): Promise<object> {
  const other = await Engine.create([SCORES]);
  const { Items } = await act(engine, 'Scan', { TableName });
  for (const Item of Items as object[]) await act(other, 'PutItem', { TableName, Item });
  return contents(other);
}

test.each([1, 2, 3])('random transactions are done in whole or not at all, indexes too: seed %i', async (seed) => {
  const random = new RandomTransactions(seed);
  const seen = { done: 0, cancelled: 0 };
  for (let i = 0; i < 150; i++) {
    const { actions, alone } = random.next();
    const before = await contents(engine);
    const twin = await Engine.create([SCORES]);
    for (const Item of (await act(engine, 'Scan', { TableName })).Items as object[]) await act(twin, 'PutItem', { TableName, Item });
    const met: boolean[] = [];
    for (const [operation, parameters] of alone) met.push(await act(twin, operation, parameters).then(() => true, () => false));
    const done = await write(actions).then(() => true, () => false);
    expect({ i, done }).toEqual({ i, done: met.every(Boolean) });
    expect(await contents(engine)).toEqual(done ? await contents(twin) : before);
    expect(await rebuilt()).toEqual(await contents(engine));
    seen[done ? 'done' : 'cancelled']++;
  }
  expect(Math.min(seen.done, seen.cancelled)).toBeGreaterThan(25);
}, 60_000);
