import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { BatchGetCommand, BatchWriteCommand, DeleteCommand, GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalCloud } from 'cdk-web-identity-local';
import type { ClientConfig } from './player';
import { assumeRole, player } from './player';
import type { Step } from './step';
import { unsigned, withOtherSubject } from './tokens';

const AMAZON_APP = 'amzn1.application.game-scores';
const GOOGLE_APP = '123456-game-scores.apps.googleusercontent.com';
const LOGIN = 'https://login.example.com';
const LOGIN_APP = 'game-scores';

const ALICE = 'amzn1.account.ALICE';
const BOB = 'amzn1.account.BOB';
const CAROL = '107691503500061507151';
const DAVE = 'auth0|dave';

const HOUR = 3_600_000;

/** What players do, and what intruders try. */
export async function steps(cloud: LocalCloud, passTime: (milliseconds: number) => void): Promise<Step[]> {
  const config: ClientConfig = JSON.parse(cloud.stacks.GameScores.ClientConfig);
  return [...await signIns(cloud, config), ...await play(cloud, config, passTime)];
}

async function signIns(cloud: LocalCloud, config: ClientConfig): Promise<Step[]> {
  const signIn = (who: string, what: string, provider: string, token: { token: string; providerId?: string }, refusedWith?: string): Step =>
    ({ who, what: `sign in: ${what}`, refusedWith, try: () => assumeRole(cloud, config, provider, token.token, token.providerId) });
  const login = { provider: LOGIN, app: LOGIN_APP, user: DAVE };
  const dave = await cloud.signIn(login);

  return [
    signIn('alice', 'Login with Amazon', 'amazon', await cloud.signIn({ provider: 'amazon', app: AMAZON_APP, user: ALICE })),
    signIn('carol', 'Google', 'google', await cloud.signIn({ provider: 'google', app: GOOGLE_APP, user: CAROL })),
    signIn('dave', 'login.example.com', LOGIN, dave),
    signIn('mallory', 'Amazon token of another app', 'amazon',
      await cloud.signIn({ provider: 'amazon', app: 'amzn1.application.other', user: ALICE }), 'AccessDenied'),
    signIn('mallory', 'Google token of another app', 'google',
      await cloud.signIn({ provider: 'google', app: 'other.apps.googleusercontent.com', user: CAROL }), 'AccessDenied'),
    signIn('mallory', 'token of another app', LOGIN, await cloud.signIn({ ...login, app: 'other' }), 'InvalidIdentityTokenException'),
    signIn('an API', 'token our app got for that API', LOGIN,
      await cloud.signIn({ ...login, claims: { azp: LOGIN_APP, aud: 'https://api.example.com' } }), 'AccessDenied'),
    signIn('dave', 'token that has ended', LOGIN, await cloud.signIn({ ...login, expiresIn: -600 }), 'ExpiredTokenException'),
    signIn('mallory', 'dave\'s token, subject changed', LOGIN, { token: withOtherSubject(dave.token, 'auth0|carol') }, 'InvalidIdentityTokenException'),
    signIn('mallory', 'dave\'s token, alg: none', LOGIN, { token: unsigned(dave.token) }, 'InvalidIdentityTokenException'),
    signIn('mallory', 'token of an issuer nobody registered', LOGIN,
      await cloud.signIn({ ...login, provider: 'https://evil.example.com' }), 'InvalidIdentityTokenException'),
    signIn('mallory', 'Google token at the Amazon role', 'amazon', await cloud.signIn({ provider: 'google', app: GOOGLE_APP, user: CAROL }), 'AccessDenied'),
    signIn('mallory', 'user id with a separator', LOGIN, await cloud.signIn({ ...login, user: `${DAVE}#1` }), 'AccessDenied'),
    signIn('mallory', 'empty user id', LOGIN, await cloud.signIn({ ...login, user: '' }), 'AccessDenied'),
  ];
}

