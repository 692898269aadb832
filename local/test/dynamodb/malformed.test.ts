import { act } from './act';
import { KEY, numberTable, requests, SCORES } from './fixtures';
import { damaged, generator } from './mutations';
import { DynamoDbError, isTableOperation, type OperationName } from '../../src/dynamodb';
import { Engine } from '../../src/engines/dynamodb/engine';

/* Requests that no client sends by mistake, past the gateway: each gives an answer or DynamoDB's own error, and soon. */

const TableName = 'GameScores';
const U = { ':u': { S: 'alice' } };
const NUMBER = { ':n': { N: '1' } };
const ITEM = {
  ...KEY, Wins: { N: '3' }, TopScore: { N: '12.5' }, Nick: { S: 'al' }, a: { L: [{ S: 'x' }, { N: '2' }] }, b: { M: { c: { SS: ['p', 'q'] }, d: { B: 'AAEC' } } }, Yes: { BOOL: true }, l: { L: [{ NULL: true }] },
};

const VALID: ReadonlyArray<[operation: string, input: object]> = [
  ['GetItem', { TableName, Key: KEY, ProjectionExpression: '#w, a[0], b.c', ExpressionAttributeNames: { '#w': 'Wins' }, ConsistentRead: true }],
  ['GetItem', { TableName: SCORES.arn, Key: KEY, AttributesToGet: ['Wins', 'Nick'], ReturnConsumedCapacity: 'TOTAL' }],
  ['PutItem', { TableName, Item: ITEM, ReturnValues: 'ALL_OLD' }],
  ['PutItem', {
    TableName,
    Item: ITEM,
    ConditionExpression: 'attribute_not_exists(#x) OR (Wins BETWEEN :n AND :m AND a[0] <> :u)',
    ExpressionAttributeNames: { '#x': 'Gone' },
    ExpressionAttributeValues: { ...NUMBER, ...U, ':m': { N: '9' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }],
  ['PutItem', { TableName, Item: ITEM, Expected: { Wins: { ComparisonOperator: 'GE', AttributeValueList: [{ N: '1' }] }, Nick: { Value: { S: 'al' } } }, ConditionalOperator: 'AND' }],
  ['UpdateItem', {
    TableName,
    Key: KEY,
    UpdateExpression: 'SET Wins = if_not_exists(Wins, :n) + :n, a = list_append(a, :l), b.e = :u REMOVE Nick, l[1] ADD TopScore :n DELETE b.c :s',
    ExpressionAttributeValues: { ...NUMBER, ...U, ':l': { L: [{ N: '1' }] }, ':s': { SS: ['p'] } },
    ReturnValues: 'ALL_NEW',
  }],
  ['UpdateItem', { TableName, Key: KEY, AttributeUpdates: { Wins: { Action: 'ADD', Value: { N: '1' } }, Nick: { Action: 'DELETE' }, Tags: { Action: 'PUT', Value: { SS: ['a'] } } }, ReturnValues: 'UPDATED_OLD' }],
  ['DeleteItem', { TableName, Key: KEY, ConditionExpression: 'size(a) > :n AND contains(Nick, :u)', ExpressionAttributeValues: { ...NUMBER, ...U }, ReturnItemCollectionMetrics: 'NONE' }],
  ['Query', {
    TableName,
    KeyConditionExpression: 'UserId = :u AND begins_with(GameTitle, :u)',
    FilterExpression: 'attribute_type(a, :t) OR Wins IN (:n, TopScore)',
    ExpressionAttributeValues: { ...U, ...NUMBER, ':t': { S: 'L' } },
    Limit: 3,
    ScanIndexForward: false,
  }],
  ['Query', {
    TableName,
    IndexName: 'Leaderboard',
    KeyConditionExpression: 'GameTitle = :u AND TopScore BETWEEN :n AND :m',
    ExpressionAttributeValues: { ...U, ...NUMBER, ':m': { N: '99' } },
    ExclusiveStartKey: { UserId: { S: 'alice' }, GameTitle: { S: 'alice' }, TopScore: { N: '1' } },
    Select: 'ALL_PROJECTED_ATTRIBUTES',
  }],
  ['Query', {
    TableName,
    IndexName: 'ByWins',
    Select: 'ALL_ATTRIBUTES',
    KeyConditions: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'alice' }] } },
    QueryFilter: { Nick: { ComparisonOperator: 'NOT_NULL' } },
  }],
  ['Scan', { TableName, FilterExpression: 'Wins > :n', ExpressionAttributeValues: NUMBER, Segment: 1, TotalSegments: 3 }],
  ['Scan', { TableName, IndexName: 'Leaderboard', ScanFilter: { Nick: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [{ S: 'a' }] } }, Limit: 2, ExclusiveStartKey: { ...KEY, TopScore: { N: '1' } } }],
  ['BatchGetItem', { RequestItems: { [TableName]: { Keys: [KEY, { ...KEY, UserId: { S: 'bob' } }], ProjectionExpression: 'Wins' }, Numbers: { Keys: [{ Id: { N: '1' } }] } } }],
  ['BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: ITEM } }, { DeleteRequest: { Key: { ...KEY, UserId: { S: 'bob' } } } }], Numbers: [{ PutRequest: { Item: { Id: { N: '1' } } } }] } }],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName, Key: KEY, ProjectionExpression: 'Wins' } }, { Get: { TableName: 'Numbers', Key: { Id: { N: '1' } } } }] }],
  ['TransactWriteItems', {
    ReturnConsumedCapacity: 'INDEXES',
    TransactItems: [
      { Put: { TableName, Item: ITEM, ConditionExpression: 'attribute_exists(Wins)' } },
      { Update: { TableName, Key: { ...KEY, UserId: { S: 'bob' } }, UpdateExpression: 'ADD Wins :n', ExpressionAttributeValues: NUMBER } },
      { Delete: { TableName: 'Numbers', Key: { Id: { N: '1' } } } },
      { ConditionCheck: { TableName, Key: { ...KEY, UserId: { S: 'carol' } }, ConditionExpression: 'attribute_not_exists(UserId)' } },
    ],
  }],
  ['TransactWriteItems', { ClientRequestToken: 'token', TransactItems: [{ Put: { TableName: 'Numbers', Item: { Id: { N: '1' } } } }] }],
  ['DescribeTable', { TableName }],
  ['UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName: 'Expires', Enabled: true } }],
  ['TagResource', { ResourceArn: SCORES.arn, Tags: [{ Key: 'a', Value: 'b' }] }],
  ['UntagResource', { ResourceArn: SCORES.arn, TagKeys: ['a'] }],
  ['UpdateTable', {
    TableName,
    AttributeDefinitions: [{ AttributeName: 'Nick', AttributeType: 'S' }],
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    GlobalSecondaryIndexUpdates: [{ Create: { IndexName: 'ByNick', KeySchema: [{ AttributeName: 'Nick', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } } }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/key' },
  }],
  ['ListTables', { Limit: 1, ExclusiveStartTableName: 'Aaa' }],
];

const COUNT = 10_000;
const LIMIT_MS = 2_000;

const OUTCOMES = [
  'answered', 'no JSON', 'SerializationException', 'ValidationException', 'ConditionalCheckFailedException', 'TransactionCanceledException',
  'IdempotentParameterMismatchException', 'ResourceNotFoundException', 'AccessDeniedException',
];

const INHERITED = Object.getOwnPropertyNames(Object.prototype);

let engine: Engine;
beforeEach(async () => { engine = await Engine.create([SCORES, numberTable]); });
afterEach(() => engine.close());

/** The error's code, or 'answered'. */
async function outcomeOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'answered';
  } catch (error) {
    if (error instanceof DynamoDbError && error.status < 500) return error.code;
    throw error;
  }
}

test('the requests before they are damaged are valid', async () => {
  await act(engine, 'PutItem', { TableName, Item: ITEM });
  for (const [operation, input] of VALID) {
    expect([operation, await outcomeOf(() => requests(operation, input))]).toEqual([operation, 'answered']);
    if (isOfAccount(operation)) continue;
    expect([operation, await outcomeOf(() => act(engine, operation, input))]).toEqual([operation, expect.stringMatching(/^(answered|ConditionalCheckFailed|TransactionCanceled)/)]);
  }
});

/** Done beside the engine. */
const isOfAccount = (operation: string) => isTableOperation(operation as OperationName);

/** What becomes of a request: where it is decided on, and where it is done. */
async function outcomesOf(operation: string, body: string): Promise<string[]> {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    // The gateway answers SerializationException.
    return ['no JSON'];
  }
  return [await outcomeOf(() => requests(operation, input)), ...isOfAccount(operation) ? [] : [await outcomeOf(() => act(engine, operation, input))]];
}

test(`${COUNT} damaged requests`, async () => {
  const random = generator(20_261_123);
  const seen = new Set<string>();
  for (let count = 0; count < COUNT; count++) {
    if (count % 50 === 0) await act(engine, 'PutItem', { TableName, Item: ITEM });
    const [operation, valid] = VALID[random(VALID.length)];
    const body = damaged(valid, random).toString('utf8');
    const started = performance.now();
    try {
      for (const outcome of await outcomesOf(operation, body)) seen.add(outcome);
    } catch (error) {
      throw new Error(`${operation} ${body.slice(0, 3_000)}`, { cause: error });
    }
    if (performance.now() - started > LIMIT_MS) throw new Error(`takes too long: ${operation} ${body.slice(0, 3_000)}`);
  }
  expect([...seen].sort()).toEqual([...OUTCOMES].sort());
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(INHERITED);
}, 60_000);
