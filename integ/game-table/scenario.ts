import {
  BatchGetCommand, DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand,
} from '@aws-sdk/lib-dynamodb';

/** What a user whose key is `me` tries on a game table; client attributes are Wins and Losses. */
export async function outcomes(client: DynamoDBDocumentClient, TableName: string, me: string, other: string): Promise<{ [step: string]: string }> {
  const key = (UserId: string) => ({ UserId, GameTitle: 'Galaxy Invaders' });
  const item = { ...key(me), Wins: 1 };
  const query = (user: string) => new QueryCommand({
    TableName, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': user }, ProjectionExpression: 'Wins',
  });
  const steps: [string, () => Promise<unknown>][] = [
    ['put own item', () => client.send(new PutCommand({ TableName, Item: item }))],
    ['get own item', () => client.send(new GetCommand({ TableName, Key: key(me), ProjectionExpression: 'Wins' }))],
    ['query own items', () => client.send(query(me))],
    ['update own item', () => client.send(new UpdateCommand({
      TableName, Key: key(me), UpdateExpression: 'ADD Losses :one', ExpressionAttributeValues: { ':one': 1 }, ReturnValues: 'UPDATED_NEW',
    }))],
    ['get another user\'s item', () => client.send(new GetCommand({ TableName, Key: key(other), ProjectionExpression: 'Wins' }))],
    ['query another user\'s items', () => client.send(query(other))],
    ['put an item as another user', () => client.send(new PutCommand({ TableName, Item: { ...item, ...key(other) } }))],
    ['batch get own and another user\'s item', () => client.send(new BatchGetCommand({
      RequestItems: { [TableName]: { Keys: [key(me), key(other)], ProjectionExpression: 'Wins' } },
    }))],
    ['scan', () => client.send(new ScanCommand({ TableName, ProjectionExpression: 'UserId' }))],
    ['get own item, all attributes', () => client.send(new GetCommand({ TableName, Key: key(me) }))],
    ['put a hidden attribute', () => client.send(new PutCommand({ TableName, Item: { ...item, Coins: 1 } }))],
    ['delete own item, all attributes back', () => client.send(new DeleteCommand({ TableName, Key: key(me), ReturnValues: 'ALL_OLD' }))],
    ['delete own item', () => client.send(new DeleteCommand({ TableName, Key: key(me) }))],
  ];
  const results: { [step: string]: string } = {};
  for (const [step, act] of steps) results[step] = await act().then(() => 'allowed', (error: Error) => error.name);
  return results;
}
