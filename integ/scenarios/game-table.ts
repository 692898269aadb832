import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand, BatchWriteCommand, DeleteCommand, GetCommand, PutCommand, QueryCommand, ScanCommand, TransactGetCommand, TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { issuerUser, type Person } from './people';
import type { Scenario } from './setting';
import { signIns } from './sign-ins';
import { allowed, refused, type Step } from './step';

const DENIED = 'AccessDeniedException';
const WRITES_HAVE_RETURN_VALUES = 'dynamodb:ReturnValues has a value (NONE) in every PutItem, UpdateItem and DeleteItem';
const FAILURE_IS_RETURNED = 'ReturnValuesOnConditionCheckFailure of a single write shows in dynamodb:ReturnValues';

export const gameTable: Scenario = (setting) => {
  const { scores, profiles, saves } = setting.config.tables;
  const alice = issuerUser(setting, 'alice');
  const bob = issuerUser(setting, 'bob');
  const ali = issuerUser(setting, 'ali');
  return [
    ...signIns(setting),
    ...ownItems(scores.name, alice),
    ...othersItems(scores.name, alice, bob),
    ...listedAttributes(scores.name, alice),
    ...conditionFailures(scores.name, alice),
    ...leaderboard(scores.name, alice),
    ...serverAttributes(profiles.name, alice),
    ...suffixedKeys(saves.name, alice, ali),
  ];
};

const keyOf = (UserId: string, GameTitle = 'Galaxy Invaders') => ({ UserId, GameTitle });
const addWin = { UpdateExpression: 'ADD Wins :one', ExpressionAttributeValues: { ':one': 1 } };
const queryOf = (user: string) => ({
  KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': user }, ProjectionExpression: 'GameTitle, Wins',
});

/** Listed for users: Wins, Losses, TopScore. */
function ownItems(TableName: string, alice: Person): Step[] {
  const Key = keyOf('alice');
  const Item = { ...Key, Wins: 3, Losses: 1, TopScore: 100 };
  return [
    allowed(alice, 'put own item', () => alice.items.send(new PutCommand({ TableName, Item })), WRITES_HAVE_RETURN_VALUES),
    allowed(alice, 'update own item', () => alice.items.send(new UpdateCommand({ TableName, Key, ...addWin })), WRITES_HAVE_RETURN_VALUES),
    allowed(alice, 'update own item, new values back', () => alice.items.send(new UpdateCommand({ TableName, Key, ...addWin, ReturnValues: 'UPDATED_NEW' }))),
    allowed(alice, 'get own item', () => alice.items.send(new GetCommand({ TableName, Key, ProjectionExpression: 'Wins, Losses' }))),
    allowed(alice, 'query own items', () => alice.items.send(new QueryCommand({ TableName, ...queryOf('alice') }))),
    allowed(alice, 'query own items by an own index', () => alice.items.send(new QueryCommand({ TableName, IndexName: 'ByWins', ...queryOf('alice') })),
      'dynamodb:LeadingKeys holds the partition key of a local index'),
    allowed(alice, 'batch get own items', () => alice.items.send(new BatchGetCommand({
      RequestItems: { [TableName]: { Keys: [Key, keyOf('alice', 'Chess')], ProjectionExpression: 'Wins' } },
    }))),
    allowed(alice, 'batch write own items', () => alice.items.send(new BatchWriteCommand({
      RequestItems: { [TableName]: [{ PutRequest: { Item: { ...Item, GameTitle: 'Chess' } } }, { DeleteRequest: { Key: keyOf('alice', 'Go') } }] },
    })), 'BatchWriteItem carries dynamodb:Attributes'),
    allowed(alice, 'get own items in a transaction', () => alice.items.send(new TransactGetCommand({
      TransactItems: [{ Get: { TableName, Key, ProjectionExpression: 'Wins' } }],
    }))),
    allowed(alice, 'write own items in a transaction', () => alice.items.send(new TransactWriteCommand({
      TransactItems: [{ Put: { TableName, Item: { ...Item, GameTitle: 'Go' } } }, { Update: { TableName, Key, ...addWin } }],
    })), WRITES_HAVE_RETURN_VALUES),
    allowed(alice, 'delete own item', () => alice.items.send(new DeleteCommand({ TableName, Key: keyOf('alice', 'Go') })), WRITES_HAVE_RETURN_VALUES),
    refused(alice, 'scan the table', DENIED, () => alice.items.send(new ScanCommand({ TableName, ProjectionExpression: 'Wins' }))),
    refused(alice, 'describe the table', DENIED, () => alice.items.send(new DescribeTableCommand({ TableName }))),
  ];
}

