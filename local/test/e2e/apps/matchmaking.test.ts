import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DeployedApp } from './deployed-app';
import { BrokerApp, outcome, type SignedIn } from '../broker-app';

/** Guests, users and moderators behind Cognito, in two stages: each in an account and a Region of its own. */

jest.setTimeout(60_000);

const ENVIRONMENTS = { Beta: { account: '111111111111', region: 'eu-west-1' }, Prod: { account: '222222222222', region: 'us-east-1' } };
const GOOGLE = { Beta: '123456-matchmaking-beta.apps.googleusercontent.com', Prod: '123456-matchmaking.apps.googleusercontent.com' };
type StageName = keyof typeof ENVIRONMENTS;

class DeployedStage {
  static async deploy(name: StageName): Promise<DeployedStage> {
    return new DeployedStage(name, await DeployedApp.deploy('matchmaking', `${name}/*`, ENVIRONMENTS[name]));
  }

  readonly players: BrokerApp;

  private constructor(readonly name: StageName, readonly app: DeployedApp) {
    this.players = new BrokerApp(app.cloud, app.config);
  }

  googleToken = async (user: string): Promise<string> => (await this.app.cloud.signIn({ provider: 'google', app: GOOGLE[this.name], user })).token;

  /** With what the user pool writes into the tokens of a group's members. */
  async moderator(user: string): Promise<SignedIn> {
    const role = this.app.cloud.roles[`${this.name}/Players/SignIn/Group-moderators/cognito`];
    return this.players.user(user, { 'cognito:groups': ['moderators'], 'cognito:roles': [role], 'cognito:preferred_role': role });
  }

  read = (who: SignedIn, UserId = who.identityId, ProjectionExpression = 'Nickname') => outcome(this.players.items(who).send(new GetCommand({ TableName: this.table, Key: { UserId }, ProjectionExpression })));
  rename = (who: SignedIn, UserId = who.identityId) => this.set('Nickname', who, UserId);
  set = (attribute: string, who: SignedIn, UserId = who.identityId) => outcome(this.players.items(who).send(new UpdateCommand({
    TableName: this.table, Key: { UserId }, UpdateExpression: 'SET #a = :v', ExpressionAttributeNames: { '#a': attribute }, ExpressionAttributeValues: { ':v': 'x' },
  })));

  send = (who: Pick<SignedIn, 'credentials'>, queue: 'Matches' | 'Bans') => outcome(this.sqs(who).send(new SendMessageCommand({ QueueUrl: this.app.outputs[`${queue}Url`], MessageBody: queue })));
  receive = (who: Pick<SignedIn, 'credentials'>, queue: 'Matches' | 'Bans') => this.sqs(who).send(new ReceiveMessageCommand({ QueueUrl: this.app.outputs[`${queue}Url`] }));

  /** The backend, of which nothing is here. */
  get backend(): Pick<SignedIn, 'credentials'> {
    return { credentials: this.app.cloud.administrator };
  }

  get table(): string {
    return this.app.config.tables.profiles.name;
  }

  private sqs({ credentials }: Pick<SignedIn, 'credentials'>): SQSClient {
    return new SQSClient(this.app.as(credentials));
  }
}

let beta: DeployedStage;
let prod: DeployedStage;
beforeAll(async () => {
  [beta, prod] = await Promise.all([DeployedStage.deploy('Beta'), DeployedStage.deploy('Prod')]);
});
afterAll(() => Promise.all([beta, prod].map(({ app }) => app.stop())));

test('each stage has its account and Region; tables and queues lie in another stack than the roles', () => {
  for (const { app, name } of [beta, prod]) {
    const { account, region } = ENVIRONMENTS[name];
    expect(Object.values(app.cloud.roles).every((arn) => arn.startsWith(`arn:aws:iam::${account}:role/`))).toBe(true);
    expect(app.config).toMatchObject({ region, cognito: { identityPoolId: expect.stringMatching(`^${region}:`) as string } });
    expect(Object.keys(app.cloud.roles).every((path) => path.startsWith(`${name}/Players/`))).toBe(true);
    expect(Object.keys(app.cloud.stacks)).toEqual([`${name}-Players`, `${name}-Lobby`]);
  }
});

