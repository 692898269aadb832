import type { PolicyCase } from '../policy-case';
import { allow, deny, policy, TABLE } from '../policy-case';
import { ACTION_PAGE, CONDITION, EVALUATION, FAIL_CLOSED, GRAMMAR, LOGIC, NOT_ACTION, NOT_RESOURCE, OPERATORS, RECORDED_KEYS, RESOURCE_PAGE } from '../sources';

type Row = readonly [name: string, source: string, statement: object, action: string, effect: PolicyCase['effect']];

const actions: readonly Row[] = [
  ['exact', ACTION_PAGE, { Action: 'dynamodb:GetItem' }, 'dynamodb:GetItem', 'Allowed'],
  ['another action', ACTION_PAGE, { Action: 'dynamodb:GetItem' }, 'dynamodb:PutItem', 'ImplicitlyDenied'],
  ['case of the policy', ACTION_PAGE, { Action: 'DYNAMODB:getitem' }, 'dynamodb:GetItem', 'Allowed'],
  ['case of the request', ACTION_PAGE, { Action: 'dynamodb:GetItem' }, 'DynamoDB:GETITEM', 'Allowed'],
  ['case with a wildcard', ACTION_PAGE, { Action: 'DynamoDB:get*' }, 'dynamodb:GetItem', 'Allowed'],
  ['prefix', ACTION_PAGE, { Action: 'dynamodb:Get*' }, 'dynamodb:GetItem', 'Allowed'],
  ['prefix of another', ACTION_PAGE, { Action: 'dynamodb:Get*' }, 'dynamodb:BatchGetItem', 'ImplicitlyDenied'],
  ['suffix', ACTION_PAGE, { Action: 'dynamodb:*Item' }, 'dynamodb:BatchGetItem', 'Allowed'],
  ['one character', ACTION_PAGE, { Action: 's3:?etObject' }, 's3:GetObject', 'Allowed'],
  ['one character, not two', ACTION_PAGE, { Action: 's3:?etObject' }, 's3:ResetObject', 'ImplicitlyDenied'],
  ['service', ACTION_PAGE, { Action: 'dynamodb:*' }, 'dynamodb:Scan', 'Allowed'],
  ['another service', ACTION_PAGE, { Action: 'dynamodb:*' }, 's3:GetObject', 'ImplicitlyDenied'],
  ['all', ACTION_PAGE, { Action: '*' }, 's3:GetObject', 'Allowed'],
  ['all of all', ACTION_PAGE, { Action: '*:*' }, 's3:GetObject', 'Allowed'],
  ['list', ACTION_PAGE, { Action: ['s3:GetObject', 's3:PutObject'] }, 's3:PutObject', 'Allowed'],
  ['long list', ACTION_PAGE, { Action: ['s3:A', 's3:B', 's3:C', 's3:D', 's3:PutObject'] }, 's3:putobject', 'Allowed'],
  ['no prefix match', ACTION_PAGE, { Action: 's3:GetObject' }, 's3:GetObjectTagging', 'ImplicitlyDenied'],
  ['NotAction, the one', NOT_ACTION, { NotAction: 'dynamodb:Scan' }, 'dynamodb:Scan', 'ImplicitlyDenied'],
  ['NotAction, another', NOT_ACTION, { NotAction: 'dynamodb:Scan' }, 's3:GetObject', 'Allowed'],
  ['NotAction, case', NOT_ACTION, { NotAction: 'DynamoDB:SCAN' }, 'dynamodb:Scan', 'ImplicitlyDenied'],
  ['NotAction, list and wildcard', NOT_ACTION, { NotAction: ['s3:*', 'dynamodb:*Item'] }, 'dynamodb:GetItem', 'ImplicitlyDenied'],
  ['NotAction, none of the list', NOT_ACTION, { NotAction: ['s3:*', 'dynamodb:*Item'] }, 'dynamodb:Query', 'Allowed'],
];

