import fs, { closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { act } from './act';
import { contentsOf, itemsOf, rebuilt } from './contents';
import { KEY, keyOf, numberTable, SCORES } from './fixtures';
import { Engine } from '../../src/engines/dynamodb/engine';
import { newFolder } from '../engines/data/child';

/* An engine in a folder: what it answered is there after whatever end of its process. */

const TableName = 'GameScores';
let folder: string;
let file: string;
let now: number;
let engine: Engine;

const open = (): Promise<Engine> => Engine.create([SCORES, numberTable], () => now, folder);

beforeEach(async () => {
  folder = newFolder();
  file = join(folder, 'dynamodb.journal');
  now = 1_000_000;
  engine = await open();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await engine.close();
});

async function reopen(): Promise<void> {
  await engine.close();
  engine = await open();
}

const item = (user: string, wins: number, more: object = {}): object => ({ ...keyOf(user), Wins: { N: `${wins}` }, ...more });

const put = (user: string, wins: number, more: object = {}): Promise<any> => act(engine, 'PutItem', { TableName, Item: item(user, wins, more) });

const get = (user: string): Promise<any> => act(engine, 'GetItem', { TableName, Key: keyOf(user) }).then(({ Item }) => Item);

const transact = (TransactItems: object[], more: object = {}): Promise<any> => act(engine, 'TransactWriteItems', { TransactItems, ...more });

const ADD = { UpdateExpression: 'ADD Wins :n', ExpressionAttributeValues: { ':n': { N: '1' } } };

const addTo = (user: string): object => ({ Update: { TableName, Key: keyOf(user), ...ADD } });

const wins = async (user: string): Promise<string> => (await get(user)).Wins.N;

describe('what was written is there at the next start', () => {
  test('values of all types', async () => {
    const values = {
      Text: { S: '\u0000"\\\n\u2028 \u{1f600}' },
      Empty: { S: '' },
      Number: { N: '-1.5E-100' },
      Bytes: { B: 'AP/+' },
      Yes: { BOOL: true },
      None: { NULL: true },
      Texts: { SS: ['a', ''] },
      Numbers: { NS: ['1', '2'] },
      ManyBytes: { BS: ['AA==', '/w=='] },
      List: { L: [{ L: [] }, { M: { '': { S: 'x' }, '1': { N: '1' } } }] },
    };
    await put('alice', 1, values);
    const before = await get('alice');
    await reopen();
    expect(await get('alice')).toEqual(before);
    expect(before.List).toEqual(values.List);
  });

  test('of each kind of write', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((user) => put(user, 1, { TopScore: { N: '5' } })));
    await act(engine, 'DeleteItem', { TableName, Key: keyOf('a') });
    await act(engine, 'UpdateItem', { TableName, Key: keyOf('b'), UpdateExpression: 'SET TopScore = :n', ExpressionAttributeValues: { ':n': { N: '9' } } });
    await act(engine, 'BatchWriteItem', {
      RequestItems: { [TableName]: [{ DeleteRequest: { Key: keyOf('c') } }, { PutRequest: { Item: item('e', 1) } }], Numbers: [{ PutRequest: { Item: { Id: { N: '1' } } } }] },
    });
    await transact([{ Delete: { TableName, Key: keyOf('d') } }, { Put: { TableName, Item: item('f', 1) } }, addTo('g'), { Put: { TableName: 'Numbers', Item: { Id: { N: '2' } } } }]);
    const before = [await contentsOf(engine, SCORES), await contentsOf(engine, numberTable)];
    await reopen();
    expect([await contentsOf(engine, SCORES), await contentsOf(engine, numberTable)]).toEqual(before);
    expect(before[0]).toEqual(await rebuilt(engine, SCORES));
    expect(before.map(({ items }) => items.length)).toEqual([4, 2]);
  });

  test('and nothing of a request that was refused', async () => {
    const { size } = statSync(file);
    await expect(act(engine, 'PutItem', { TableName, Item: item('a', 1), ConditionExpression: 'attribute_exists(UserId)' })).rejects.toThrow();
    await expect(transact([{ Put: { TableName, Item: item('a', 1) } }, { Delete: { TableName, Key: keyOf('b'), ConditionExpression: 'attribute_exists(UserId)' } }])).rejects.toThrow();
    await expect(act(engine, 'BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item('a', 1) } }, { PutRequest: { Item: {} } }] } })).rejects.toThrow();
    expect(statSync(file).size).toBe(size);
  });
});

describe('all writes of a request or none', () => {
  const several: [string, () => Promise<unknown>][] = [
    ['a transaction', () => transact([addTo('a'), addTo('b'), { Delete: { TableName, Key: keyOf('c') } }], { ClientRequestToken: 't' })],
    ['a batch', () => act(engine, 'BatchWriteItem', {
      RequestItems: { [TableName]: [{ PutRequest: { Item: item('a', 1) } }, { PutRequest: { Item: item('b', 1) } }, { DeleteRequest: { Key: keyOf('c') } }] },
    })],
  ];

  test.each(several)('%s that a crash cut off', async (_, run) => {
    await put('c', 1);
    const before = statSync(file).size;
    await run();
    await engine.close();
    const whole = readFileSync(file);
    for (let length = before; length <= whole.length; length += length < whole.length - 3 ? 3 : 1) {
      writeFileSync(file, whole.subarray(0, length));
      engine = await open();
      const users = (await itemsOf(engine, SCORES)).map((row: any) => row.UserId.S).sort();
      expect({ length, users }).toEqual({ length, users: length < whole.length ? ['c'] : ['a', 'b'] });
      expect(await contentsOf(engine, SCORES)).toEqual(await rebuilt(engine, SCORES));
      await engine.close();
    }
    engine = await open();
  });
});

describe('ClientRequestToken', () => {
  test('a transaction that was done before the restart is not done again, for ten minutes', async () => {
    await transact([addTo('a')], { ClientRequestToken: 't' });
    now += 300_000;
    await reopen();
    expect(await transact([addTo('a')], { ClientRequestToken: 't' })).toEqual({});
    await expect(transact([addTo('b')], { ClientRequestToken: 't' })).rejects.toMatchObject({ code: 'IdempotentParameterMismatchException' });
    now += 299_999;
    await reopen();
    await transact([addTo('a')], { ClientRequestToken: 't' });
    expect(await wins('a')).toBe('1');
    now += 1;
    await transact([addTo('a')], { ClientRequestToken: 't' });
    expect(await wins('a')).toBe('2');
  });

  test('one that was cancelled may be tried again', async () => {
    const update = { Update: { TableName, Key: keyOf('a'), ...ADD, ConditionExpression: 'attribute_exists(UserId)' } };
    await expect(transact([update], { ClientRequestToken: 't' })).rejects.toMatchObject({ code: 'TransactionCanceledException' });
    await reopen();
    await put('a', 1);
    await transact([update], { ClientRequestToken: 't' });
    expect(await wins('a')).toBe('2');
  });
});

describe('answers', () => {
  let pending: Array<() => void>;
  const settle = (): Promise<void> => new Promise(setImmediate);
  const hold = (): void => {
    pending = [];
    jest.spyOn(fs, 'fdatasync').mockImplementation((_, callback) => void pending.push(() => callback(null)));
  };

  test.each<[string, () => Promise<unknown>]>([
    ['PutItem', () => put('a', 1)],
    ['UpdateItem', () => act(engine, 'UpdateItem', { TableName, Key: KEY, ...ADD })],
    ['DeleteItem', () => act(engine, 'DeleteItem', { TableName, Key: KEY })],
    ['BatchWriteItem', () => act(engine, 'BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item('a', 1) } }] } })],
    ['TransactWriteItems', () => transact([addTo('a')])],
    ['setTables', () => engine.setTables([SCORES])],
  ])('%s: once it is on disk', async (_, run) => {
    hold();
    const answered = jest.fn();
    const done = run().then(answered);
    await settle();
    expect([answered.mock.calls.length, pending.length]).toEqual([0, 1]);
    pending[0]();
    await done;
  });

  test('a transaction that is sent again: once the first is on disk', async () => {
    hold();
    const answered = jest.fn();
    const requests = [1, 2].map(() => transact([addTo('a')], { ClientRequestToken: 't' }).then(answered));
    await settle();
    expect(answered).not.toHaveBeenCalled();
    while (pending.length > 0) {
      pending.shift()!();
      await settle();
    }
    await Promise.all(requests);
    expect(await wins('a')).toBe('1');
  });

  test('an engine that is closed waits for what is under way', async () => {
    const done = Promise.all([put('a', 1), transact([addTo('b')])]);
    await reopen();
    await done;
    expect([await wins('a'), await wins('b')]).toEqual(['1', '1']);
  });

  test('reads wait for nothing', async () => {
    await put('a', 1);
    hold();
    expect(await wins('a')).toBe('1');
    expect(pending).toEqual([]);
  });
});

test('a full disk refuses writes, of which nothing is seen, and reads go on', async () => {
  await put('a', 1, { TopScore: { N: '1' } });
  const full = openSync('/dev/full', 'w');
  const { writeSync } = jest.requireActual<typeof fs>('node:fs');
  const spy = jest.spyOn(fs, 'writeSync').mockImplementation(((_: number, ...what: [Buffer]) => writeSync(full, ...what)) as never);
  const before = await contentsOf(engine, SCORES);
  const refused = { code: 'InternalServerError', status: 500, message: expect.stringMatching(/^cannot write .*dynamodb\.journal: ENOSPC/) };
  for (const run of [() => put('a', 2), () => transact([addTo('a'), addTo('b')], { ClientRequestToken: 't' }), () => transact([addTo('a')], { ClientRequestToken: 't' }), () => engine.setTables([])]) {
    await expect(run()).rejects.toMatchObject(refused);
  }
  expect(await contentsOf(engine, SCORES)).toEqual(before);
  spy.mockRestore();
  closeSync(full);
  await reopen();
  expect(await contentsOf(engine, SCORES)).toEqual(before);
});

describe('compaction', () => {
  const BIG = { Blob: { S: 'x'.repeat(100_000) } };

  test('the file is not much larger than what is live, and nothing is lost', async () => {
    let largest = 0;
    for (let i = 0; i < 200; i++) {
      await Promise.all([put(`u${i % 10}`, i, BIG), put(`small${i}`, i), transact([addTo('counter')], { ClientRequestToken: `t${i}` })]);
      largest = Math.max(largest, statSync(file).size);
    }
    expect(largest).toBeLessThan(4_500_000);
    const before = await contentsOf(engine, SCORES);
    await reopen();
    expect(await contentsOf(engine, SCORES)).toEqual(before);
    await transact([addTo('counter')], { ClientRequestToken: 't0' });
    expect(await wins('counter')).toBe('200');
  });

  test('restarts do not put it off', async () => {
    for (let i = 0; i < 30; i++) {
      for (let j = 0; j < 5; j++) await put('a', i, BIG);
      await reopen();
    }
    expect(statSync(file).size).toBeLessThan(2_000_000);
    expect(await wins('a')).toBe('29');
  });
});

test('a damaged file is an error that names it', async () => {
  await put('a', 1);
  await put('b', 1);
  await engine.close();
  const bytes = readFileSync(file);
  bytes[30]++;
  writeFileSync(file, bytes);
  await expect(open()).rejects.toThrow(`${file} is damaged`);
});
