import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DeployedApp, type Credentials } from './deployed-app';
import { Deployer } from '../../cloudformation/support';
import { outcome } from '../../support/game-scores';

/** Players of three providers, and a referee on the table's stream: each reaches what is theirs. */

jest.setTimeout(60_000);

const REFEREE = join(__dirname, '../../../../examples/game-with-referee/referee/referee.js');
const APPS = { amazon: 'amzn1.application.game-with-referee', facebook: '1234567890', google: '123456-referee.apps.googleusercontent.com' };
const GameTitle = 'Rock Paper Scissors';
/** One id at two providers: two people. */
const [ALICE, BOB, CAROL] = ['amzn1.account.ALICE', 'amzn1.account.BOB', '1071'];

interface Player {
  readonly items: DynamoDBDocumentClient;
  readonly UserId: string;
}

let app: DeployedApp;
let [alice, bob, carol, namesake]: Player[] = [];

beforeAll(async () => {
  app = await DeployedApp.deploy('game-with-referee');
  [alice, bob, carol, namesake] = await Promise.all([player('amazon', ALICE), player('amazon', BOB), player('facebook', CAROL), player('google', CAROL)]);
});
afterAll(() => app.stop());

const items = (credentials?: Credentials) => DynamoDBDocumentClient.from(new DynamoDBClient(app.as(credentials)));
const TableName = () => app.config.tables.moves.name as string;

async function player(provider: keyof typeof APPS, user: string): Promise<Player> {
  const { roleArn, userKeyPrefix } = app.config.providers[provider];
  const { token, providerId } = await app.cloud.signIn({ provider, app: APPS[provider], user });
  const credentials = await fromWebToken({ roleArn, roleSessionName: 'game', webIdentityToken: token, providerId, clientConfig: app.as() })();
  return { items: items(credentials), UserId: `${userKeyPrefix}${user}` };
}

const set = (attribute: string, { items: client }: Pick<Player, 'items'>, UserId: string, value: unknown) => outcome(() => client.send(new UpdateCommand({
  TableName: TableName(), Key: { UserId, GameTitle }, UpdateExpression: 'SET #a = :v', ExpressionAttributeNames: { '#a': attribute }, ExpressionAttributeValues: { ':v': value },
})));
const move = (who: Player, UserId: string, value: string) => set('Move', who, UserId, value);
const read = (who: Pick<Player, 'items'>, UserId: string, ProjectionExpression?: string) => outcome(() => who.items.send(new GetCommand({ TableName: TableName(), Key: { UserId, GameTitle }, ProjectionExpression })));
const row = async (UserId: string) => (await items().send(new GetCommand({ TableName: TableName(), Key: { UserId, GameTitle } }))).Item;

test('all players move and read their own, and reach nobody else\'s; equal ids of two providers are two people', async () => {
  const players = [alice, bob, carol, namesake];
  expect(players.map(({ UserId }) => UserId)).toEqual(['amazon#amzn1.account.ALICE', 'amazon#amzn1.account.BOB', 'facebook#1071', 'google#1071']);
  for (const who of players) expect([await move(who, who.UserId, 'rock'), await read(who, who.UserId, 'Move')]).toEqual(['allowed', 'allowed']);
  const foreign = players.flatMap((who) => players.filter((other) => other !== who).flatMap(({ UserId }) => [move(who, UserId, 'paper'), read(who, UserId, 'Move')]));
  expect(new Set(await Promise.all(foreign))).toEqual(new Set(['AccessDeniedException']));
  expect(await Promise.all(players.map(async ({ UserId }) => (await row(UserId))!.Move))).toEqual(players.map(() => 'rock'));
});

test('no player writes what is the referee\'s, or reads it by themselves', async () => {
  for (const who of [alice, carol, namesake]) {
    const { items: client, UserId } = who;
    const tried = [
      set('Score', who, UserId, 100), read(who, UserId, 'Score'), read(who, UserId), set('Best', who, 'referee', 0), set('Move', who, 'referee', 'rock'), read(who, 'referee', 'Best'),
      outcome(() => client.send(new PutCommand({ TableName: TableName(), Item: { UserId, GameTitle, Move: 'rock', Score: 100 } }))),
      outcome(() => client.send(new DeleteCommand({ TableName: TableName(), Key: { UserId, GameTitle } }))),
      outcome(() => client.send(new ScanCommand({ TableName: TableName(), ProjectionExpression: 'Move' }))),
    ];
    expect(await Promise.all(tried)).toEqual(tried.map(() => 'AccessDeniedException'));
  }
  // Somebody who calls themselves so at a provider has another key.
  const impostor = await player('amazon', 'referee');
  expect([impostor.UserId, await set('Move', impostor, 'referee', 'rock')]).toEqual(['amazon#referee', 'AccessDeniedException']);
});

