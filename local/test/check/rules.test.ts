import { allow, bucket, BUCKET, checked, COGNITO, deny, POOL, provider, role, table, TABLE, told } from './template';
import type { JsonObject } from '../../src/assembly';
import { RULES } from '../../src/check/rules';

const ITEMS = ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
const OWN = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };
const own = allow(ITEMS, TABLE, OWN);
const OWN_LISTED = {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'], 'dynamodb:Attributes': ['UserId', 'GameTitle', 'Wins'] },
  'Null': { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
};
const AUTHENTICATED = { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } };
const ofUser = allow(['dynamodb:GetItem'], TABLE, {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' },
});
const LOGIN = { principal: { Federated: { 'Fn::GetAtt': ['Login', 'Arn'] } } };
const LOGIN_APP = { 'login.example.com:aud': 'game', 'login.example.com:oaud': 'game' };
const NO_SLASH = { conditions: { StringEquals: LOGIN_APP, StringLike: { 'login.example.com:sub': '?*' }, StringNotLike: { 'login.example.com:sub': '*/*' } } };
const folder = allow(['s3:GetObject', 's3:PutObject'], `${BUCKET}/\${login.example.com:sub}/*`);

interface Pair {
  readonly compliant: JsonObject;
  readonly violating: JsonObject;
  /** What is found of it, by this rule and any other. */
  readonly found: readonly string[];
}

const PAIRS: Readonly<Record<string, Pair>> = {
  'cross-user-read': {
    compliant: { Users: role([own]), Table: table() },
    violating: { Users: role([own, allow('dynamodb:GetItem', TABLE)]), Table: table() },
    found: ['hole cross-user-read: Users Table'],
  },
  'cross-user-write': {
    compliant: { Users: role([own]), Table: table() },
    violating: { Users: role([own, allow('dynamodb:DeleteItem', TABLE)]), Table: table() },
    found: ['hole cross-user-write: Users Table'],
  },
  'whole-table-reach': {
    compliant: { Users: role([own, allow('dynamodb:Scan', TABLE, OWN)]), Table: table() },
    violating: { Users: role([own, allow('dynamodb:Scan', TABLE, { 'ForAllValues:StringEquals': OWN['ForAllValues:StringEquals'] })]), Table: table() },
    found: ['hole whole-table-reach: Users Table'],
  },
  'hidden-attribute-reach': {
    compliant: { Users: role([allow('dynamodb:UpdateItem', TABLE, { ...OWN_LISTED, StringEquals: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_NEW'] } })]), Table: table() },
    violating: { Users: role([allow('dynamodb:UpdateItem', TABLE, OWN_LISTED)]), Table: table() },
    found: ['hole hidden-attribute-reach: Users Table'],
  },
  'namespace-collision': {
    compliant: { Users: role([folder], { ...LOGIN, ...NO_SLASH }), Login: provider(), Bucket: bucket() },
    violating: { Users: role([folder], { ...LOGIN, conditions: { StringEquals: LOGIN_APP } }), Login: provider(), Bucket: bucket() },
    found: ['hole namespace-collision: Users Bucket'],
  },
  'caller-chosen-scoping': {
    compliant: {
      Users: role([allow('s3:GetObject', `${BUCKET}/\${aws:userid}/*`)], { ...LOGIN, conditions: { StringEquals: { ...LOGIN_APP, 'sts:RoleSessionName': '${login.example.com:sub}' } } }),
      Login: provider(),
      Bucket: bucket(),
    },
    violating: { Users: role([allow('s3:GetObject', `${BUCKET}/\${aws:userid}/*`)], { ...LOGIN, conditions: { StringEquals: LOGIN_APP } }), Login: provider(), Bucket: bucket() },
    found: ['hole caller-chosen-scoping: Users Bucket'],
  },
  'audience-pin': {
    compliant: { Users: role([own]), Table: table() },
    violating: { Users: role([own], { conditions: {} }), Table: table() },
    found: ['hole audience-pin: Users'],
  },
  'guest-reach': {
    compliant: { Users: role([ofUser], { principal: COGNITO, conditions: AUTHENTICATED }), Table: table() },
    violating: { Users: role([ofUser], { principal: COGNITO, conditions: { StringEquals: AUTHENTICATED.StringEquals } }), Table: table() },
    found: ['hole guest-reach: Users'],
  },
  'stronger-role': {
    compliant: { Users: role([own]), Admins: role([own, allow('dynamodb:BatchGetItem', TABLE, OWN)], { conditions: { StringEquals: { 'www.amazon.com:app_id': 'amzn1.application.admin' } } }), Table: table() },
    violating: { Users: role([own]), Admins: role([own, allow('dynamodb:ConditionCheckItem', TABLE, OWN), allow('s3:GetObject', `${BUCKET}/\${www.amazon.com:user_id}/*`)]), Table: table(), Bucket: bucket() },
    found: ['hole stronger-role: Admins Bucket'],
  },
  'unguarded-for-all-values': {
    compliant: { Users: role([own]), Table: table() },
    violating: { Users: role([allow(ITEMS, TABLE, { 'ForAllValues:StringEquals': OWN['ForAllValues:StringEquals'] })]), Table: table() },
    found: ['fragile unguarded-for-all-values: Users Table'],
  },
  'key-never-matches': {
    compliant: { Users: role([own]), Table: table() },
    violating: { Users: role([own, allow('dynamodb:GetItem', TABLE, { StringEquals: { 'dynamodb:LeadingKeys': ['public'] } })]), Table: table() },
    found: ['fragile key-never-matches: Users'],
  },
  'reach-outside': {
    compliant: { Users: role([own, allow('lambda:ListFunctions', '*')]), Table: table() },
    violating: { Users: role([own, allow('lambda:InvokeFunction', '*')]), Table: table() },
    found: ['unevaluated reach-outside: Users'],
  },
  'unknown-construct': {
    compliant: { Users: role([own], {}, { ManagedPolicyArns: [{ Ref: 'Own' }] }), Own: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [own] } } }, Table: table() },
    violating: { Users: role([own], {}, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/job-function/DataScientist'] }), Table: table() },
    found: ['unevaluated unknown-construct: Users Users'],
  },
  'undecided': {
    compliant: { Users: role([own, allow('dynamodb:Scan', TABLE, { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), deny('dynamodb:Scan', TABLE)]), Table: table() },
    violating: { Users: role([own, allow('dynamodb:Scan', TABLE, { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })]), Table: table() },
    found: ['unevaluated undecided: Users Table'],
  },
};

test('every rule has its pair', () => {
  expect(Object.keys(PAIRS).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test.each(Object.entries(PAIRS))('%s', (rule, { compliant, violating, found }) => {
  expect(told(checked(compliant))).toEqual([]);
  expect(told(checked(violating))).toEqual(found);
  expect(found.some((one) => one.includes(` ${rule}:`))).toBe(true);
});
