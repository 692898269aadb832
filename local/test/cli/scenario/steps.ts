import { APP, BUCKET as Bucket, TABLE as TableName } from './stack';
import type { Step } from './step';
import type { LocalCloud } from '../../../src';

const [ALICE, BOB] = ['amzn1.account.ALICE', 'amzn1.account.BOB'];

/** What a user of an app does, and what others try: the same for every client. */
export async function steps(cloud: LocalCloud): Promise<readonly Step[]> {
  return [...await signIn(cloud), ...items(), ...othersItems(), ...hiddenAttributes(), ...objects(), ...othersObjects()];
}

async function signIn(cloud: LocalCloud): Promise<Step[]> {
  const [RoleArn] = Object.values(cloud.roles);
  const assume = async (as: string, expected: string, options: object = {}): Promise<Step> => {
    const { token, providerId } = await cloud.signIn({ provider: 'amazon', app: APP, user: as, ...options });
    return { service: 'sts', operation: 'AssumeRoleWithWebIdentity', as, input: { RoleArn, RoleSessionName: 'client', WebIdentityToken: token, ProviderId: providerId }, expected };
  };
  return [
    await assume(ALICE, 'AccessDenied', { app: 'amzn1.application.other' }),
    await assume(ALICE, 'ExpiredTokenException', { expiresIn: -60 }),
    await assume(ALICE, 'allowed'),
    await assume(BOB, 'allowed'),
    { service: 'sts', operation: 'GetCallerIdentity', as: ALICE, input: {}, expected: 'allowed', answer: { Account: cloud.accountId } },
  ];
}

const dynamodb = (operation: string, input: object, expected = 'allowed', answer?: object, as = ALICE): Step => ({
  service: 'dynamodb', operation, as, input: { ...input }, expected, answer,
});
const key = (user: string, game = 'Chess') => ({ UserId: { S: user }, GameTitle: { S: game } });
const item = (user: string, game = 'Chess') => ({ ...key(user, game), Wins: { N: '3' } });
const one = { ':one': { N: '1' } };
const addWin = (user: string, game = 'Chess') => ({ TableName, Key: key(user, game), UpdateExpression: 'ADD Wins :one', ExpressionAttributeValues: one });
const query = (user: string, more: object = { ProjectionExpression: 'GameTitle, Wins', Select: 'SPECIFIC_ATTRIBUTES' }) => ({
  TableName, KeyConditionExpression: 'UserId = :user', ExpressionAttributeValues: { ':user': { S: user } }, ...more,
});
const get = (user: string, ProjectionExpression = 'Wins') => ({ TableName, Key: key(user), ProjectionExpression });

