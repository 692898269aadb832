import { ACTION, allow, deny, policy, TABLE } from './policy-case';
import type { ContextValue } from '../../src/iam';
import { compilePolicy, explain, explainTrust } from '../../src/iam';

const USER = 'www.amazon.com:user_id';
const own = {
  Effect: 'Allow',
  Action: ['dynamodb:GetItem', 'dynamodb:Query'],
  Resource: TABLE,
  Condition: {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [`\${${USER}}`] },
    'Null': { 'dynamodb:LeadingKeys': 'false' },
  },
};
const images = { Sid: 'Images', Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::avatars/\${${USER}}/*` };

function textOf(documents: readonly object[], context: Readonly<Record<string, ContextValue>>, action = ACTION, resource = TABLE): string {
  const request = { action, resource, context: new Map(Object.entries(context)) };
  return explain({ identity: documents.map((document) => compilePolicy(document)) }, request).text;
}

test.each<[string, string, string]>([
  ['an Allow', textOf([policy(own)], { [USER]: 'u1', 'dynamodb:leadingkeys': ['u1'] }), 'statement 1 allows dynamodb:GetItem'],
  ['a Deny', textOf([policy(own, deny({ Sid: 'Stop' }))], { [USER]: 'u1' }), 'statement 2 (Stop) denies dynamodb:GetItem'],
  ['one of several policies', textOf([policy(own), policy(allow())], {}), 'statement 1 of policy 2 allows dynamodb:GetItem'],
  ['a failing condition', textOf([policy(own)], { [USER]: 'u1', 'dynamodb:leadingkeys': ['u2'] }),
    'no statement allows dynamodb:GetItem: in statement 1 ForAllValues:StringEquals dynamodb:LeadingKeys wants one of ["u1"], got ["u2"]'],
  ['an absent key', textOf([policy(own)], { [USER]: 'u1' }),
    'no statement allows dynamodb:GetItem: in statement 1 Null dynamodb:LeadingKeys wants one of ["false"], got absent'],
  ['a variable without a value', textOf([policy(own)], { 'dynamodb:leadingkeys': ['u2'] }),
    'no statement allows dynamodb:GetItem: in statement 1 ForAllValues:StringEquals dynamodb:LeadingKeys wants one of ["${www.amazon.com:user_id}"], got ["u2"]'],
  ['a negated operator', textOf([policy(allow({ Condition: { StringNotLike: { 'a:b': 'x*' } } }))], { 'a:b': 'xy' }),
    'no statement allows dynamodb:GetItem: in statement 1 StringNotLike a:b wants none of ["x*"], got "xy"'],
  ['another resource', textOf([policy(own, images)], { [USER]: 'u1' }, 's3:GetObject', 'arn:aws:s3:::avatars/u2/x'),
    'no statement allows s3:GetObject: in statement 2 (Images) Resource wants one of ["arn:aws:s3:::avatars/u1/*"], got "arn:aws:s3:::avatars/u2/x"'],
  ['an action nobody names', textOf([policy(own)], {}, 'dynamodb:Scan'), 'no statement allows dynamodb:Scan'],
  ['the nearest of several', textOf([policy({ ...own, Resource: 'arn:aws:s3:::b' }, own)], { [USER]: 'u1', 'dynamodb:leadingkeys': ['u2'] }),
    'no statement allows dynamodb:GetItem: in statement 2 ForAllValues:StringEquals dynamodb:LeadingKeys wants one of ["u1"], got ["u2"]'],
  ['an unknown operator', textOf([policy(allow({ Condition: { StringIs: { 'a:b': 'x' } } }))], { 'a:b': 'x' }),
    'no statement allows dynamodb:GetItem: in statement 1 StringIs a:b cannot be evaluated (unknown condition operator)'],
  ['several values and no set operator', textOf([policy(allow({ Condition: { StringNotEquals: { 'a:b': 'x' } } }))], { 'a:b': ['y', 'z'] }),
    'no statement allows dynamodb:GetItem: in statement 1 StringNotEquals a:b wants none of ["x"], got ["y","z"] (a list meets no operator without ForAllValues or ForAnyValue)'],
  ['a value nobody can compare', textOf([policy(allow(), deny({ Condition: { NumericEquals: { 'a:b': '1' } } }))], { 'a:b': '0x1' }),
    'statement 2 denies dynamodb:GetItem: NumericEquals a:b cannot be evaluated (a value the operator cannot compare)'],
  ['no wanted value', textOf([policy(allow({ Condition: { StringEquals: { 'a:b': [] } } }))], { 'a:b': 'x' }),
    'no statement allows dynamodb:GetItem: in statement 1 StringEquals a:b cannot be evaluated (no wanted value)'],
  ['escapes, as written', textOf([policy(allow({ Condition: { StringNotLike: { 'a:b': ['*${*}*', '*${?}*', '*${$}*'] } } }))], { 'a:b': 'x*y' }),
    'no statement allows dynamodb:GetItem: in statement 1 StringNotLike a:b wants none of ["*${*}*","*${?}*","*${$}*"], got "x*y"'],
  ['a value that looks like a wildcard', textOf([policy(own, images)], { [USER]: 'u*' }, 's3:GetObject', 'arn:aws:s3:::avatars/u1/x'),
    'no statement allows s3:GetObject: in statement 2 (Images) Resource wants one of ["arn:aws:s3:::avatars/u${*}/*"], got "arn:aws:s3:::avatars/u1/x"'],
  ['a value where there are no wildcards', textOf([policy(own)], { [USER]: 'u*', 'dynamodb:leadingkeys': ['u2'] }),
    'no statement allows dynamodb:GetItem: in statement 1 ForAllValues:StringEquals dynamodb:LeadingKeys wants one of ["u*"], got ["u2"]'],
  ['a version without variables', textOf([{ ...policy(allow({ Condition: { StringEquals: { 'a:b': '${a:c}' } } })), Version: '2008-10-17' }], { 'a:b': 'x', 'a:c': 'x' }),
    'no statement allows dynamodb:GetItem: in statement 1 StringEquals a:b wants one of ["${a:c}"], got "x"'],
  ['control characters', textOf([policy(allow({ Resource: 'arn:aws:s3:::b' }))], {}, 's3:Get\u001b[2J', 'arn:aws:s3:::\n\u202ex'),
    'no statement allows s3:Get\\u001b[2J: in statement 1 Resource wants one of ["arn:aws:s3:::b"], got "arn:aws:s3:::\\n\\u202ex"'],
])('%s', (_name, got, wanted) => {
  expect(got).toBe(wanted);
});

test('a refusal by the boundary is told as such', () => {
  const policies = { identity: [compilePolicy(policy(allow()))], boundary: compilePolicy(policy(allow({ Action: 's3:*' }))) };
  const { decision, statement, text } = explain(policies, { action: ACTION, resource: TABLE, context: new Map() });
  expect(decision).toEqual({ effect: 'ImplicitlyDenied', layer: 'boundary', unevaluated: [] });
  expect(statement).toBeUndefined();
  expect(text).toBe('no boundary statement allows dynamodb:GetItem');
});

test('both sides of every condition of a trust policy, and how the caller was named', () => {
  const trust = compilePolicy(policy({
    Effect: 'Allow',
    Principal: { Federated: 'accounts.google.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'accounts.google.com:aud': ['app1'], 'accounts.google.com:oaud': 'app1' } },
  }));
  const context = new Map([['accounts.google.com:aud', 'app1'], ['accounts.google.com:oaud', 'api']]);
  const request = { action: 'sts:AssumeRoleWithWebIdentity', resource: 'arn:aws:iam::123456789012:role/r', context };
  const refused = explainTrust(trust, request, { federated: 'accounts.google.com' });
  expect(refused.text).toBe(
    'no trust policy statement allows sts:AssumeRoleWithWebIdentity: in statement 1 StringEquals accounts.google.com:oaud wants one of ["app1"], got "api"',
  );
  expect(refused.statement?.conditions).toEqual([
    { operator: 'StringEquals', key: 'accounts.google.com:aud', negated: false, wanted: ['app1'], got: 'app1', outcome: 'met' },
    { operator: 'StringEquals', key: 'accounts.google.com:oaud', negated: false, wanted: ['app1'], got: 'api', outcome: 'unmet' },
  ]);
  expect(explainTrust(trust, request, { federated: 'www.amazon.com' }).text).toContain('Principal does not name the caller');
  const allowed = explainTrust(trust, { ...request, context: new Map([...context, ['accounts.google.com:oaud', 'app1']]) }, { federated: 'accounts.google.com' });
  expect(allowed.decision).toEqual({ effect: 'Allowed', layer: 'trust', policy: 0, statement: 0, sid: undefined, grantedTo: 'provider', unevaluated: [] });
});

test('what could not be evaluated is told by place', () => {
  const identity = [compilePolicy(policy(allow({ Sid: 'a', Condition: { NumericNotEquals: { 'a:n': 1 } } }), allow({ Conditions: {} })))];
  const { decision } = explain({ identity }, { action: ACTION, resource: TABLE, context: new Map([['a:n', '0x1']]) });
  expect(decision.effect).toBe('ImplicitlyDenied');
  expect(decision.unevaluated).toEqual([
    'identity policy 1, statement 1: NumericNotEquals a:n: a value the operator cannot compare',
    'identity policy 1, statement 2: unknown element "Conditions"',
  ]);
});
