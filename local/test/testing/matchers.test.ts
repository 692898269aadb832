import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { SignInWithCognitoStack } from '../../../examples/sign-in-with-cognito/sign-in-with-cognito';
import '../../src/testing/jest';
import { allow, role, table, TABLE } from '../check/template';

const ITEMS = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const FRAGILE = { 'ForAllValues:StringEquals': ITEMS['ForAllValues:StringEquals'] };
const templateWith = (condition?: object) => ({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE, condition as never)]) } });

test.each([['App', (stack: Stack) => stack.node.root], ['Stack', (stack: Stack) => stack], ['Template', Template.fromStack], ['object', (stack: Stack) => Template.fromStack(stack).toJSON()]])('%s', (_, as) => {
  expect(as(new GameScoresStack(new App(), 'Example'))).toIsolateUsers();
});

test('Stage', () => {
  const stage = new Stage(new App(), 'Stage');
  new SignInWithCognitoStack(stage, 'Example');
  expect(stage).toIsolateUsers();
});

test('a stack that refers to another one is judged with it', () => {
  const app = new App();
  const stack = new GameScoresStack(app, 'Example');
  const other = new Stack(app, 'Other');
  const [users] = stack.node.findAll().filter((one) => one instanceof iam.Role);
  new iam.ManagedPolicy(other, 'Open', { roles: [users], statements: [new iam.PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] })] });
  expect(other).toIsolateUsers();
});

test('what is fragile passes, unless it is strict', () => {
  expect(templateWith(FRAGILE)).toIsolateUsers();
  expect(templateWith(FRAGILE)).not.toIsolateUsers({ strict: true });
});

test('what is shared on purpose is said', () => {
  expect(templateWith()).not.toIsolateUsers();
  expect(templateWith()).toIsolateUsers({ allow: ['read:Table'] });
});

test('what cannot be judged does not pass', () => {
  expect({ ...templateWith(ITEMS), Transform: 'Macro' }).not.toIsolateUsers();
  expect({ Resources: {} }).not.toIsolateUsers();
});

test('the failure says who, what, with which request and how to close it', () => {
  expect(() => expect(templateWith()).toIsolateUsers()).toThrow([
    'expect(template).toIsolateUsers()',
    '',
    'Not isolated: users reach what is not theirs.',
    '',
    'HOLE whole-table-reach (high): users of amazon reach everybody\'s data in it (read items)',
    '  role: Template.Users, users of amazon',
    '  resource: Template.Table',
    '  statement: 1 of access, Template.Users',
    '  request: GetItem {"TableName":"GameScores","Key":{"UserId":{"S":"a-key-of-nobody"},"GameTitle":{"S":"1"}}}',
    '  as: user "amzn1.account.1"',
    '  fix: ',
  ].join('\n'));
  expect(() => expect(templateWith(ITEMS)).not.toIsolateUsers()).toThrow('It is proved that users are isolated.');
});

test.each([undefined, 'cdk.out', {}, { Resources: 1 }])('got %p: it says what it wants', (given) => {
  expect(() => expect(given).toIsolateUsers()).toThrow(/^toIsolateUsers: got .*, want a Template, a Stack, an App/);
  expect(() => expect(given).not.toIsolateUsers()).toThrow(/^toIsolateUsers: got/);
});

test('vitest has it as well', () => {
  const vitest = join(require.resolve('vitest/package.json'), '../vitest.mjs');
  const { stdout } = spawnSync(process.execPath, [vitest, 'run', '--root', join(__dirname, 'vitest'), '--reporter', 'json'], { encoding: 'utf8', env: { ...process.env, NODE_NO_WARNINGS: '1' } });
  const { testResults: [{ assertionResults }] } = JSON.parse(stdout);
  expect(assertionResults).toMatchObject([{ title: 'isolated', status: 'passed' }, { title: 'open', status: 'failed' }]);
  expect(assertionResults[1].failureMessages[0]).toContain('HOLE whole-table-reach (high)');
}, 60_000);
