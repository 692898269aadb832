import { compilePolicy, isPublic } from '../../src/iam';

/** Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage", The meaning of "public": bucket policies. */
const judged = (statement: object): boolean => isPublic(compilePolicy({
  Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::files/*', ...statement },
}));

test.each<[string, object]>([
  ['everyone', {}],
  ['AWS everyone', { Principal: { AWS: '*' } }],
  ['everyone among others', { Principal: { AWS: ['123456789012', '*'] } }],
  ['whoever says so', { Condition: { StringEquals: { 'aws:Referer': 'https://app.example' } } }],
  ['any address', { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }],
  ['half of all addresses', { Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '128.0.0.0/1'] } } }],
  ['any address of version 6', { Condition: { IpAddress: { 'aws:SourceIp': '::/0' } } }],
  ['all but an address', { Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }],
  ['any network', { Condition: { StringLike: { 'aws:SourceVpc': 'vpc-*' } } }],
  ['a variable', { Condition: { StringEquals: { 'aws:SourceAccount': '${aws:PrincipalAccount}' } } }],
  ['a network, if there is one', { Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } } }],
  ['all networks of none', { Condition: { 'ForAllValues:StringEquals': { 'aws:SourceVpc': 'vpc-1' } } }],
  ['another network', { Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } }],
])('public: %s', (_, statement) => {
  expect(judged(statement)).toBe(true);
});

test('public: everyone but one', () => {
  const statement = { Effect: 'Allow', NotPrincipal: { AWS: '123456789012' }, Action: 's3:GetObject', Resource: '*' };
  expect(isPublic(compilePolicy({ Version: '2012-10-17', Statement: statement }))).toBe(true);
});

test.each<[string, object]>([
  ['an account', { Principal: { AWS: '123456789012' } }],
  ['a service', { Principal: { Service: 'cloudfront.amazonaws.com' } }],
  ['addresses of an office', { Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '192.0.2.7', '2001:db8::/32'] } } }],
  ['a network', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }],
  ['an organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
  ['a role', { Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/a' } } }],
  ['a Deny', { Effect: 'Deny' }],
])('not public: %s', (_, statement) => {
  expect(judged(statement)).toBe(false);
});
