import { spawnSync } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AvatarsStack } from '../examples/avatars/avatars';
import { ExistingTableStack } from '../examples/existing-table/existing-table';
import { GameScoresStack } from '../examples/game-scores/game-scores';
import { GameWithRefereeStack } from '../examples/game-with-referee/game-with-referee';
import { LeaderboardStack } from '../examples/leaderboard/leaderboard';
import { stages } from '../examples/matchmaking/matchmaking';
import { SignInWithCognitoStack } from '../examples/sign-in-with-cognito/sign-in-with-cognito';

interface Example {
  readonly name: string;
  /** Gives all its stacks, as far as one environment goes. */
  readonly define: (app: App) => readonly Stack[];
  readonly types: { readonly [type: string]: number };
  /** Findings of cdk-nag's AwsSolutions pack that are meant, and why. */
  readonly accepted: { readonly [rule: string]: string };
  /** The same of cfn-lint. */
  readonly acceptedByLint?: { readonly [rule: string]: string };
}

const one = (Example: new (app: App, id: string) => Stack) => (app: App) => [new Example(app, 'Example')];

const GUESTS_AND_COGNITO = {
  'AwsSolutions-COG1': 'the example keeps Cognito\'s own password policy; pass a `userPool` of yours for another',
  'AwsSolutions-COG2': 'the example asks for no second factor',
  'AwsSolutions-COG7': 'guests are what the example shows; they read their own items, and own nothing by default',
  'AwsSolutions-COG8': 'the example needs no Plus feature plan',
};

const OBJECTS_OF_A_FOLDER = 'the wildcard stands behind the user\'s own folder, or one that is shared on purpose';

const EXAMPLES: Example[] = [
  {
    name: 'game-scores',
    define: one(GameScoresStack),
    types: { 'AWS::DynamoDB::GlobalTable': 1, 'AWS::IAM::OIDCProvider': 1, 'AWS::IAM::Policy': 3, 'AWS::IAM::Role': 3 },
    accepted: {},
  },
  {
    name: 'leaderboard',
    define: one(LeaderboardStack),
    types: { 'AWS::DynamoDB::GlobalTable': 1, 'AWS::IAM::OIDCProvider': 1, 'AWS::IAM::Policy': 1, 'AWS::IAM::Role': 1 },
    accepted: {},
  },
  { name: 'existing-table', define: one(ExistingTableStack), types: { 'AWS::IAM::Policy': 1 }, accepted: {} },
  {
    name: 'avatars',
    define: one(AvatarsStack),
    types: { 'AWS::S3::Bucket': 1, 'AWS::S3::BucketPolicy': 1, 'AWS::IAM::OIDCProvider': 1, 'AWS::IAM::Policy': 2, 'AWS::IAM::Role': 2 },
    accepted: {
      'AwsSolutions-S1': 'access logs are the app owner\'s choice: `serverAccessLogsBucket`',
      'AwsSolutions-IAM5': OBJECTS_OF_A_FOLDER,
    },
  },
  {
    name: 'game-with-referee',
    define: one(GameWithRefereeStack),
    types: {
      'AWS::DynamoDB::GlobalTable': 1, 'AWS::IAM::Policy': 4, 'AWS::IAM::Role': 4, 'AWS::Lambda::EventSourceMapping': 1, 'AWS::Lambda::Function': 1,
    },
    accepted: {
      'AwsSolutions-IAM4': 'the referee writes its logs as every function does',
      'AwsSolutions-IAM5': 'CDK\'s grants of a table name its indexes, through which nobody writes',
    },
    acceptedByLint: { W3005: 'CDK lets a function depend on its role twice' },
  },
  {
    name: 'matchmaking',
    define: (app) => stages(app)[0].node.children.filter((child) => Stack.isStack(child)),
    types: {
      'AWS::Cognito::IdentityPool': 1,
      'AWS::Cognito::IdentityPoolRoleAttachment': 1,
      'AWS::Cognito::UserPool': 1,
      'AWS::Cognito::UserPoolClient': 1,
      'AWS::Cognito::UserPoolGroup': 1,
      'AWS::DynamoDB::GlobalTable': 1,
      'AWS::IAM::Policy': 3,
      'AWS::IAM::Role': 3,
      'AWS::SQS::Queue': 2,
      'AWS::SQS::QueuePolicy': 2,
    },
    accepted: {
      ...GUESTS_AND_COGNITO,
      'AwsSolutions-SQS3': 'what the backend does with messages that it cannot read is its own matter',
    },
    acceptedByLint: { W6001: 'the client config tells what the other stack has, too' },
  },
  {
    name: 'sign-in-with-cognito',
    define: one(SignInWithCognitoStack),
    types: {
      'AWS::Cognito::IdentityPool': 1,
      'AWS::Cognito::IdentityPoolRoleAttachment': 1,
      'AWS::Cognito::UserPool': 1,
      'AWS::Cognito::UserPoolClient': 1,
      'AWS::DynamoDB::GlobalTable': 1,
      'AWS::IAM::Policy': 2,
      'AWS::IAM::Role': 2,
    },
    accepted: GUESTS_AND_COGNITO,
  },
];

/** A program of the machine, not of npm: where it is missing, the run says so. */
const hasCfnLint = spawnSync('cfn-lint', ['--version']).status === 0;
if (!hasCfnLint) console.warn('skipped: tests with cfn-lint, since it is not installed');
const testWithCfnLint = hasCfnLint ? test : test.skip;

describe.each(EXAMPLES)('$name', ({ name, define, types, accepted, acceptedByLint = {} }) => {
  const build = () => {
    const app = new App();
    return { app, templates: define(app).map((stack) => Template.fromStack(stack).toJSON()) };
  };

  test('synthesizes to these resources, and no custom ones', () => {
    const counts: { [type: string]: number } = {};
    for (const { Type } of build().templates.flatMap(({ Resources }) => Object.values<any>(Resources))) counts[Type] = (counts[Type] ?? 0) + 1;
    expect(counts).toEqual(types);
  });

  test('has no finding of cdk-nag but what is accepted, each with its reason', () => {
    const { app } = build();
    const findings = new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName.replace(/\[.*$/, ''));
    expect([...new Set(findings)].sort()).toEqual(Object.keys(accepted).sort());
  });

  testWithCfnLint('has no finding of cfn-lint', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cfn-lint-'));
    const files = build().templates.map((template, i) => {
      const file = join(folder, `${name}-${i}.json`);
      writeFileSync(file, JSON.stringify(template));
      return file;
    });
    const { status, stdout } = spawnSync('cfn-lint', [...files, ...Object.keys(acceptedByLint).flatMap((rule) => ['--ignore-checks', rule])], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

test('game-scores is the published table', () => {
  const template = Template.fromStack(new GameScoresStack(new App(), 'GameScores'));
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
    TableName: 'GameScores',
    KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }, { AttributeName: 'GameTitle', KeyType: 'RANGE' }],
  });
  expect(template.toJSON().Outputs.ClientConfig).toBeDefined();
});