function othersItems(TableName: string, alice: Person, bob: Person): Step[] {
  const own = keyOf('alice');
  const Key = keyOf('bob');
  const Item = { ...Key, Wins: 0 };
  return [
    allowed(bob, 'put own item', () => bob.items.send(new PutCommand({ TableName, Item: { ...Item, TopScore: 90 } }))),
    refused(alice, 'get bob\'s item', DENIED, () => alice.items.send(new GetCommand({ TableName, Key, ProjectionExpression: 'Wins' }))),
    refused(alice, 'query bob\'s items', DENIED, () => alice.items.send(new QueryCommand({ TableName, ...queryOf('bob') }))),
    refused(alice, 'query bob\'s items by an index', DENIED, () => alice.items.send(new QueryCommand({ TableName, IndexName: 'ByWins', ...queryOf('bob') }))),
    refused(alice, 'put an item as bob', DENIED, () => alice.items.send(new PutCommand({ TableName, Item }))),
    refused(alice, 'update bob\'s item', DENIED, () => alice.items.send(new UpdateCommand({ TableName, Key, ...addWin }))),
    refused(alice, 'delete bob\'s item', DENIED, () => alice.items.send(new DeleteCommand({ TableName, Key }))),
    refused(alice, 'batch get own and bob\'s item', DENIED, () => alice.items.send(new BatchGetCommand({
      RequestItems: { [TableName]: { Keys: [own, Key], ProjectionExpression: 'Wins' } },
    }))),
    refused(alice, 'batch write own and bob\'s item', DENIED, () => alice.items.send(new BatchWriteCommand({
      RequestItems: { [TableName]: [{ PutRequest: { Item: { ...own, Wins: 1 } } }, { PutRequest: { Item } }] },
    }))),
    refused(alice, 'get bob\'s item in a transaction', DENIED, () => alice.items.send(new TransactGetCommand({
      TransactItems: [{ Get: { TableName, Key, ProjectionExpression: 'Wins' } }],
    }))),
    refused(alice, 'write own and bob\'s item in a transaction', DENIED, () => alice.items.send(new TransactWriteCommand({
      TransactItems: [{ Update: { TableName, Key: own, ...addWin } }, { Update: { TableName, Key, ...addWin } }],
    }))),
  ];
}

function listedAttributes(TableName: string, alice: Person): Step[] {
  const Key = keyOf('alice');
  return [
    refused(alice, 'get own item, all attributes', DENIED, () => alice.items.send(new GetCommand({ TableName, Key }))),
    refused(alice, 'query own items, all attributes', DENIED, () => alice.items.send(new QueryCommand({
      TableName, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': 'alice' },
    }))),
    refused(alice, 'get a hidden attribute', DENIED, () => alice.items.send(new GetCommand({ TableName, Key, ProjectionExpression: 'Wins, Banned' }))),
    refused(alice, 'put a hidden attribute', DENIED, () => alice.items.send(new PutCommand({ TableName, Item: { ...Key, Coins: 1 } }))),
    refused(alice, 'update a hidden attribute', DENIED, () => alice.items.send(new UpdateCommand({
      TableName, Key, UpdateExpression: 'SET #hidden = :no', ExpressionAttributeNames: { '#hidden': 'Banned' }, ExpressionAttributeValues: { ':no': false },
    }))),
    refused(alice, 'update on a condition on a hidden attribute', DENIED, () => alice.items.send(new UpdateCommand({
      TableName, Key, ...addWin, ConditionExpression: 'attribute_exists(Banned)',
    }))),
    refused(alice, 'query with a filter on a hidden attribute', DENIED, () => alice.items.send(new QueryCommand({
      TableName, ...queryOf('alice'), FilterExpression: 'attribute_exists(Banned)',
    }))),
    refused(alice, 'update own item, all attributes back', DENIED, () => alice.items.send(new UpdateCommand({ TableName, Key, ...addWin, ReturnValues: 'ALL_NEW' }))),
    refused(alice, 'put own item, all attributes back', DENIED, () => alice.items.send(new PutCommand({ TableName, Item: { ...Key, Wins: 1 }, ReturnValues: 'ALL_OLD' }))),
    refused(alice, 'delete own item, all attributes back', DENIED, () => alice.items.send(new DeleteCommand({ TableName, Key, ReturnValues: 'ALL_OLD' }))),
  ];
}

