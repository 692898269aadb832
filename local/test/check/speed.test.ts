import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { allow, role, stack } from './template';
import { GameScoresStack } from '../../../examples/game-scores/game-scores';
import type { JsonObject, StackTemplate } from '../../src/assembly';
import { check } from '../../src/check';

const folder = mkdtempSync(join(tmpdir(), 'check-speed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets a process say at its end how long the processor worked for it, in microseconds. */
const TOLD = join(folder, 'told.cjs');
writeFileSync(TOLD, "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write(String(user + system)); });");

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const ACTIONS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];

/** Roles for users of the same provider, each with the same tables. */
function sized(roles: number, count = 10): StackTemplate {
  const tables = Array.from({ length: count }, (_, index) => `Table${index}`);
  const arns = tables.map((name) => ({ 'Fn::GetAtt': [name, 'Arn'] }));
  const users = Array.from({ length: roles }, (_, index): [string, JsonObject] => [
    `Users${index}`, role([allow(ACTIONS, arns, OWN)], { conditions: { StringEquals: { 'www.amazon.com:app_id': `amzn1.application.${index}` } } }),
  ]);
  return stack({ ...Object.fromEntries(tables.map((name) => [name, withKey()])), ...Object.fromEntries(users) });
}

function withKey(): JsonObject {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: { AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }] },
  };
}

/** Of the processor's own time, the least of some runs: what else runs on the machine does not count. */
function leastTime(template: StackTemplate, times = 3): number {
  return Math.min(...Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    expect(check([template]).status).toBe('isolated');
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }));
}

test('twice the roles take about twice the time, not four times', () => {
  leastTime(sized(5));
  // Quadratic would be 4; linear is 2, or less with what is there once.
  expect(leastTime(sized(40)) / leastTime(sized(20))).toBeLessThan(3);
}, 120_000);

test('100 roles and 20 tables are checked in less than ten seconds', () => {
  const seconds = leastTime(sized(100, 20), 1) / 1_000_000;
  console.log(`100 roles and 20 tables: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(10);
}, 120_000);

/** Of the processor's own time, the least of some runs of the command, in seconds. */
function leastOfCommand(...words: string[]): number {
  return Math.min(...Array.from({ length: 6 }, () => {
    const { status, stderr } = spawnSync(process.execPath, ['--require', TOLD, join(__dirname, '../../bin/cdk-web-identity-local.js'), 'check', ...words], { encoding: 'utf8' });
    expect(status).toBe(0);
    return Number(stderr) / 1_000_000;
  }));
}

test('a diff takes at most twice the time of a check', () => {
  const [before, after] = ['before.json', 'after.json'].map((name) => join(folder, name));
  const text = JSON.stringify(sized(30).template);
  writeFileSync(before, text);
  writeFileSync(after, text.replace('dynamodb:PutItem', 'dynamodb:DeleteItem'));
  const ratio = leastOfCommand(after, '--against', before) / leastOfCommand(after);
  console.log(`a diff takes ${ratio.toFixed(2)} times the time of a check`);
  expect(ratio).toBeLessThanOrEqual(2);
}, 120_000);

test('the example app is checked in less than a second, process start included', () => {
  const app = new App({ outdir: join(folder, 'cdk.out') });
  new GameScoresStack(app, 'Example');
  app.synth();
  const seconds = leastOfCommand(app.outdir);
  console.log(`GameScores: ${seconds.toFixed(2)} s`);
  expect(seconds).toBeLessThan(1);
}, 120_000);
