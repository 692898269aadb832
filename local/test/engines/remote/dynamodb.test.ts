/// <reference path="../../dynamodb/dynalite-server.d.ts" />
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import dynalite from 'dynalite';
import type { Table } from '../../../src/dynamodb';
import { RemoteDynamoDb } from '../../../src/engines/remote/dynamodb/remote-dynamodb';
import { act } from '../../dynamodb/act';
import { KEY, keyOf, LOCATION, SCORES } from '../../dynamodb/fixtures';
import { Upstream } from '../../support/upstream';

/* The engine that sends on to another one: a bare dynalite, and servers that are no DynamoDB at all. */

const TableName = SCORES.name;
const WITHOUT_INDEXES = { ...SCORES, globalSecondaryIndexes: [], localSecondaryIndexes: [] };
const ITEM = { ...KEY, Wins: { N: '1' } };

let upstream: Upstream;
let engine: RemoteDynamoDb;
const engines: RemoteDynamoDb[] = [];

const engineAt = async (endpoint: string, tables: readonly Table[] = [SCORES]): Promise<RemoteDynamoDb> => {
  const made = await RemoteDynamoDb.connect(new URL(endpoint), tables, LOCATION);
  engines.push(made);
  return made;
};
const operations = () => upstream.requests.map(({ headers }) => String(headers['x-amz-target']).split('.')[1]);
const lastBody = () => upstream.requests.at(-1)!.body.toString();

beforeEach(async () => {
  upstream = await Upstream.start(dynalite({ createTableMs: 0 }));
  engine = await engineAt(upstream.endpoint);
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((one) => one.close()));
  await upstream.stop();
});

