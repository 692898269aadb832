import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { signed, type Credentials } from '../../gateway/support';
import { APPS } from '../../support/game-scores';
import { ALICE, BOB, key, TableName, type Arena } from '../arena';
import type { AttackTable } from '../attack';

const LOGIN = 'https://login.example.com';
const HOUR = 3_600_000;

const read = (user: string) => new GetCommand({ TableName, Key: key(user), ProjectionExpression: 'Wins' });

/** Reads Bob's item with keys put together from Alice's and Bob's. */
const readsWith = (mix: (alice: Credentials, bob: Credentials, arena: Arena) => Credentials) => (arena: Arena) =>
  arena.clientWith(mix(arena.keys.alice, arena.keys.bob, arena)).send(read(BOB));

/** Sends Alice's read of her own item at a time of the local cloud's, signed at a time of its own. */
const readsLater = (ahead: number, signedAgo: number) => async (arena: Arena) => {
  const { cloud } = arena.game;
  arena.time.ahead = ahead;
  try {
    const body = JSON.stringify({ TableName, Key: { UserId: { S: ALICE }, GameTitle: { S: 'Chess' } }, ProjectionExpression: 'Wins' });
    const target = { 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    return await arena.raw('GetItem', body, await signed(cloud, arena.keys.alice, 'dynamodb', body, target, Date.now() + ahead - signedAgo));
  } finally {
    arena.time.ahead = 0;
  }
};

/** Assumes the users' role, asking for more than usual, and does something with that. */
const assumesWith = (more: object, command: object) => async (arena: Arena) => {
  const { cloud, config } = arena.game;
  const { token, providerId } = await cloud.signIn({ provider: 'amazon', user: ALICE, app: APPS.amazon });
  const sts = new STSClient({ endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 });
  const { Credentials: keys } = await sts.send(new AssumeRoleWithWebIdentityCommand({
    RoleArn: config.providers.amazon.roleArn, RoleSessionName: 'test', WebIdentityToken: token, ProviderId: providerId, ...more,
  }));
  const credentials = { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretAccessKey!, sessionToken: keys!.SessionToken };
  return arena.clientWith(credentials).send(command as GetCommand);
};

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const strongerRole = (arena: Arena) => `arn:aws:iam::${arena.game.cloud.accountId}:role/stronger`;

export const sessions: AttackTable = {
  whose: 'sessions that are not the own, or no longer, or of another role',
  attacks: [
    ["Bob's session token", 'UnrecognizedClientException', readsWith((alice, { sessionToken }) => ({ ...alice, sessionToken }))],
    ["Bob's key id", 'UnrecognizedClientException', readsWith((alice, { accessKeyId }) => ({ ...alice, accessKeyId }))],
    ["Bob's key id and session token", 'InvalidSignatureException', readsWith(({ secretAccessKey }, bob) => ({ ...bob, secretAccessKey }))],
    ["Bob's keys without the session token", 'UnrecognizedClientException', readsWith((_, bob) => ({ ...bob, sessionToken: undefined }))],
    ['keys that nobody has', 'UnrecognizedClientException', readsWith((alice) => ({ ...alice, accessKeyId: 'ASIAUNKNOWNUNKNOWN00' }))],
    ["the administrator's key id", 'UnrecognizedClientException', readsWith((alice, _, { game }) => ({ ...alice, accessKeyId: game.cloud.administrator.accessKeyId }))],
    ["the administrator's key id without a session token", 'InvalidSignatureException',
      readsWith(({ secretAccessKey }, _, { game }) => ({ ...game.cloud.administrator, secretAccessKey }))],
    ['a session that has ended', 'ExpiredTokenException', readsLater(HOUR + 1_000, 0)],
    ['a request that is old', 'InvalidSignatureException', readsLater(0, 16 * 60_000)],
    ['a request from the future', 'InvalidSignatureException', readsLater(0, -16 * 60_000)],
    ['a stronger role of the same provider', 'AccessDenied', (arena) => arena.game.credentials('amazon', ALICE, { roleArn: strongerRole(arena) })],
    ["the role of another provider's users", 'AccessDenied',
      ({ game }) => game.credentials('amazon', BOB, { roleArn: game.config.providers[LOGIN].roleArn })],
    ['a role that does not exist', 'AccessDenied',
      (arena) => arena.game.credentials('amazon', ALICE, { roleArn: `${strongerRole(arena)}er` })],
    ["another app's token", 'AccessDenied', ({ game }) => game.credentials('amazon', BOB, { app: `${APPS.amazon}.other` })],
    ['a token for another API', 'AccessDenied',
      ({ game }) => game.credentials(LOGIN, 'bob', { claims: { azp: APPS[LOGIN], aud: 'https://api.example.com' } }), 'published'],
    ['a session policy that allows everything', 'AccessDeniedException',
      assumesWith({ Policy: JSON.stringify(EVERYTHING) }, new ScanCommand({ TableName }))],
    ["a session policy that allows everything, Bob's item", 'AccessDeniedException', assumesWith({ Policy: JSON.stringify(EVERYTHING) }, read(BOB))],
    ["Bob's id as the session's name", 'AccessDeniedException', assumesWith({ RoleSessionName: BOB }, read(BOB))],
    ['a session policy that allows less, the own item', 'AccessDeniedException',
      assumesWith({ Policy: JSON.stringify({ ...EVERYTHING, Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }) }, read(ALICE))],
  ],
};
