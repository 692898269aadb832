import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, test } from 'vitest';
import 'cdk-web-identity-local/vitest';
import { allow, role, table, TABLE } from '../../check/template';

// Run by ../matchers.test.ts: the first passes, the second fails.
const ITEMS = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };

test('isolated', () => {
  expect({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE, ITEMS)]) } }).toIsolateUsers();
  const stack = new Stack(new App(), 'Nobody');
  new Bucket(stack, 'Bucket');
  expect(stack).not.toIsolateUsers();
});

test('open', () => {
  expect({ Resources: { Table: table(), Users: role([allow('dynamodb:GetItem', TABLE)]) } }).toIsolateUsers();
});