describe('tables', () => {
  test('are created with keys, indexes and on-demand capacity, and then found', async () => {
    expect(operations()).toEqual(expect.arrayContaining(['DescribeTable', 'CreateTable']));
    const { Table: described } = await act(engine, 'DescribeTable', { TableName }) as any;
    expect(described).toMatchObject({
      TableArn: SCORES.arn,
      TableStatus: 'ACTIVE',
      KeySchema: SCORES.keySchema,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [{ ...SCORES.globalSecondaryIndexes![0], IndexArn: `${SCORES.arn}/index/Leaderboard` }],
      LocalSecondaryIndexes: [{ ...SCORES.localSecondaryIndexes![0], IndexArn: `${SCORES.arn}/index/ByWins` }],
    });
    await act(engine, 'PutItem', { TableName, Item: ITEM });
    upstream.requests.length = 0;
    const second = await engineAt(upstream.endpoint);
    expect(new Set(operations())).toEqual(new Set(['DescribeTable']));
    expect(await act(second, 'GetItem', { TableName, Key: KEY })).toEqual({ Item: ITEM });
  });

  const change = (more: Partial<Table>): Table => ({ ...SCORES, ...more });
  test.each<[string, Table, string]>([
    ['another sort key', change({ keySchema: [SCORES.keySchema[0], { AttributeName: 'Wins', KeyType: 'RANGE' }], globalSecondaryIndexes: undefined, localSecondaryIndexes: undefined }),
      'keys: got UserId (S, HASH), GameTitle (S, RANGE), want UserId (S, HASH), Wins (N, RANGE)'],
    ['a key of another type', change({ attributeDefinitions: SCORES.attributeDefinitions.map((one) => one.AttributeName === 'UserId' ? { ...one, AttributeType: 'B' } : one) }),
      'keys: got UserId (S, HASH), GameTitle (S, RANGE), want UserId (B, HASH)'],
    ['an index that is missing', change({ globalSecondaryIndexes: [...SCORES.globalSecondaryIndexes!, { ...SCORES.globalSecondaryIndexes![0], IndexName: 'Other' }] }),
      'global index Other: got none, want GameTitle (S, HASH), TopScore (N, RANGE), projection INCLUDE Nick'],
    ['an index on another attribute', change({ globalSecondaryIndexes: [{ ...SCORES.globalSecondaryIndexes![0], KeySchema: SCORES.keySchema }] }),
      'global index Leaderboard: got GameTitle (S, HASH)'],
    ['an index that shows more', change({ globalSecondaryIndexes: [{ ...SCORES.globalSecondaryIndexes![0], Projection: { ProjectionType: 'KEYS_ONLY' } }] }),
      'projection INCLUDE Nick, want'],
  ])('fails with %s, and nothing is changed', async (_, table, message) => {
    upstream.requests.length = 0;
    const another = { ...SCORES, name: 'Another', arn: `${SCORES.arn}2` };
    await expect(engineAt(upstream.endpoint, [another, table])).rejects.toThrow(message);
    await expect(engine.setTables([another, table])).rejects.toThrow(message);
    expect(operations()).toEqual(Array.from({ length: 4 }, () => 'DescribeTable'));
    await expect(act(engine, 'GetItem', { TableName: 'Another', Key: KEY })).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    expect(await act(engine, 'GetItem', { TableName, Key: KEY })).toEqual({});
  });

  test('and indexes that no stack defines do not exist', async () => {
    await engine.setTables([{ ...SCORES, globalSecondaryIndexes: undefined }]);
    upstream.requests.length = 0;
    const other = { TableName: 'Other', Key: KEY };
    for (const [operation, input] of Object.entries({
      GetItem: other,
      DescribeTable: { TableName: 'Other' },
      BatchGetItem: { RequestItems: { Other: { Keys: [KEY] } } },
      TransactGetItems: { TransactItems: [{ Get: { TableName, Key: KEY } }, { Get: other }] },
      TransactWriteItems: { TransactItems: [{ Delete: other }] },
    })) {
      await expect(act(engine, operation, input)).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    }
    await expect(act(engine, 'Query', {
      TableName, IndexName: 'Leaderboard', KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': { S: 'chess' } },
    })).rejects.toMatchObject({ code: 'ValidationException', message: 'The table does not have the specified index: Leaderboard' });
    expect(await act(engine, 'ListTables', {})).toEqual({ TableNames: [TableName] });
    expect(upstream.requests).toEqual([]);
  });

  test('are listed in pages', async () => {
    const named = (name: string) => ({ ...SCORES, name });
    await engine.setTables(['ccc', 'aaa', 'bbb'].map(named));
    expect(await act(engine, 'ListTables', { Limit: 2 })).toEqual({ TableNames: ['aaa', 'bbb'], LastEvaluatedTableName: 'bbb' });
    expect(await act(engine, 'ListTables', { Limit: 2, ExclusiveStartTableName: 'bbb' })).toEqual({ TableNames: ['ccc'] });
  });
});