test('a guest sees the name that the backend gave; who signs in keeps it, may change it, and asks for a match', async () => {
  const guest = await beta.players.signIn();
  await beta.players.items(beta.backend).send(new PutCommand({ TableName: beta.table, Item: { UserId: guest.identityId, Nickname: 'Guest 17', Rating: 1200 } }));
  expect(await Promise.all([beta.read(guest), beta.rename(guest), beta.read(guest, guest.identityId, 'Rating'), beta.send(guest, 'Matches'), beta.send(guest, 'Bans')]))
    .toEqual(['allowed', 'AccessDeniedException', 'AccessDeniedException', 'AccessDenied', 'AccessDenied']);

  const alice = await beta.players.signInWith({ [beta.players.userPool]: await beta.players.idToken('alice') }, guest.identityId);
  expect(alice.identityId).toBe(guest.identityId);
  expect(await Promise.all([beta.read(alice), beta.rename(alice), beta.send(alice, 'Matches')])).toEqual(['allowed', 'allowed', 'allowed']);
  expect(await Promise.all([beta.set('Rating', alice), beta.read(alice, alice.identityId, 'Rating'), beta.send(alice, 'Bans')])).toEqual(['AccessDeniedException', 'AccessDeniedException', 'AccessDenied']);
  // From another device she comes by the same id, and as a guest nobody does any more.
  expect((await beta.players.user('alice')).identityId).toBe(guest.identityId);
  expect(await outcome(beta.players.signInWith(undefined, guest.identityId))).toBe('NotAuthorizedException');
});

test('users of both logins reach their own profile alone', async () => {
  const bob = await beta.players.user('bob');
  const carol = await beta.players.signInWith({ 'accounts.google.com': await beta.googleToken('1071') });
  const guest = await beta.players.signIn();
  for (const who of [bob, carol]) expect([await beta.rename(who), await beta.read(who)]).toEqual(['allowed', 'allowed']);
  const foreign = [
    beta.read(bob, carol.identityId), beta.rename(bob, carol.identityId), beta.read(guest, bob.identityId), beta.rename(carol, guest.identityId),
  ];
  expect(await Promise.all(foreign)).toEqual(foreign.map(() => 'AccessDeniedException'));
});

test('moderators keep their profile and may ask for bans; nobody but the backend reads what was sent', async () => {
  const before = await beta.players.user('dave');
  await beta.rename(before);
  const dave = await beta.moderator('dave');
  expect(dave.identityId).toBe(before.identityId);
  await beta.app.cloud.reset();
  expect(await Promise.all([beta.rename(dave), beta.read(dave), beta.send(dave, 'Matches'), beta.send(dave, 'Bans')])).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
  expect(await Promise.all([beta.read(dave, 'eu-west-1:another'), beta.send(before, 'Bans')])).toEqual(['AccessDeniedException', 'AccessDenied']);
  for (const who of [dave, before, await beta.players.signIn()]) {
    expect(await Promise.all([outcome(beta.receive(who, 'Matches')), outcome(beta.receive(who, 'Bans'))])).toEqual(['AccessDenied', 'AccessDenied']);
  }
  expect((await beta.receive(beta.backend, 'Bans')).Messages?.map(({ Body }) => Body)).toEqual(['Bans']);
});

test.each<[string, () => readonly [from: DeployedStage, to: DeployedStage]]>([
  ['Beta open nothing in Prod', () => [beta, prod]],
  ['Prod open nothing in Beta', () => [prod, beta]],
])('what opens %s', async (_, pair) => {
  const [from, to] = pair();
  const ofUserPool = await from.players.idToken('alice');
  const ofGoogle = await from.googleToken('1071');
  const tried = [
    to.players.signInWith({ [to.players.userPool]: ofUserPool }),
    to.players.signInWith({ [from.players.userPool]: ofUserPool }),
    to.players.signInWith({ 'accounts.google.com': ofGoogle }),
  ];
  expect(await Promise.all(tried.map(outcome))).toEqual(tried.map(() => 'NotAuthorizedException'));
  expect(await outcome(from.players.signInWith({ 'accounts.google.com': ofGoogle }))).toBe('allowed');
  const alice = await from.players.user('alice');
  expect(await Promise.all([to.read(alice), to.send(alice, 'Matches')])).toEqual(['UnrecognizedClientException', 'InvalidClientTokenId']);
});