function items(): Step[] {
  return [
    dynamodb('PutItem', { TableName, Item: item(ALICE) }),
    dynamodb('PutItem', { TableName, Item: item(BOB) }, 'allowed', undefined, BOB),
    dynamodb('PutItem', { TableName, Item: item(ALICE), ConditionExpression: 'attribute_not_exists(UserId)' }, 'ConditionalCheckFailedException'),
    dynamodb('UpdateItem', { ...addWin(ALICE), ReturnValues: 'UPDATED_NEW' }, 'allowed', { Attributes: { Wins: { N: '4' } } }),
    dynamodb('GetItem', get(ALICE), 'allowed', { Item: { Wins: { N: '4' } } }),
    dynamodb('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item(ALICE, 'Go') } }, { DeleteRequest: { Key: key(ALICE, 'Poker') } }] } }),
    dynamodb('BatchGetItem', { RequestItems: { [TableName]: { Keys: [key(ALICE, 'Go')], ProjectionExpression: 'Wins' } } }, 'allowed', { Responses: { [TableName]: [{ Wins: { N: '3' } }] } }),
    dynamodb('Query', query(ALICE), 'allowed', { Items: [{ GameTitle: { S: 'Chess' }, Wins: { N: '4' } }, { GameTitle: { S: 'Go' }, Wins: { N: '3' } }] }),
    dynamodb('TransactWriteItems', { TransactItems: [{ Update: addWin(ALICE) }, { Put: { TableName, Item: item(ALICE, 'Poker') } }, { Delete: { TableName, Key: key(ALICE, 'Go') } }] }),
    dynamodb('TransactGetItems', { TransactItems: [{ Get: get(ALICE) }] }, 'allowed', { Responses: [{ Item: { Wins: { N: '5' } } }] }),
    dynamodb('DeleteItem', { TableName, Key: key(ALICE, 'Go') }),
  ];
}

function othersItems(): Step[] {
  const refused = (operation: string, input: object) => dynamodb(operation, input, 'AccessDeniedException');
  return [
    refused('PutItem', { TableName, Item: item(BOB) }),
    refused('UpdateItem', addWin(BOB)),
    refused('DeleteItem', { TableName, Key: key(BOB) }),
    refused('GetItem', get(BOB)),
    refused('Query', query(BOB)),
    refused('BatchGetItem', { RequestItems: { [TableName]: { Keys: [key(ALICE), key(BOB)], ProjectionExpression: 'Wins' } } }),
    refused('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item(BOB) } }] } }),
    refused('TransactWriteItems', { TransactItems: [{ Update: addWin(ALICE) }, { Update: addWin(BOB) }] }),
    refused('TransactGetItems', { TransactItems: [{ Get: get(ALICE) }, { Get: get(BOB) }] }),
    refused('Scan', { TableName }),
    dynamodb('GetItem', get(BOB), 'allowed', { Item: { Wins: { N: '3' } } }, BOB),
  ];
}

function hiddenAttributes(): Step[] {
  const refused = (operation: string, input: object) => dynamodb(operation, input, 'AccessDeniedException');
  return [
    refused('GetItem', { TableName, Key: key(ALICE) }),
    refused('GetItem', get(ALICE, 'Banned')),
    refused('GetItem', { ...get(ALICE, '#b'), ExpressionAttributeNames: { '#b': 'Banned' } }),
    refused('Query', query(ALICE, {})),
    refused('UpdateItem', { ...addWin(ALICE), UpdateExpression: 'SET Banned = :one' }),
    refused('UpdateItem', { ...addWin(ALICE), ConditionExpression: 'attribute_not_exists(Banned)' }),
    refused('PutItem', { TableName, Item: { ...item(ALICE), Banned: { BOOL: false } } }),
    refused('PutItem', { TableName, Item: item(ALICE), ReturnValues: 'ALL_OLD' }),
  ];
}

const s3 = (operation: string, input: object, expected = 'allowed', answer?: object, as = ALICE): Step => ({
  service: 's3', operation, as, input: { Bucket, ...input }, expected, answer,
});
const own = (name: string) => `users/${ALICE}/${name}`;
const bobs = (name: string) => `users/${BOB}/${name}`;
const STRANGE = own('é+ %.txt');

function objects(): Step[] {
  return [
    s3('PutObject', { Key: own('a.txt'), Body: 'hello', ContentType: 'text/css', Metadata: { mood: 'good' }, ChecksumAlgorithm: 'SHA256' }),
    s3('PutObject', { Key: STRANGE, Body: 'strange' }),
    s3('PutObject', { Key: bobs('a.txt'), Body: 'bob' }, 'allowed', undefined, BOB),
    s3('PutObject', { Key: own('a.txt'), Body: 'again', IfNoneMatch: '*' }, 'PreconditionFailed'),
    s3('GetObject', { Key: own('a.txt'), ChecksumMode: 'ENABLED' }, 'allowed', { Body: 'hello', ContentType: 'text/css', Metadata: { mood: 'good' } }),
    s3('GetObject', { Key: STRANGE }, 'allowed', { Body: 'strange' }),
    s3('GetObject', { Key: own('a.txt'), Range: 'bytes=1-2' }, 'allowed', { Body: 'el', ContentRange: 'bytes 1-2/5' }),
    s3('HeadObject', { Key: own('a.txt') }, 'allowed', { ContentLength: 5 }),
    s3('ListObjectsV2', { Prefix: own('') }, 'allowed', { Contents: [{ Key: own('a.txt'), Size: 5 }, { Key: STRANGE }] }),
    s3('PutObjectTagging', { Key: own('a.txt'), Tagging: { TagSet: [{ Key: 'kind', Value: 'avatar' }] } }),
    s3('GetObjectTagging', { Key: own('a.txt') }, 'allowed', { TagSet: [{ Key: 'kind', Value: 'avatar' }] }),
    s3('CopyObject', { Key: own('copy.txt'), CopySource: `${Bucket}/${own('a.txt')}` }),
    s3('GetObjectTagging', { Key: own('copy.txt') }, 'allowed', { TagSet: [{ Key: 'kind', Value: 'avatar' }] }),
    s3('Upload', { Key: own('large'), Size: 11 * 1024 * 1024 }),
    s3('GetObject', { Key: own('large'), Range: 'bytes=-3' }, 'allowed', { Body: 'aaa', ContentRange: 'bytes 11534333-11534335/11534336' }),
    s3('PresignedGet', { Key: STRANGE }, 'allowed', { Body: 'strange' }),
    s3('DeleteObject', { Key: own('large') }),
    s3('DeleteObjects', { Delete: { Objects: [{ Key: own('copy.txt') }, { Key: bobs('a.txt') }] } }, 'allowed', {
      Deleted: [{ Key: own('copy.txt') }], Errors: [{ Key: bobs('a.txt'), Code: 'AccessDenied' }],
    }),
  ];
}

function othersObjects(): Step[] {
  const refused = (operation: string, input: object) => s3(operation, input, 'AccessDenied');
  return [
    s3('GetObject', { Key: own('missing.txt') }, 'NoSuchKey'),
    refused('GetObject', { Key: bobs('missing.txt') }), // which only those may know who may list it
    refused('GetObject', { Key: bobs('a.txt') }),
    refused('PutObject', { Key: bobs('a.txt'), Body: 'x' }),
    refused('DeleteObject', { Key: bobs('a.txt') }),
    refused('GetObjectTagging', { Key: bobs('a.txt') }),
    refused('CopyObject', { Key: own('stolen'), CopySource: `${Bucket}/${bobs('a.txt')}` }),
    refused('CopyObject', { Key: bobs('planted'), CopySource: `${Bucket}/${own('a.txt')}` }),
    refused('ListObjectsV2', { Prefix: bobs('') }),
    refused('ListObjectsV2', {}),
    refused('Upload', { Key: bobs('large'), Size: 11 * 1024 * 1024 }),
    refused('PresignedGet', { Key: bobs('a.txt') }),
    s3('GetObject', { Key: bobs('a.txt') }, 'allowed', { Body: 'bob' }, BOB),
  ];
}