const resources: readonly Row[] = [
  ['exact', RESOURCE_PAGE, { Resource: TABLE }, TABLE, 'Allowed'],
  ['longer', RESOURCE_PAGE, { Resource: TABLE }, `${TABLE}2`, 'ImplicitlyDenied'],
  ['case', RESOURCE_PAGE, { Resource: TABLE }, TABLE.replace('GameScores', 'gamescores'), 'ImplicitlyDenied'],
  ['index of the table', RESOURCE_PAGE, { Resource: TABLE }, `${TABLE}/index/byGame`, 'ImplicitlyDenied'],
  ['all indexes', RESOURCE_PAGE, { Resource: `${TABLE}/index/*` }, `${TABLE}/index/byGame`, 'Allowed'],
  ['trailing wildcard crosses slashes', RESOURCE_PAGE, { Resource: `${TABLE}*` }, `${TABLE}/index/byGame`, 'Allowed'],
  ['list', RESOURCE_PAGE, { Resource: ['arn:aws:s3:::a', TABLE] }, TABLE, 'Allowed'],
  ['list of literal and pattern', RESOURCE_PAGE, { Resource: ['arn:aws:s3:::a', 'arn:aws:s3:::b/*'] }, 'arn:aws:s3:::b/x', 'Allowed'],
  ['one character', RESOURCE_PAGE, { Resource: 'arn:aws:s3:::b/?' }, 'arn:aws:s3:::b/x', 'Allowed'],
  ['one character, not two', RESOURCE_PAGE, { Resource: 'arn:aws:s3:::b/?' }, 'arn:aws:s3:::b/xy', 'ImplicitlyDenied'],
  ['wildcard inside', RESOURCE_PAGE, { Resource: 'arn:aws:s3:::b/*/test/*' }, 'arn:aws:s3:::b/1/2/test/3/o.jpg', 'Allowed'],
  ['wildcard inside, empty', RESOURCE_PAGE, { Resource: 'arn:aws:s3:::b/*/test/*' }, 'arn:aws:s3:::b//test/o.jpg', 'Allowed'],
  ['wildcard inside, too short', RESOURCE_PAGE, { Resource: 'arn:aws:s3:::b/*/test/*' }, 'arn:aws:s3:::b/test/o.jpg', 'ImplicitlyDenied'],
  ['any account', RESOURCE_PAGE, { Resource: 'arn:aws:dynamodb:*:*:table/GameScores' }, TABLE, 'Allowed'],
  ['incomplete ARN', GRAMMAR, { Resource: 'arn:aws:dynamodb' }, TABLE, 'Allowed'],
  ['incomplete ARN of another service', GRAMMAR, { Resource: 'arn:aws:sqs' }, TABLE, 'ImplicitlyDenied'],
  ['bucket is not its objects', RESOURCE_PAGE, { Resource: 'arn:aws:s3:::b' }, 'arn:aws:s3:::b/x', 'ImplicitlyDenied'],
  ['NotResource, the one', NOT_RESOURCE, { NotResource: TABLE }, TABLE, 'ImplicitlyDenied'],
  ['NotResource, another', NOT_RESOURCE, { NotResource: TABLE }, 'arn:aws:s3:::b', 'Allowed'],
  ['NotResource, list and wildcard', NOT_RESOURCE, { NotResource: ['arn:aws:s3:::b/*', TABLE] }, 'arn:aws:s3:::b/x', 'ImplicitlyDenied'],
  ['no action resource', RESOURCE_PAGE, { Resource: TABLE }, '*', 'ImplicitlyDenied'],
];

const TEAM = { 'aws:PrincipalTag/team': 'red', 'aws:SecureTransport': 'true' };

function conditions(name: string, source: string, Condition: object, effect: PolicyCase['effect'], rest: Partial<PolicyCase> = {}): PolicyCase {
  return { name, source, identity: [policy(allow({ Condition }))], context: TEAM, effect, ...rest };
}

