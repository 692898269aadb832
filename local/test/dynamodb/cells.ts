import { KEY, keyOf, SCORES } from './fixtures';

/*
 * Operation × condition key. Columns and their presence: Service Authorization Reference,
 * Actions, resources, and condition keys for Amazon DynamoDB. Values: the guide or reference named with the case.
 */
const FGAC = 'DynamoDB Developer Guide, Using IAM policy conditions for fine-grained access control';
const TRANSACTIONS = 'DynamoDB Developer Guide, Using IAM with DynamoDB transactions';
const API = 'DynamoDB API Reference';

const INDEX = `${SCORES.arn}/index/Leaderboard`;
const owned = { leadingkeys: ['alice'], firstpartitionkeyvalues: ['alice'] };
const keys = ['GameTitle', 'UserId'];

export interface Case {
  readonly operation: string;
  readonly what: string;
  readonly source: string;
  readonly input: object;
  readonly action?: string;
  readonly resource?: string;
  readonly context: object;
}

export const CASES: readonly Case[] = [
  {
    operation: 'GetItem',
    what: 'without a projection',
    source: `${FGAC}: "Select always has a value", ALL_ATTRIBUTES`,
    input: { TableName: 'GameScores', Key: KEY },
    context: { ...owned, attributes: keys, select: 'ALL_ATTRIBUTES', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'GetItem',
    what: 'with a projection and consumed capacity',
    source: FGAC,
    input: { TableName: 'GameScores', Key: KEY, ProjectionExpression: 'Wins, Losses', ReturnConsumedCapacity: 'TOTAL' },
    context: { ...owned, attributes: ['GameTitle', 'Losses', 'UserId', 'Wins'], select: 'SPECIFIC_ATTRIBUTES', returnconsumedcapacity: 'TOTAL' },
  },
  {
    operation: 'BatchGetItem',
    what: 'several keys',
    source: FGAC,
    input: { RequestItems: { GameScores: { Keys: [KEY, keyOf('bob')], ProjectionExpression: 'Wins' } }, ReturnConsumedCapacity: 'INDEXES' },
    context: {
      leadingkeys: ['alice', 'bob'],
      firstpartitionkeyvalues: ['alice', 'bob'],
      attributes: ['GameTitle', 'UserId', 'Wins'],
      select: 'SPECIFIC_ATTRIBUTES',
      returnconsumedcapacity: 'INDEXES',
    },
  },
  {
    operation: 'BatchGetItem',
    what: 'without a projection',
    source: FGAC,
    input: { RequestItems: { GameScores: { Keys: [KEY] } } },
    context: { ...owned, attributes: keys, select: 'ALL_ATTRIBUTES', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'Query',
    what: 'on the table',
    source: `${API}, Query: ALL_ATTRIBUTES is the default of a table`,
    input: { TableName: 'GameScores', KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': { S: 'alice' } } },
    context: { ...owned, attributes: ['UserId'], select: 'ALL_ATTRIBUTES', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'Query',
    what: 'on a global index: its own partition key',
    source: `${FGAC}, example 6; ${API}, Query: ALL_PROJECTED_ATTRIBUTES is the default of an index`,
    resource: INDEX,
    input: {
      TableName: 'GameScores',
      IndexName: 'Leaderboard',
      KeyConditionExpression: 'GameTitle = :g AND TopScore > :s',
      ExpressionAttributeValues: { ':g': { S: 'chess' }, ':s': { N: '10' } },
    },
    context: {
      leadingkeys: ['chess'],
      firstpartitionkeyvalues: ['chess'],
      attributes: ['GameTitle', 'TopScore'],
      select: 'ALL_PROJECTED_ATTRIBUTES',
      returnconsumedcapacity: 'NONE',
    },
  },
  {
    operation: 'Query',
    what: 'on a local index: the partition key of the table',
    source: FGAC,
    resource: `${SCORES.arn}/index/ByWins`,
    input: {
      TableName: 'GameScores',
      IndexName: 'ByWins',
      Select: 'COUNT',
      KeyConditionExpression: 'UserId = :u',
      ExpressionAttributeValues: { ':u': { S: 'alice' } },
    },
    context: { ...owned, attributes: ['UserId'], select: 'COUNT', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'Scan',
    what: 'no leading keys, and an empty list of attributes is present',
    source: `${FGAC}: a scan returns all items regardless of the leading keys`,
    input: { TableName: 'GameScores' },
    context: { attributes: [], select: 'ALL_ATTRIBUTES', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'Scan',
    what: 'of an index, with a filter',
    source: FGAC,
    resource: INDEX,
    input: {
      TableName: 'GameScores',
      IndexName: 'Leaderboard',
      FilterExpression: 'Nick = :n',
      ExpressionAttributeValues: { ':n': { S: 'x' } },
    },
    context: { attributes: ['Nick'], select: 'ALL_PROJECTED_ATTRIBUTES', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'PutItem',
    what: 'every attribute of the item',
    source: `${FGAC}: "ReturnValues always has a value"`,
    input: { TableName: 'GameScores', Item: { ...KEY, Wins: { N: '1' } } },
    context: { ...owned, attributes: ['GameTitle', 'UserId', 'Wins'], returnvalues: 'NONE', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'UpdateItem',
    what: 'paths and operands of the update',
    source: FGAC,
    input: {
      TableName: 'GameScores',
      Key: KEY,
      UpdateExpression: 'SET Wins = if_not_exists(Losses, :n) + :n REMOVE Draws',
      ExpressionAttributeValues: { ':n': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    },
    context: {
      ...owned, attributes: ['Draws', 'GameTitle', 'Losses', 'UserId', 'Wins'], returnvalues: 'UPDATED_NEW', returnconsumedcapacity: 'NONE',
    },
  },
  {
    operation: 'DeleteItem',
    what: 'with the old item asked for',
    source: FGAC,
    input: { TableName: 'GameScores', Key: KEY, ReturnValues: 'ALL_OLD' },
    context: { ...owned, attributes: keys, returnvalues: 'ALL_OLD', returnconsumedcapacity: 'NONE' },
  },
  {
    operation: 'BatchWriteItem',
    what: 'puts and deletes; neither Select nor ReturnValues',
    source: FGAC,
    input: {
      RequestItems: { GameScores: [{ PutRequest: { Item: { ...KEY, Wins: { N: '1' } } } }, { DeleteRequest: { Key: keyOf('bob') } }] },
    },
    context: {
      leadingkeys: ['alice', 'bob'],
      firstpartitionkeyvalues: ['alice', 'bob'],
      attributes: ['GameTitle', 'UserId', 'Wins'],
      returnconsumedcapacity: 'NONE',
    },
  },
  {
    operation: 'TransactGetItems',
    what: 'is GetItem',
    source: TRANSACTIONS,
    action: 'GetItem',
    input: { TransactItems: [{ Get: { TableName: 'GameScores', Key: KEY, ProjectionExpression: 'Wins' } }] },
    context: {
      ...owned,
      attributes: ['GameTitle', 'UserId', 'Wins'],
      select: 'SPECIFIC_ATTRIBUTES',
      returnconsumedcapacity: 'NONE',
      enclosingoperation: 'TransactGetItems',
    },
  },
  ...([
    ['Put', 'PutItem', { Item: KEY }],
    ['Delete', 'DeleteItem', { Key: KEY }],
    ['Update', 'UpdateItem', { Key: KEY, UpdateExpression: 'REMOVE UserId2' }],
    ['ConditionCheck', 'ConditionCheckItem', { Key: KEY, ConditionExpression: 'attribute_exists(UserId2)' }],
  ] as const).map(([member, action, input]): Case => ({
    operation: 'TransactWriteItems',
    what: `${member} is ${action}`,
    source: `${TRANSACTIONS}, examples 1 to 4`,
    action,
    input: { TransactItems: [{ [member]: { TableName: 'GameScores', ...input } }], ReturnConsumedCapacity: 'TOTAL' },
    context: {
      ...owned,
      attributes: action === 'UpdateItem' || action === 'ConditionCheckItem' ? ['GameTitle', 'UserId', 'UserId2'] : keys,
      returnvalues: 'NONE',
      returnconsumedcapacity: 'TOTAL',
      enclosingoperation: 'TransactWriteItems',
    },
  })),
  {
    operation: 'DescribeTable',
    what: 'carries no key of an item',
    source: 'Service Authorization Reference',
    input: { TableName: 'GameScores' },
    context: {},
  },
  { operation: 'DescribeTimeToLive', what: 'is about the table', source: 'Service Authorization Reference', input: { TableName: 'GameScores' }, context: {} },
  {
    operation: 'UpdateTimeToLive',
    what: 'is about the table',
    source: 'Service Authorization Reference',
    input: { TableName: 'GameScores', TimeToLiveSpecification: { AttributeName: 'Expires', Enabled: true } },
    context: {},
  },
  {
    operation: 'UpdateTable',
    what: 'is about the table, an index more too',
    source: 'Service Authorization Reference',
    input: { TableName: 'GameScores', GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'Leaderboard' } }] },
    context: {},
  },
  {
    operation: 'TagResource',
    what: 'carries what it sets',
    source: 'Service Authorization Reference',
    input: { ResourceArn: SCORES.arn, Tags: [{ Key: 'Team', Value: 'blue' }] },
    context: { 'aws:requesttag/team': 'blue', 'aws:tagkeys': ['Team'] },
  },
  {
    operation: 'UntagResource',
    what: 'carries what it takes off',
    source: 'Service Authorization Reference',
    input: { ResourceArn: SCORES.arn, TagKeys: ['Team'] },
    context: { 'aws:tagkeys': ['Team'] },
  },
  { operation: 'ListTagsOfResource', what: 'carries none', source: 'Service Authorization Reference', input: { ResourceArn: SCORES.arn }, context: {} },
  {
    operation: 'ListTables',
    what: 'has no resource',
    source: 'Service Authorization Reference',
    resource: '*',
    input: {},
    context: {},
  },
];
