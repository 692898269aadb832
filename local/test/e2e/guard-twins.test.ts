import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { Game, gameScoresTemplate, outcome } from '../support/game-scores';

/**
 * Every guard that the constructs emit has a twin here: the synthesized template with that guard
 * taken out. The same request must be refused with the guard and allowed without, which proves both
 * that the guard is needed and that the local cloud looks at it.
 */
interface Twin {
  readonly guard: string;
  /** Done to both templates, where the guard protects against what is not granted today. */
  readonly both?: (policies: Policies) => void;
  /** Takes the guard out. */
  readonly without: (policies: Policies) => void;
  readonly attack: (game: Game) => Promise<unknown>;
  readonly refusedWith: string;
}

/** Statements by provider, as the template has them. */
interface Policies {
  trust(provider: string): any;
  access(provider: string): any[];
}

const ALICE = 'amzn1.account.ALICE';
const BOB = 'amzn1.account.BOB';
const TableName = 'GameScores';
const key = (UserId: string) => ({ UserId, GameTitle: 'Chess' });

const as = (provider: string, user: string, act: (client: DynamoDBDocumentClient) => Promise<unknown>) =>
  async (game: Game) => act(await game.client(provider, user));

const TWINS: Twin[] = [
  {
    guard: 'the audience pin of a built-in provider',
    without: ({ trust }) => { delete trust('amazon').Condition; },
    attack: (game) => game.client('amazon', ALICE, { app: 'amzn1.application.other' }),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the oaud pin: a token our client got for another API',
    without: ({ trust }) => { delete trust('login').Condition.StringEquals['login.example.com:oaud']; },
    attack: (game) => game.client('https://login.example.com', 'dave', { claims: { azp: 'game-scores', aud: 'https://api.example.com' } }),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'Google\'s oaud pin',
    without: ({ trust }) => { delete trust('google').Condition.StringEquals['accounts.google.com:oaud']; },
    attack: (game) => game.client('google', '1', { claims: { azp: '123456-game-scores.apps.googleusercontent.com', aud: 'another' } }),
    refusedWith: 'AccessDenied',
  },
  {
    guard: 'the bar against empty user ids',
    without: ({ trust }) => { delete trust('login').Condition.StringLike; },
    attack: (game) => game.client('https://login.example.com', ''),
    refusedWith: 'AccessDenied',
  },
  ...['a/b', 'a#b', 'a*b', 'a?b', 'a$b'].map((user, i): Twin => ({
    guard: `the bar against user ids such as ${user}`,
    without: ({ trust }) => { trust('login').Condition.StringNotLike['login.example.com:sub'].splice(i, 1); },
    attack: (game) => game.client('https://login.example.com', user),
    refusedWith: 'AccessDenied',
  })),
  {
    guard: 'LeadingKeys',
    without: ({ access }) => access('amazon').forEach((statement) => { delete statement.Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys']; }),
    attack: as('amazon', ALICE, (client) => client.send(new GetCommand({ TableName, Key: key(BOB), ProjectionExpression: 'Wins' }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the Null guard of LeadingKeys, with Scan granted',
    both: ({ access }) => access('amazon')[0].Action.push('dynamodb:Scan'),
    without: ({ access }) => { delete access('amazon')[0].Condition.Null['dynamodb:LeadingKeys']; },
    attack: as('amazon', ALICE, (client) => client.send(new ScanCommand({ TableName, ProjectionExpression: 'UserId' }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the Null guard of Attributes, with an action granted that carries none',
    both: ({ access }) => {
      const batchWrite = access('amazon')[2];
      batchWrite.Action = ['dynamodb:BatchWriteItem', 'dynamodb:DescribeTable'];
      delete batchWrite.Condition.Null['dynamodb:LeadingKeys'];
    },
    without: ({ access }) => { delete access('amazon')[2].Condition.Null; },
    attack: as('amazon', ALICE, async (client) => {
      const { DescribeTableCommand } = await import('@aws-sdk/client-dynamodb');
      return client.send(new DescribeTableCommand({ TableName }) as any);
    }),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'Attributes',
    without: ({ access }) => { delete access('amazon')[1].Condition['ForAllValues:StringEquals']['dynamodb:Attributes']; },
    attack: as('amazon', ALICE, (client) => client.send(new PutCommand({ TableName, Item: { ...key(ALICE), Coins: 1 } }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'Select',
    without: ({ access }) => { delete access('amazon')[0].Condition.StringEquals; },
    attack: as('amazon', ALICE, (client) => client.send(new GetCommand({ TableName, Key: key(ALICE) }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'ReturnValues',
    without: ({ access }) => { delete access('amazon')[1].Condition.StringEquals; },
    attack: as('amazon', ALICE, (client) => client.send(new DeleteCommand({ TableName, Key: key(ALICE), ReturnValues: 'ALL_OLD' }))),
    refusedWith: 'AccessDeniedException',
  },
  {
    guard: 'the namespace before a provider\'s ids',
    without: ({ access }) => access('google').forEach((statement) => {
      statement.Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys'] = ['${accounts.google.com:sub}'];
    }),
    attack: as('google', ALICE, (client) => client.send(new GetCommand({ TableName, Key: key(ALICE), ProjectionExpression: 'Wins' }))),
    refusedWith: 'AccessDeniedException',
  },
];

test.each(TWINS)('$guard', async ({ both, without, attack, refusedWith }) => {
  const guarded = gameScoresTemplate();
  both?.(policiesOf(guarded));
  const open = structuredClone(guarded);
  without(policiesOf(open));
  expect(open).not.toEqual(guarded);

  expect(await attempt(guarded, attack)).toBe(refusedWith);
  expect(await attempt(open, attack)).toBe('allowed');
});

async function attempt(template: object, attack: Twin['attack']): Promise<string> {
  const game = await Game.start(template);
  try {
    return await outcome(() => attack(game));
  } finally {
    await game.stop();
  }
}

function policiesOf(template: any): Policies {
  const find = (type: string, provider: string): any => Object.entries<any>(template.Resources)
    .find(([id, resource]) => resource.Type === type && id.startsWith(`GameScoresUsers${provider}`))![1].Properties;
  return {
    trust: (provider) => find('AWS::IAM::Role', provider).AssumeRolePolicyDocument.Statement[0],
    access: (provider) => find('AWS::IAM::Policy', provider).PolicyDocument.Statement,
  };
}
