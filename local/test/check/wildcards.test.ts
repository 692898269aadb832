import { allow, bucket, BUCKET, checked, deny, role, table, TABLE, told } from './template';

/** Allows for resources of any name: that the templates have none of them proves nothing of those that others have. */

const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const ACCOUNT = 'arn:aws:dynamodb:us-east-1:123456789012';

test.each([
  '*', 'arn:aws:dynamodb:*', 'arn:aws:dynamodb:*:*:table/*', `${ACCOUNT}:*`, `${ACCOUNT}:table/App-*`, `${ACCOUNT}:table/*-prod`, `${ACCOUNT}:table/App-??-x`,
  'arn:aws:dynamodb:eu-*:123456789012:table/*', 'arn:aws:dynamodb:us-east-1:999999999999:table/*',
])('tables: %s', (resource) => {
  for (const more of [{}, { Bucket: bucket() }, { Table: table({ TableName: 'Other.Table' }) }]) {
    const { status } = checked({ ...more, Users: role([allow('dynamodb:GetItem', resource)]) });
    expect([Object.keys(more), status]).toEqual([Object.keys(more), 'hole']);
  }
});

test.each(['*', 'arn:aws:s3*', 'arn:aws:s3:::*', 'arn:aws:s3:::app-*', 'arn:aws:s3:::app-?/*'])('buckets: %s', (resource) => {
  for (const more of [{}, { Table: table() }]) {
    const { status } = checked({ ...more, Users: role([allow('s3:GetObject', resource)]) });
    expect([Object.keys(more), status]).toEqual([Object.keys(more), 'hole']);
  }
});

test('a wildcard beside a name counts by itself', () => {
  expect(told(checked({ Table: table(), Users: role([allow('dynamodb:GetItem', [TABLE, `${ACCOUNT}:table/App-*`], OWN), allow('dynamodb:Scan', `${ACCOUNT}:table/App-*`)]) })))
    .toEqual([`hole whole-table-reach: Users ${ACCOUNT}:table/App-*`]);
  expect(told(checked({ Bucket: bucket(), Users: role([allow('s3:GetObject', [`${BUCKET}/users/\${www.amazon.com:user_id}/*`, 'arn:aws:s3:::app-*'])]) })).length).toBeGreaterThan(0);
});

test('all but some: the others', () => {
  const users = role([{ Effect: 'Allow', Action: 'dynamodb:GetItem', NotResource: TABLE }]);
  expect(checked({ Table: table(), Users: users }).status).toBe('hole');
});

test.each<[string, object]>([
  ['own items of any table', { Users: role([allow('dynamodb:GetItem', '*', OWN)]) }],
  ['own items of any table, beside one that is known', { Table: table(), Users: role([allow('dynamodb:GetItem', '*', OWN)]) }],
  ['the parts of a table that is known', { Table: table(), Users: role([allow(['dynamodb:GetItem'], [TABLE, `${TABLE}/index/*`], OWN)]) }],
  ['a folder of a bucket that is known', { Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/users/\${www.amazon.com:user_id}/*`)]) }],
  ['of other services', { Users: role([allow('sns:Publish', '*'), allow('logs:PutLogEvents', 'arn:aws:logs:*:*:*')]) }],
])('no hole: %s', (_, resources) => {
  const { status, findings } = checked(resources as Parameters<typeof checked>[0]);
  expect([status, findings]).toEqual(['isolated', []]);
});

test('a policy that nobody can read is told as such, and makes up no table beside one that is guarded', () => {
  const guard = deny('dynamodb:*', [TABLE, `${TABLE}/*`], { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] } });
  const { findings, matrix } = checked({ Table: table(), Users: role([allow('dynamodb:GetItem', TABLE, OWN), guard], {}, { ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/Unknown'] }) });
  expect(findings.map(({ rule }) => rule)).toContain('unknown-construct');
  expect(new Set(matrix.filter(({ kind }) => kind === 'table').map(({ resource }) => resource))).toEqual(new Set(['Table']));
});