describe('the referee', () => {
  let referee: Credentials;
  beforeAll(async () => { referee = await takeOnRole(); });

  /** No service takes the role on here. As docs/local-cloud.md says, the account lets itself in, beside the service; the rest is as it was deployed. */
  async function takeOnRole(): Promise<Credentials> {
    const template = app.template('GameWithReferee');
    const trusting = Object.values<any>(template.Resources).filter(({ Type, Properties }) => Type === 'AWS::IAM::Role' && JSON.stringify(Properties).includes('lambda.amazonaws.com'));
    expect(trusting).toHaveLength(1);
    const { Statement } = trusting[0].Properties.AssumeRolePolicyDocument;
    expect(await assumed().catch(({ name }) => name)).toBe('AccessDenied');
    Statement.push({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${app.cloud.accountId}:root` }, Action: 'sts:AssumeRole' });
    expect((await new Deployer(app.cloud).deploy('GameWithReferee', template)).stack.StackStatus).toBe('UPDATE_COMPLETE');
    return assumed();
  }

  async function assumed(): Promise<Credentials> {
    const { Credentials: keys } = await new STSClient(app.as()).send(new AssumeRoleCommand({ RoleArn: app.outputs.RefereeRole, RoleSessionName: 'referee' }));
    return { accessKeyId: keys!.AccessKeyId!, secretAccessKey: keys!.SecretAccessKey!, sessionToken: keys!.SessionToken! };
  }

  const change = (NewImage: object, OldImage?: object) => ({
    dynamodb: { SequenceNumber: JSON.stringify(NewImage), NewImage: marshall(NewImage), ...OldImage && { OldImage: marshall(OldImage) } },
  });

  /** The function itself, with its role's keys, as Lambda runs it. */
  async function played(...Records: object[]): Promise<{ readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] }> {
    const { endpoint, region } = app.cloud;
    const script = `require(${JSON.stringify(REFEREE)}).handler(${JSON.stringify({ Records })}).then((answer) => console.log(JSON.stringify(answer)))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
      env: {
        PATH: process.env.PATH,
        TABLE: TableName(),
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: referee.accessKeyId,
        AWS_SECRET_ACCESS_KEY: referee.secretAccessKey,
        AWS_SESSION_TOKEN: referee.sessionToken,
      },
    });
    return JSON.parse(stdout);
  }

  test('is deployed on the stream, and not run here', () => {
    expect(Object.values(app.cloud.inert).sort()).toEqual(['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function']);
  });

  test('scores moves and keeps the record, which all players see on the leaderboard; twice is as once', async () => {
    await Promise.all([move(alice, alice.UserId, 'scissors'), move(carol, carol.UserId, 'paper')]);
    const [first, second] = await Promise.all([alice, carol].map(async ({ UserId }) => row(UserId)));
    const changes = [change(first!), change(second!, { ...second!, Move: 'rock' })];
    expect(await played(...changes)).toEqual({ batchItemFailures: [] });
    expect(await row(alice.UserId)).toEqual({ ...first, Score: 3 });
    expect(await row('referee')).toEqual({ UserId: 'referee', GameTitle, Best: 3, Holder: alice.UserId });

    // Its own writes come by, moves come again, and one that is not a move any more.
    expect(await played(...changes, change({ ...first, Score: 3 }, first), change((await row('referee'))!), change({ ...second!, Move: 'rock' }))).toEqual({ batchItemFailures: [] });
    expect(await row(carol.UserId)).toEqual({ ...second, Score: 2 });

    const { Items } = await namesake.items.send(new QueryCommand({
      TableName: TableName(), IndexName: 'ByScore', KeyConditionExpression: 'GameTitle = :g', ExpressionAttributeValues: { ':g': GameTitle }, ProjectionExpression: 'UserId, Score', ScanIndexForward: false,
    }));
    expect(Items).toEqual([{ UserId: alice.UserId, Score: 3 }, { UserId: carol.UserId, Score: 2 }]);
  });

  test('tells which change it could not score, so that the stream gives it again', async () => {
    const { batchItemFailures } = await played(change({ UserId: '', GameTitle, Move: 'rock' }), change({ UserId: bob.UserId, GameTitle, Move: 'rock' }));
    expect(batchItemFailures).toHaveLength(1);
  });

  test('may update, and no more than that', async () => {
    const client = items(referee);
    const refused = [
      read({ items: client }, alice.UserId),
      outcome(() => client.send(new PutCommand({ TableName: TableName(), Item: { UserId: 'referee', GameTitle: 'x' } }))),
      outcome(() => client.send(new DeleteCommand({ TableName: TableName(), Key: { UserId: 'referee', GameTitle } }))),
      outcome(() => client.send(new ScanCommand({ TableName: TableName() }))),
    ];
    expect(await Promise.all(refused)).toEqual(refused.map(() => 'AccessDeniedException'));
    expect(await set('Best', { items: client }, 'referee', 3)).toBe('allowed');
  });
});