describe('what is sent on', () => {
  test('is signed with keys that are nobody\'s', async () => {
    await act(engine, 'GetItem', { TableName, Key: KEY });
    const { headers, method, url } = upstream.requests.at(-1)!;
    expect([method, url]).toEqual(['POST', '/']);
    expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=dummy\/\d{8}\/eu-west-1\/dynamodb\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/);
    expect(Object.keys(headers).sort()).toEqual([
      'authorization', 'connection', 'content-length', 'content-type', 'host', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-target',
    ]);
  });

  test.each<[string, object, object]>([
    ['GetItem', { TableName: SCORES.arn, Key: KEY, ProjectionExpression: '#w', ExpressionAttributeNames: { '#w': 'Wins' }, ConsistentRead: 'true', ReturnConsumedCapacity: null },
      { TableName, Key: KEY, ProjectionExpression: '#w', ExpressionAttributeNames: { '#w': 'Wins' }, ConsistentRead: true }],
    ['UpdateItem', { TableName, Key: KEY, UpdateExpression: 'ADD Wins :w', ConditionExpression: 'attribute_not_exists(Wins) OR Wins < :w', ExpressionAttributeValues: { ':w': { N: '1.50e1' } } },
      { TableName, Key: KEY, UpdateExpression: 'ADD Wins :w', ConditionExpression: 'attribute_not_exists(Wins) OR Wins < :w', ExpressionAttributeValues: { ':w': { N: '15' } } }],
    ['Query', { TableName, KeyConditionExpression: 'UserId = :u', FilterExpression: 'Wins > :w', ExpressionAttributeValues: { ':u': { S: 'alice' }, ':w': { N: '0' } } },
      { TableName, KeyConditionExpression: 'UserId = :u', FilterExpression: 'Wins > :w', ExpressionAttributeValues: { ':u': { S: 'alice' }, ':w': { N: '0' } } }],
    ['Query', { TableName, KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'alice' }] } }, AttributesToGet: ['Wins'] },
      { TableName, KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'alice' }] } }, AttributesToGet: ['Wins'] }],
    ['BatchGetItem', { RequestItems: { [SCORES.arn]: { Keys: [KEY], ProjectionExpression: 'Wins' } } },
      { RequestItems: { [TableName]: { Keys: [KEY], ProjectionExpression: 'Wins' } } }],
    ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: { ...ITEM, Tags: { L: [{ M: { _a: { SS: ['x'] } } }] } } } }] } },
      { RequestItems: { [TableName]: [{ PutRequest: { Item: { ...ITEM, Tags: { L: [{ M: { _a: { SS: ['x'] } } }] } } } }] } }],
    ['PutItem', { TableName, Item: { ...ITEM, _condition: { S: 'x' } }, ConditionExpression: 'attribute_not_exists(UserId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
      { TableName, Item: { ...ITEM, _condition: { S: 'x' } }, ConditionExpression: 'attribute_not_exists(UserId)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }],
  ])('%s is what was decided on, and nothing else', async (operation, input, expected) => {
    await act(engine, operation, structuredClone(input));
    expect(JSON.parse(lastBody())).toEqual(expected);
  });

  test('transactions are, too', async () => {
    const TransactItems = [
      { Put: { TableName, Item: ITEM, ConditionExpression: 'attribute_not_exists(UserId)' } },
      { Update: { TableName, Key: keyOf('bob'), UpdateExpression: 'SET Wins = :w', ExpressionAttributeValues: { ':w': { N: '2' } } } },
      { ConditionCheck: { TableName, Key: keyOf('carol'), ConditionExpression: 'attribute_exists(Wins)' } },
      { Delete: { TableName, Key: keyOf('dave') } },
    ];
    // dynalite has none.
    await expect(act(engine, 'TransactWriteItems', { TransactItems, ClientRequestToken: 'once' })).rejects.toMatchObject({ code: 'UnknownOperationException' });
    expect(JSON.parse(lastBody())).toEqual({ TransactItems, ClientRequestToken: 'once' });
  });

  test.each<[string, object]>([
    ['GetItem', { TableName, Key: KEY, Unknown: 1 }],
    ['GetItem', { TableName, Key: { UserId: { S: 'alice', N: '1' } } }],
    ['ExecuteStatement', { Statement: 'SELECT * FROM GameScores' }],
    ['DeleteTable', { TableName }],
    ['UpdateTable', { TableName }],
  ])('%s with %j is not', async (operation, input) => {
    upstream.requests.length = 0;
    await expect(act(engine, operation, input)).rejects.toMatchObject({ status: 400 });
    expect(upstream.requests).toEqual([]);
  });

  test('connections are used again', async () => {
    const sockets = new Set<unknown>();
    const counting = await Upstream.start((message, response) => {
      sockets.add(message.socket);
      message.resume().on('end', () => response.end(JSON.stringify(message.headers['x-amz-target']?.toString().endsWith('DescribeTable')
        ? { Table: { TableStatus: 'ACTIVE', AttributeDefinitions: SCORES.attributeDefinitions, KeySchema: SCORES.keySchema } } : {})));
    });
    const one = await engineAt(counting.endpoint, [WITHOUT_INDEXES]);
    for (let i = 0; i < 5; i++) await act(one, 'GetItem', { TableName, Key: KEY });
    expect(sockets.size).toBe(1);
    await counting.stop();
  });
});

