import type { JsonObject, StackTemplate } from '../../src/assembly';
import { check } from '../../src/check';
import { allow, role, stack } from './template';

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const ACTIONS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];
const TABLES = 10;

/** Roles for users of the same provider, each with the same tables. */
function sized(roles: number): StackTemplate {
  const tables = Array.from({ length: TABLES }, (_, index) => `Table${index}`);
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
function leastTime(template: StackTemplate): number {
  return Math.min(...Array.from({ length: 3 }, () => {
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
