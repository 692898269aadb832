import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Stage, Validations, type IPolicyValidationPlugin } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import { IsolationValidation, type IsolationValidationProps } from '../../src/validation/isolation-validation';

const folder = mkdtempSync(join(tmpdir(), 'validation-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What CDK says, and the exit code that it leaves. */
function synthesized(build: (app: App) => void, props?: IsolationValidationProps): { readonly output: string; readonly exitCode: unknown } {
  const plugin: IPolicyValidationPlugin = new IsolationValidation(props);
  const app = new App({ outdir: mkdtempSync(join(folder, 'out-')) });
  Validations.of(app).addPlugins(plugin);
  build(app);
  const told = jest.spyOn(console, 'error').mockImplementation(() => {});
  const before = process.exitCode;
  // Whatever a test before it in this process has left.
  process.exitCode = undefined;
  try {
    app.synth();
    return { output: told.mock.calls.flat().join('\n'), exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    told.mockRestore();
  }
}

function open(scope: App | Stage, id: string): Stack {
  const stack = new Stack(scope, id);
  const table = new dynamodb.Table(stack, 'Scores', { partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING } });
  const users = new iam.Role(stack, 'Users', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'app' } }) });
  users.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [table.tableArn] }));
  return stack;
}

test('an isolated app passes', () => {
  const { exitCode, output } = synthesized((app) => void new GameScoresStack(app, 'Example'));
  expect(exitCode).toBeUndefined();
  expect(output).toContain('cdk-web-identity');
});

test('an app without users passes', () => {
  expect(synthesized((app) => void new dynamodb.Table(new Stack(app, 'A'), 'T', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } })).exitCode).toBeUndefined();
});

test('a hole fails cdk synth, with construct path, template path, request and fix', () => {
  const { exitCode, output } = synthesized((app) => void open(app, 'Game'));
  expect(exitCode).toBe(1);
  for (const text of ['whole-table-reach:Game/Users:Game/Scores', 'Game/Users/DefaultPolicy', 'Game.template.json', 'GetItem {', 'statement 1 of', 'How to fix']) expect(output).toContain(text);
});

test('so does one in a stage', () => {
  const { exitCode, output } = synthesized((app) => void open(new Stage(app, 'Prod'), 'Game'));
  expect(exitCode).toBe(1);
  expect(output).toContain('Prod/Game/Scores');
});

test('what cannot be read fails, too', () => {
  const { exitCode, output } = synthesized((app) => {
    (open(app, 'Game').node.findChild('Users') as iam.Role).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(app.node.children[0], 'M', 'arn:aws:iam::123456789012:policy/Unknown'));
  }, { allow: ['read:Game/Scores'] });
  expect(exitCode).toBe(1);
  expect(output).toContain('unknown-construct');
});

test('a finding that is acknowledged with a reason passes, and hides no other', () => {
  const acknowledge = (construct: Stack) => Validations.of(construct).acknowledge({ id: 'cdk-web-identity::whole-table-reach:Game/Users:Game/Scores', reason: 'everybody may read them' });
  expect(synthesized((app) => acknowledge(open(app, 'Game'))).exitCode).toBeUndefined();
  const { exitCode, output } = synthesized((app) => {
    acknowledge(open(app, 'Game'));
    open(app, 'Other');
  });
  expect(exitCode).toBe(1);
  expect(output).toContain('whole-table-reach:Other/Users:Other/Scores');
  expect(output).not.toContain('whole-table-reach:Game');
});

test('what is shared on purpose is said; what is fragile fails where it is strict', () => {
  expect(synthesized((app) => void open(app, 'Game'), { allow: ['read:Game/Scores'] }).exitCode).toBeUndefined();
  const fragile = (app: App) => {
    const stack = new Stack(app, 'Game');
    const table = new dynamodb.Table(stack, 'Scores', { partitionKey: { name: 'UserId', type: dynamodb.AttributeType.STRING } });
    const users = new iam.Role(stack, 'Users', { assumedBy: new iam.WebIdentityPrincipal('www.amazon.com', { StringEquals: { 'www.amazon.com:app_id': 'app' } }) });
    users.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [table.tableArn], conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] } } }));
  };
  expect(synthesized(fragile).exitCode).toBeUndefined();
  expect(synthesized(fragile, { strict: true }).exitCode).toBe(1);
});
