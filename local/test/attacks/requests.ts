import {
  BatchGetCommand, BatchWriteCommand, DeleteCommand, GetCommand, PutCommand, QueryCommand, TransactGetCommand, TransactWriteCommand, UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { ALICE, key, TableName, type Arena } from './arena';

/*
 * Requests of Alice. Each is one that she may send, on her own item, until `more` bends it. Members
 * that are undefined are not sent.
 */

type More = Record<string, unknown>;
type Act = (arena: Arena) => Promise<unknown>;

export const SET = { UpdateExpression: 'SET Wins = :w', ExpressionAttributeValues: { ':w': 9 } };

export const OWN_QUERY = { KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': ALICE } };

const send = (command: object): Act => ({ alice }) => alice.send(command as GetCommand);

export const get = (user: string, more: More = {}): Act => send(new GetCommand({ TableName, Key: key(user), ProjectionExpression: 'Wins', ...more }));

export const query = (more: More): Act => send(new QueryCommand({ TableName, ProjectionExpression: 'Wins', ...more }));

export const put = (user: string, more: More = {}, attributes: object = {}): Act =>
  send(new PutCommand({ TableName, Item: { ...key(user), Wins: 9, ...attributes }, ...more }));

export const update = (user: string, more: More = {}): Act => send(new UpdateCommand({ TableName, Key: key(user), ...SET, ...more }));

/** With a legacy update, so without an expression. */
export const legacyUpdate = (user: string, AttributeUpdates: object, more: More = {}): Act =>
  update(user, { UpdateExpression: undefined, ExpressionAttributeValues: undefined, AttributeUpdates, ...more });

export const remove = (user: string, more: More = {}): Act => send(new DeleteCommand({ TableName, Key: key(user), ...more }));

export const batchGet = (users: readonly string[], more: More = {}): Act =>
  send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: users.map((user) => key(user)), ProjectionExpression: 'Wins', ...more } } }));

export const putRequest = (user: string, attributes: object = {}): object => ({ PutRequest: { Item: { ...key(user), Wins: 9, ...attributes } } });

export const deleteRequest = (user: string): object => ({ DeleteRequest: { Key: key(user) } });

export const batchWrite = (...writes: object[]): Act => send(new BatchWriteCommand({ RequestItems: { [TableName]: writes as any[] } }));

export const getAction = (user: string, more: More = {}): object => ({ Get: { TableName, Key: key(user), ProjectionExpression: 'Wins', ...more } });

export const putAction = (user: string, more: More = {}, attributes: object = {}): object =>
  ({ Put: { TableName, Item: { ...key(user), Wins: 9, ...attributes }, ...more } });

export const updateAction = (user: string, more: More = {}): object => ({ Update: { TableName, Key: key(user), ...SET, ...more } });

export const deleteAction = (user: string, more: More = {}): object => ({ Delete: { TableName, Key: key(user), ...more } });

export const checkAction = (user: string, ConditionExpression = 'attribute_exists(Wins)'): object =>
  ({ ConditionCheck: { TableName, Key: key(user), ConditionExpression } });

export const transactGet = (...TransactItems: object[]): Act => send(new TransactGetCommand({ TransactItems: TransactItems as any[] }));

export const transactWrite = (...TransactItems: object[]): Act => send(new TransactWriteCommand({ TransactItems: TransactItems as any[] }));