export const elements: PolicyCase[] = [
  ...actions.map(([name, source, statement, action, effect]): PolicyCase =>
    ({ name: `action: ${name}`, source, identity: [policy({ Effect: 'Allow', Resource: '*', ...statement })], action, effect })),
  ...resources.map(([name, source, statement, resource, effect]): PolicyCase =>
    ({ name: `resource: ${name}`, source, identity: [policy({ Effect: 'Allow', Action: '*', ...statement })], resource, effect })),
  conditions('all operators must be met', LOGIC, { StringEquals: { 'aws:PrincipalTag/team': 'red' }, Bool: { 'aws:SecureTransport': 'false' } }, 'ImplicitlyDenied'),
  conditions('all keys must be met', LOGIC, { StringEquals: { 'aws:PrincipalTag/team': 'red', 'aws:PrincipalTag/x': 'y' } }, 'ImplicitlyDenied'),
  conditions('both operators are met', LOGIC, { StringEquals: { 'aws:PrincipalTag/team': 'red' }, Bool: { 'aws:SecureTransport': 'true' } }, 'Allowed'),
  conditions('key names have no case', CONDITION, { StringEquals: { 'AWS:principaltag/TEAM': 'red' } }, 'Allowed'),
  conditions('no condition', CONDITION, {}, 'Allowed'),
  conditions('a key named like a prototype', CONDITION, JSON.parse('{"StringEquals":{"__proto__":"x"}}'), 'ImplicitlyDenied'),
  conditions('an operator named like a prototype', FAIL_CLOSED, JSON.parse('{"__proto__":{"a":"x"}}'), 'ImplicitlyDenied', { unevaluated: true }),
  conditions('unknown operator', FAIL_CLOSED, { StringMatches: { 'aws:PrincipalTag/team': 'red' } }, 'ImplicitlyDenied', { unevaluated: true }),
  conditions('operator names have case', `${OPERATORS}; IAM: "Invalid Condition type : stringEquals"`, { stringEquals: { 'aws:PrincipalTag/team': 'red' } }, 'ImplicitlyDenied', { unevaluated: true }),
  conditions('unknown set operator', FAIL_CLOSED, { 'ForSomeValues:StringEquals': { 'aws:PrincipalTag/team': 'red' } }, 'ImplicitlyDenied', { unevaluated: true }),
  conditions('what fails anyway is not reported', FAIL_CLOSED, { StringMatches: { 'aws:PrincipalTag/team': 'red' }, StringEquals: { 'aws:PrincipalTag/team': 'blue' } }, 'ImplicitlyDenied'),
  {
    name: 'unknown operator in a Deny',
    source: FAIL_CLOSED,
    context: TEAM,
    effect: 'ExplicitlyDenied',
    unevaluated: true,
    identity: [policy(allow(), deny({ Condition: { StringMatches: { 'aws:PrincipalTag/team': 'blue' } } }))],
  },
  {
    name: 'unknown element in an Allow',
    source: FAIL_CLOSED,
    effect: 'ImplicitlyDenied',
    unevaluated: true,
    identity: [policy(allow({ Conditions: {} }))],
  },
  {
    name: 'unknown element in a Deny',
    source: FAIL_CLOSED,
    effect: 'ExplicitlyDenied',
    unevaluated: true,
    identity: [policy(allow(), deny({ Conditions: {} }))],
  },
  {
    name: 'an unknown element elsewhere does not matter',
    source: EVALUATION,
    effect: 'Allowed',
    identity: [policy(allow(), { Effect: 'Deny', Action: 's3:*', Resource: '*', Conditions: {} })],
  },
  { name: 'a Sid and an Id change nothing', source: GRAMMAR, identity: [{ Version: '2012-10-17', Id: 'a', Statement: allow({ Sid: 'b' }) }], effect: 'Allowed' },
  {
    name: 'a key that looks like a variable is a key',
    source: `${GRAMMAR}; ${RECORDED_KEYS}`,
    identity: [policy(allow({ Condition: { StringEquals: { '${aws:username}': 'a' } } }))],
    context: { 'aws:username': 'a', '${aws:username}': 'b' },
    effect: 'ImplicitlyDenied',
  },
  { name: 'a single statement', source: GRAMMAR, identity: [{ Version: '2012-10-17', Statement: allow() }], effect: 'Allowed' },
];