/** A write whose condition fails can answer with the whole item, hidden attributes included. */
function conditionFailures(TableName: string, alice: Person): Step[] {
  const Key = keyOf('alice');
  const failing = { ConditionExpression: 'attribute_not_exists(UserId)' };
  const itemBack = { ...failing, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
  return [
    refused(alice, 'update own item, the condition fails', 'ConditionalCheckFailedException', () => alice.items.send(new UpdateCommand({ TableName, Key, ...addWin, ...failing }))),
    refused(alice, 'update own item, the item back where the condition fails', DENIED,
      () => alice.items.send(new UpdateCommand({ TableName, Key, ...addWin, ...itemBack })), FAILURE_IS_RETURNED),
    refused(alice, 'put own item, the item back where the condition fails', DENIED,
      () => alice.items.send(new PutCommand({ TableName, Item: { ...Key, Wins: 1 }, ...itemBack })), FAILURE_IS_RETURNED),
    refused(alice, 'delete own item, the item back where the condition fails', DENIED,
      () => alice.items.send(new DeleteCommand({ TableName, Key, ...itemBack })), FAILURE_IS_RETURNED),
    refused(alice, 'the same in a transaction', DENIED, () => alice.items.send(new TransactWriteCommand({
      TransactItems: [{ Update: { TableName, Key, ...addWin, ...itemBack } }],
    }))),
  ];
}

function leaderboard(TableName: string, alice: Person): Step[] {
  const board = {
    TableName,
    IndexName: 'ByTopScore',
    KeyConditionExpression: 'GameTitle = :game',
    ExpressionAttributeValues: { ':game': 'Galaxy Invaders' },
  };
  return [
    allowed(alice, 'query the leaderboard', () => alice.items.send(new QueryCommand({ ...board, ProjectionExpression: 'UserId, TopScore' }))),
    refused(alice, 'query the leaderboard for what it does not share', DENIED, () => alice.items.send(new QueryCommand({ ...board, ProjectionExpression: 'UserId, Losses' }))),
    refused(alice, 'query the leaderboard, all attributes', DENIED, () => alice.items.send(new QueryCommand(board))),
    refused(alice, 'scan the leaderboard', DENIED, () => alice.items.send(new ScanCommand({
      TableName, IndexName: board.IndexName, ProjectionExpression: 'UserId, TopScore',
    }))),
  ];
}

/** Listed for users: Nickname; Banned is the backend's. */
function serverAttributes(TableName: string, alice: Person): Step[] {
  const Key = keyOf('alice');
  const set = (name: string) => ({
    TableName, Key, UpdateExpression: 'SET #name = :value', ExpressionAttributeNames: { '#name': name }, ExpressionAttributeValues: { ':value': 'x' },
  });
  return [
    allowed(alice, 'update own nickname', () => alice.items.send(new UpdateCommand(set('Nickname')))),
    refused(alice, 'update what is the backend\'s', DENIED, () => alice.items.send(new UpdateCommand(set('Banned')))),
    refused(alice, 'read what is the backend\'s', DENIED, () => alice.items.send(new GetCommand({ TableName, Key, ProjectionExpression: 'Banned' }))),
    refused(alice, 'replace own item, and with it what is the backend\'s', DENIED, () => alice.items.send(new PutCommand({ TableName, Item: { ...Key, Nickname: 'x' } }))),
    refused(alice, 'delete own item, and with it what is the backend\'s', DENIED, () => alice.items.send(new DeleteCommand({ TableName, Key }))),
  ];
}

/** Keys are `<user id>#<suffix>`. */
function suffixedKeys(TableName: string, alice: Person, ali: Person): Step[] {
  const put = (UserId: string) => new PutCommand({ TableName, Item: { ...keyOf(UserId), Level: 7 } });
  return [
    allowed(alice, 'put own save', () => alice.items.send(put('alice#1'))),
    allowed(alice, 'query own save', () => alice.items.send(new QueryCommand({
      TableName, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': 'alice#1' },
    }))),
    refused(alice, 'put bob\'s save', DENIED, () => alice.items.send(put('bob#1'))),
    refused(alice, 'put a save without suffix', DENIED, () => alice.items.send(put('alice'))),
    refused(ali, 'put the save of a user whose id begins the same', DENIED, () => ali.items.send(put('alice#1'))),
  ];
}