describe('what comes back', () => {
  test('is DynamoDB\'s error, with code, message, status and members', async () => {
    await act(engine, 'PutItem', { TableName, Item: ITEM });
    await expect(act(engine, 'PutItem', { TableName, Item: ITEM, ConditionExpression: 'attribute_not_exists(UserId)' })).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException', message: 'The conditional request failed', status: 400, members: {},
    });
  });

  const answering = async (listener: RequestListener): Promise<RemoteDynamoDb> => {
    await upstream.stop();
    let isReady = false;
    const table = { TableStatus: 'ACTIVE', AttributeDefinitions: SCORES.attributeDefinitions, KeySchema: SCORES.keySchema };
    upstream = await Upstream.start((message, response) => (isReady ? listener(message, response) : response.end(JSON.stringify({ Table: table }))));
    const other = await engineAt(upstream.endpoint, [WITHOUT_INDEXES]);
    isReady = true;
    return other;
  };
  const say = (status: number, body: string | object, headers: object = {}) => (_: unknown, response: ServerResponse) => {
    response.writeHead(status, { ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

  test('error members that DynamoDB has, and no others', async () => {
    const other = await answering(say(400, {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', Message: 'why', CancellationReasons: [{ Code: 'None' }], Stack: 'secret',
    }));
    const error = await act(other, 'GetItem', { TableName, Key: KEY }).catch((thrown) => thrown);
    expect([error.code, error.message, error.members]).toEqual(['TransactionCanceledException', 'why', { CancellationReasons: [{ Code: 'None' }] }]);
  });

  test.each<[string, RequestListener, string]>([
    ['a page', say(200, '<html>'), 'answered what it should not have'],
    ['a list', say(200, []), 'answered what it should not have'],
    ['nothing', say(200, ''), 'answered what it should not have'],
    ['an error without a type', say(500, { message: 'x' }), 'answered what it should not have'],
    ['an error whose type is none', say(400, { __type: 'a b\n' }), 'answered what it should not have'],
    ['an error with a success', say(201, { __type: 'Strange' }), 'answered what it should not have'],
    ['a redirect', say(307, '', { location: 'http://127.0.0.1:1/' }), 'answered what it should not have'],
    ['a redirect with a document', say(302, {}, { location: 'http://127.0.0.1:1/' }), 'answered what it should not have'],
    ['that it wants other keys', say(400, { __type: 'UnrecognizedClientException', message: 'x' }),
      'refused the local cloud itself (UnrecognizedClientException): let it accept the access key dummy with the secret dummydummy'],
    ['half an answer', (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      setImmediate(() => response.destroy());
    }, 'did not answer'],
    ['a broken line', (message) => void message.socket.end('nonsense\r\n\r\n'), 'did not answer'],
    ['nothing, and hangs up', (message) => void message.socket.destroy(), 'did not answer'],
  ])('%s is InternalServerError, and says whose', async (_, listener, text) => {
    const other = await answering(listener);
    upstream.requests.length = 0;
    const error = await act(other, 'GetItem', { TableName, Key: KEY }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'InternalServerError', status: 500, message: `the DynamoDB engine at ${upstream.endpoint} ${text}` });
    // Which would be a note on stderr.
    expect(error.cause).toBeUndefined();
    expect(upstream.requests).toHaveLength(1);
  });

  test('an engine that is down is InternalServerError', async () => {
    const { endpoint } = upstream;
    await upstream.stop();
    await expect(act(engine, 'GetItem', { TableName, Key: KEY })).rejects.toMatchObject({
      code: 'InternalServerError', status: 500, message: `the DynamoDB engine at ${endpoint} did not answer`,
    });
    await expect(engineAt(endpoint)).rejects.toThrow(`the DynamoDB engine at ${endpoint} did not answer`);
    upstream = await Upstream.start(createServer());
  });
});
