import { spawnSync } from 'child_process';
import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import type { Stack } from 'aws-cdk-lib';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { AvatarsStack } from '../examples/avatars/avatars';
import { ExistingTableStack } from '../examples/existing-table/existing-table';
import { GameScoresStack } from '../examples/game-scores/game-scores';
import { LeaderboardStack } from '../examples/leaderboard/leaderboard';
import { SignInWithCognitoStack } from '../examples/sign-in-with-cognito/sign-in-with-cognito';

interface Example {
  readonly name: string;
  readonly stack: new (scope: App, id: string) => Stack;
  readonly types: { readonly [type: string]: number };
  /** Findings of cdk-nag's AwsSolutions pack that are meant, and why. */
  readonly accepted: { readonly [rule: string]: string };
}

const OBJECTS_OF_A_FOLDER = 'the wildcard stands behind the user\'s own folder, or one that is shared on purpose';

const EXAMPLES: Example[] = [
  {
    name: 'game-scores',
    stack: GameScoresStack,
    types: { 'AWS::DynamoDB::GlobalTable': 1, 'AWS::IAM::OIDCProvider': 1, 'AWS::IAM::Policy': 3, 'AWS::IAM::Role': 3 },
    accepted: {},
  },
  {
    name: 'leaderboard',
    stack: LeaderboardStack,
    types: { 'AWS::DynamoDB::GlobalTable': 1, 'AWS::IAM::OIDCProvider': 1, 'AWS::IAM::Policy': 1, 'AWS::IAM::Role': 1 },
    accepted: {},
  },
  { name: 'existing-table', stack: ExistingTableStack, types: { 'AWS::IAM::Policy': 1 }, accepted: {} },
  {
    name: 'avatars',
    stack: AvatarsStack,
    types: { 'AWS::S3::Bucket': 1, 'AWS::S3::BucketPolicy': 1, 'AWS::IAM::Policy': 2, 'AWS::IAM::Role': 2 },
    accepted: {
      'AwsSolutions-S1': 'access logs are the app owner\'s choice: `serverAccessLogsBucket`',
      'AwsSolutions-IAM5': OBJECTS_OF_A_FOLDER,
    },
  },
  {
    name: 'sign-in-with-cognito',
    stack: SignInWithCognitoStack,
    types: {
      'AWS::Cognito::IdentityPool': 1,
      'AWS::Cognito::IdentityPoolRoleAttachment': 1,
      'AWS::Cognito::UserPool': 1,
      'AWS::Cognito::UserPoolClient': 1,
      'AWS::DynamoDB::GlobalTable': 1,
      'AWS::IAM::Policy': 2,
      'AWS::IAM::Role': 2,
    },
    accepted: {
      'AwsSolutions-COG1': 'the example keeps Cognito\'s own password policy; pass a `userPool` of yours for another',
      'AwsSolutions-COG2': 'the example asks for no second factor',
      'AwsSolutions-COG7': 'guests are what the example shows; they read their own items, and own nothing by default',
      'AwsSolutions-COG8': 'the example needs no Plus feature plan',
    },
  },
];

/** A program of the machine, not of npm: where it is missing, the run says so. */
const hasCfnLint = spawnSync('cfn-lint', ['--version']).status === 0;
if (!hasCfnLint) console.warn('skipped: tests with cfn-lint, since it is not installed');
const testWithCfnLint = hasCfnLint ? test : test.skip;

describe.each(EXAMPLES)('$name', ({ name, stack: ExampleStack, types, accepted }) => {
  const build = () => {
    const app = new App();
    return { app, stack: new ExampleStack(app, 'Example') };
  };

  test('synthesizes to these resources: no Lambda, no custom resource', () => {
    const resources = Object.values<any>(Template.fromStack(build().stack).toJSON().Resources);
    const counts: { [type: string]: number } = {};
    for (const { Type } of resources) counts[Type] = (counts[Type] ?? 0) + 1;
    expect(counts).toEqual(types);
  });

  test('has no finding of cdk-nag but what is accepted, each with its reason', () => {
    const { app } = build();
    const findings = new AwsSolutionsChecks(app).validateScope(app).violations.map(({ ruleName }) => ruleName.replace(/\[.*$/, ''));
    expect([...new Set(findings)].sort()).toEqual(Object.keys(accepted).sort());
  });

  testWithCfnLint('has no finding of cfn-lint', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'cfn-lint-')), `${name}.json`);
    writeFileSync(file, JSON.stringify(Template.fromStack(build().stack).toJSON()));
    const { status, stdout } = spawnSync('cfn-lint', [file], { encoding: 'utf8' });
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