async function play(cloud: LocalCloud, config: ClientConfig, passTime: (milliseconds: number) => void): Promise<Step[]> {
  const signedIn = async (provider: string, name: string, app: string, user: string) => {
    const { token, providerId } = await cloud.signIn({ provider, app, user });
    return player(cloud, config, name, token, providerId);
  };
  const alice = await signedIn('amazon', 'amazon', AMAZON_APP, ALICE);
  const bob = await signedIn('amazon', 'amazon', AMAZON_APP, BOB);
  const carol = await signedIn('google', 'google', GOOGLE_APP, CAROL);
  const namesake = await signedIn('google', 'google', GOOGLE_APP, ALICE);
  const dave = await signedIn(LOGIN, LOGIN, LOGIN_APP, DAVE);

  const TableName = config.tables.scores.name;
  const key = (provider: string, id: string) => ({ UserId: `${config.providers[provider].userKeyPrefix}${id}`, GameTitle: 'Galaxy Invaders' });
  const own = key('amazon', ALICE);
  const foreign = key('amazon', BOB);
  const ofUser = (UserId: string) => ({
    TableName, KeyConditionExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': UserId }, ProjectionExpression: 'GameTitle, Wins',
  });
  const addWin = { TableName, UpdateExpression: 'ADD Wins :one', ExpressionAttributeValues: { ':one': 1 } };

  const allowed = (who: string, what: string, act: () => Promise<unknown>): Step => ({ who, what, try: act });
  const refused = (who: string, what: string, act: () => Promise<unknown>, refusedWith = 'AccessDeniedException'): Step =>
    ({ who, what, refusedWith, try: act });
  const firstGame = (who: string, client: DynamoDBDocumentClient, Item: object): Step =>
    allowed(who, 'put own item', () => client.send(new PutCommand({ TableName, Item: { ...Item, Wins: 3, Losses: 1 } })));

  return [
    firstGame('alice', alice, own),
    firstGame('bob', bob, foreign),
    firstGame('carol', carol, key('google', CAROL)),
    firstGame('dave', dave, key(LOGIN, DAVE)),
    allowed('alice', 'update own item', () => alice.send(new UpdateCommand({ ...addWin, Key: own }))),
    allowed('alice', 'update own item, new values back', () => alice.send(new UpdateCommand({ ...addWin, Key: own, ReturnValues: 'UPDATED_NEW' }))),
    allowed('alice', 'get own item, with a projection', () => alice.send(new GetCommand({ TableName, Key: own, ProjectionExpression: 'Wins, Losses' }))),
    allowed('alice', 'query own items', () => alice.send(new QueryCommand(ofUser(own.UserId)))),
    allowed('alice', 'batch get own items', () => alice.send(new BatchGetCommand({
      RequestItems: { [TableName]: { Keys: [own, { ...own, GameTitle: 'Chess' }], ProjectionExpression: 'GameTitle, Wins' } },
    }))),
    allowed('alice', 'batch write own items', () => alice.send(new BatchWriteCommand({
      RequestItems: { [TableName]: [{ PutRequest: { Item: { ...own, GameTitle: 'Chess', Wins: 1 } } }, { DeleteRequest: { Key: { ...own, GameTitle: 'Go' } } }] },
    }))),
    allowed('alice', 'delete own item', () => alice.send(new DeleteCommand({ TableName, Key: { ...own, GameTitle: 'Chess' } }))),

    refused('alice', 'get bob\'s item', () => alice.send(new GetCommand({ TableName, Key: foreign, ProjectionExpression: 'Wins' }))),
    refused('alice', 'query bob\'s items', () => alice.send(new QueryCommand(ofUser(foreign.UserId)))),
    refused('alice', 'put an item as bob', () => alice.send(new PutCommand({ TableName, Item: { ...foreign, Wins: 0 } }))),
    refused('alice', 'update bob\'s item', () => alice.send(new UpdateCommand({ ...addWin, Key: foreign }))),
    refused('alice', 'delete bob\'s item', () => alice.send(new DeleteCommand({ TableName, Key: foreign }))),
    refused('alice', 'batch get own and bob\'s items', () => alice.send(new BatchGetCommand({
      RequestItems: { [TableName]: { Keys: [own, foreign], ProjectionExpression: 'Wins' } },
    }))),
    refused('alice', 'batch write own and bob\'s items', () => alice.send(new BatchWriteCommand({
      RequestItems: { [TableName]: [{ PutRequest: { Item: { ...own, Wins: 1 } } }, { PutRequest: { Item: { ...foreign, Wins: 0 } } }] },
    }))),
    refused('alice', 'scan the table', () => alice.send(new ScanCommand({ TableName, ProjectionExpression: 'UserId' }))),
    refused('alice', 'get own item, all attributes', () => alice.send(new GetCommand({ TableName, Key: own }))),
    refused('alice', 'put an attribute that is not listed', () => alice.send(new PutCommand({ TableName, Item: { ...own, Coins: 1_000_000 } }))),
    refused('alice', 'update on a condition on a hidden attribute', () => alice.send(new UpdateCommand({
      ...addWin, Key: own, ConditionExpression: 'attribute_exists(Banned)',
    }))),
    refused('alice', 'the same, the name behind an alias', () => alice.send(new UpdateCommand({
      ...addWin, Key: own, ConditionExpression: 'attribute_exists(#hidden)', ExpressionAttributeNames: { '#hidden': 'Banned' },
    }))),
    refused('alice', 'delete own item, all attributes back', () => alice.send(new DeleteCommand({ TableName, Key: own, ReturnValues: 'ALL_OLD' }))),
    refused('namesake', 'Google user with alice\'s Amazon id: get her item', () => namesake.send(new GetCommand({ TableName, Key: own, ProjectionExpression: 'Wins' }))),
    allowed('namesake', 'the same user: own, still empty item', () => namesake.send(new GetCommand({ TableName, Key: key('google', ALICE), ProjectionExpression: 'Wins' }))),
    refused('alice', 'get own item, credentials past their end', () => {
      passTime(2 * HOUR);
      return alice.send(new GetCommand({ TableName, Key: own, ProjectionExpression: 'Wins' }));
    }, 'ExpiredTokenException'),
  ];
}
