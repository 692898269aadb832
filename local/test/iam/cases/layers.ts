import type { PolicyCase } from '../policy-case';
import { allow, deny, policy, TABLE } from '../policy-case';
import { BOUNDARIES, CROSS_ACCOUNT, EVALUATION, FAIL_CLOSED, KEY_POLICIES, NOT_PRINCIPAL, PRINCIPAL, SESSION } from '../sources';

const ACCOUNT = '123456789012';
const OTHER = '999999999999';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app/players`;
const caller = { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/players/alice`, role: ROLE };
const anonymous = { anonymous: true as const };
const user = { arn: `arn:aws:iam::${ACCOUNT}:user/admin` };
const ALL = policy(allow());
const NONE = policy(allow({ Action: 's3:*' }));
const DENY = policy(allow(), deny());

/** A resource policy's statement for a Principal. */
const to = (Principal: unknown, rest: object = {}) => policy({ Effect: 'Allow', Principal, Action: '*', Resource: TABLE, ...rest });
const aws = (name: string, rest: object = {}) => to({ AWS: name }, rest);
const statements = (...names: readonly string[]) =>
  policy(...names.map(name => ({ Effect: 'Allow', Principal: { AWS: name }, Action: '*', Resource: TABLE })));

function layered(name: string, source: string, policies: Partial<PolicyCase>, effect: PolicyCase['effect'], layer: PolicyCase['layer']): PolicyCase {
  return { name, source, ...policies, effect, layer };
}

const granted = { caller, resourceAccount: ACCOUNT };
const open = { caller: anonymous, resourceAccount: ACCOUNT };
const keyed = { ...granted, resourceMustAllow: true as const };
const foreign = { caller, resourceAccount: OTHER, identity: [ALL] };
const notPrincipal = (...names: readonly string[]) =>
  policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, { Effect: 'Deny', NotPrincipal: { AWS: names }, Action: '*', Resource: '*' });

export const layers: PolicyCase[] = [
  layered('nothing allows', EVALUATION, { identity: [] }, 'ImplicitlyDenied', 'identity'),
  layered('identity allows', EVALUATION, { identity: [ALL] }, 'Allowed', 'identity'),
  layered('one of several identity policies allows', EVALUATION, { identity: [NONE, ALL] }, 'Allowed', 'identity'),
  layered('Deny wins in the same policy', EVALUATION, { identity: [DENY] }, 'ExplicitlyDenied', 'identity'),
  layered('Deny wins before the Allow', EVALUATION, { identity: [policy(deny(), allow())] }, 'ExplicitlyDenied', 'identity'),
  layered('Deny wins in another policy', EVALUATION, { identity: [ALL, DENY] }, 'ExplicitlyDenied', 'identity'),
  layered('a Deny for another action', EVALUATION, { identity: [policy(allow(), deny({ Action: 's3:*' }))] }, 'Allowed', 'identity'),
  layered('a Deny for another resource', EVALUATION, { identity: [policy(allow(), deny({ Resource: 'arn:aws:s3:::b' }))] }, 'Allowed', 'identity'),
  layered('a Deny alone', EVALUATION, { identity: [policy(deny())] }, 'ExplicitlyDenied', 'identity'),
  layered('boundary allows, too', BOUNDARIES, { identity: [ALL], boundary: ALL }, 'Allowed', 'identity'),
  layered('boundary does not allow', BOUNDARIES, { identity: [ALL], boundary: NONE }, 'ImplicitlyDenied', 'boundary'),
  layered('boundary grants nothing', BOUNDARIES, { identity: [NONE], boundary: ALL }, 'ImplicitlyDenied', 'identity'),
  layered('boundary denies', BOUNDARIES, { identity: [ALL], boundary: DENY }, 'ExplicitlyDenied', 'boundary'),
  layered('session allows, too', SESSION, { identity: [ALL], session: [ALL] }, 'Allowed', 'identity'),
  layered('session does not allow', SESSION, { identity: [ALL], session: [NONE] }, 'ImplicitlyDenied', 'session'),
  layered('one of the session policies allows', SESSION, { identity: [ALL], session: [NONE, ALL] }, 'Allowed', 'identity'),
  layered('session grants nothing', SESSION, { identity: [NONE], session: [ALL] }, 'ImplicitlyDenied', 'identity'),
  layered('session denies', SESSION, { identity: [ALL], session: [ALL, DENY] }, 'ExplicitlyDenied', 'session'),
  layered('all three allow', EVALUATION, { identity: [ALL], boundary: ALL, session: [ALL] }, 'Allowed', 'identity'),
  layered('boundary allows, session does not', EVALUATION, { identity: [ALL], boundary: ALL, session: [NONE] }, 'ImplicitlyDenied', 'session'),

  layered('session ARN: final', EVALUATION, { ...granted, resourcePolicy: aws(caller.arn) }, 'Allowed', 'resource'),
  layered('session ARN: beyond the boundary', EVALUATION, { ...granted, boundary: NONE, session: [NONE], resourcePolicy: aws(caller.arn) }, 'Allowed', 'resource'),
  layered('session ARN: not beyond a Deny', EVALUATION, { ...granted, boundary: DENY, resourcePolicy: aws(caller.arn) }, 'ExplicitlyDenied', 'boundary'),
  layered("another session's ARN", EVALUATION, { ...granted, resourcePolicy: aws(`${caller.arn}2`) }, 'ImplicitlyDenied', 'identity'),
  layered('session ARN for another action', EVALUATION, { ...granted, resourcePolicy: aws(caller.arn, { Action: 's3:*' }) }, 'ImplicitlyDenied', 'identity'),
  layered('session ARN with a condition that fails', EVALUATION,
    { ...granted, resourcePolicy: aws(caller.arn, { Condition: { Null: { 'dynamodb:LeadingKeys': 'false' } } }) }, 'ImplicitlyDenied', 'identity'),
  layered('role ARN: without identity policy', EVALUATION, { ...granted, resourcePolicy: aws(ROLE) }, 'Allowed', 'resource'),
  layered('role ARN: limited by the boundary', EVALUATION, { ...granted, boundary: NONE, resourcePolicy: aws(ROLE) }, 'ImplicitlyDenied', 'boundary'),
  layered('role ARN: limited by the session policy', EVALUATION, { ...granted, session: [NONE], resourcePolicy: aws(ROLE) }, 'ImplicitlyDenied', 'session'),
  layered('role ARN, then the account', EVALUATION, { ...granted, resourcePolicy: statements(ROLE, ACCOUNT) }, 'Allowed', 'resource'),
  layered('the account, then the role ARN', EVALUATION, { ...granted, resourcePolicy: statements(ACCOUNT, ROLE) }, 'Allowed', 'resource'),
  layered('role ARN without its path', PRINCIPAL, { ...granted, resourcePolicy: aws(`arn:aws:iam::${ACCOUNT}:role/players`) }, 'ImplicitlyDenied', 'identity'),
  layered('a policy that names others, and nobody who is known', EVALUATION,
    { resourceAccount: ACCOUNT, identity: [ALL], resourcePolicy: aws(ROLE) }, 'ImplicitlyDenied', 'resource'),
  layered('everyone: beyond the boundary', EVALUATION,
    { ...granted, boundary: NONE, context: { 'aws:PrincipalArn': ROLE }, resourcePolicy: to('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } }) },
    'Allowed', 'resource'),
  layered('everyone as AWS', PRINCIPAL, { ...granted, resourcePolicy: aws('*') }, 'Allowed', 'resource'),
  layered('no wildcard in part of an ARN', PRINCIPAL, { ...granted, resourcePolicy: aws(`arn:aws:iam::${ACCOUNT}:role/*`) }, 'ImplicitlyDenied', 'identity'),
  layered('the account only delegates', PRINCIPAL, { ...granted, resourcePolicy: aws(ACCOUNT) }, 'ImplicitlyDenied', 'identity'),
  layered('the account delegates to the identity policy', PRINCIPAL, { ...granted, identity: [ALL], resourcePolicy: aws(`arn:aws:iam::${ACCOUNT}:root`) }, 'Allowed', 'identity'),
  layered('user ARN: final', EVALUATION, { ...granted, caller: user, boundary: NONE, resourcePolicy: aws(user.arn) }, 'Allowed', 'resource'),
  layered('the strongest grant counts', EVALUATION,
    { ...granted, boundary: NONE, resourcePolicy: { Statement: [ACCOUNT, ROLE, caller.arn].map(name => ({ Effect: 'Allow', Principal: { AWS: name }, Action: '*', Resource: '*' })) } },
    'Allowed', 'resource'),
  layered('a service is nobody here', PRINCIPAL, { ...granted, resourcePolicy: to({ Service: 's3.amazonaws.com' }) }, 'ImplicitlyDenied', 'identity'),
  layered('resource policy denies the role', EVALUATION,
    { ...granted, identity: [ALL], resourcePolicy: policy({ Effect: 'Deny', Principal: { AWS: ROLE }, Action: '*', Resource: TABLE }) }, 'ExplicitlyDenied', 'resource'),
  layered('resource policy denies the account', EVALUATION,
    { ...granted, identity: [ALL], resourcePolicy: policy({ Effect: 'Deny', Principal: { AWS: ACCOUNT }, Action: '*', Resource: TABLE }) }, 'ExplicitlyDenied', 'resource'),
  layered('resource policy denies another role', EVALUATION,
    { ...granted, identity: [ALL], resourcePolicy: policy({ Effect: 'Deny', Principal: { AWS: `${ROLE}2` }, Action: '*', Resource: TABLE }) }, 'Allowed', 'identity'),
  layered('resource policy denies everyone', EVALUATION,
    { ...granted, identity: [ALL], resourcePolicy: policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: TABLE }) }, 'ExplicitlyDenied', 'resource'),
  { ...layered('a unique id cannot be told: Allow', FAIL_CLOSED, { ...granted, resourcePolicy: aws('AROAEXAMPLE') }, 'ImplicitlyDenied', 'identity'), unevaluated: true },
  {
    ...layered('a unique id cannot be told: Deny', FAIL_CLOSED,
      { ...granted, identity: [ALL], resourcePolicy: policy({ Effect: 'Deny', Principal: { AWS: 'AROAEXAMPLE' }, Action: '*', Resource: '*' }) }, 'ExplicitlyDenied', 'resource'),
    unevaluated: true,
  },
  { ...layered('a canonical user cannot be told', FAIL_CLOSED, { ...granted, resourcePolicy: to({ CanonicalUser: '79a5' }) }, 'ImplicitlyDenied', 'identity'), unevaluated: true },
  layered('another account: both must allow', CROSS_ACCOUNT, { ...foreign, resourcePolicy: aws(ROLE) }, 'Allowed', 'identity'),
  layered('another account: its policy names our account', CROSS_ACCOUNT, { ...foreign, resourcePolicy: aws(ACCOUNT) }, 'Allowed', 'identity'),
  layered('another account: no policy', CROSS_ACCOUNT, foreign, 'ImplicitlyDenied', 'resource'),
  layered('another account: its policy alone', CROSS_ACCOUNT, { ...foreign, identity: [], resourcePolicy: aws(caller.arn) }, 'ImplicitlyDenied', 'identity'),
  layered('another account: its policy names others', CROSS_ACCOUNT, { ...foreign, resourcePolicy: aws(OTHER) }, 'ImplicitlyDenied', 'resource'),
  layered('a key: IAM alone is never enough', KEY_POLICIES, { ...keyed, identity: [ALL], resourcePolicy: aws(`${ROLE}2`) }, 'ImplicitlyDenied', 'resource'),
  layered('a key without a policy', KEY_POLICIES, { ...keyed, identity: [ALL] }, 'ImplicitlyDenied', 'resource'),
  layered('a key: its policy delegates to the account', KEY_POLICIES, { ...keyed, identity: [ALL], resourcePolicy: aws(`arn:aws:iam::${ACCOUNT}:root`) }, 'Allowed', 'identity'),
  layered('a key: delegated, and IAM does not allow', KEY_POLICIES, { ...keyed, identity: [NONE], resourcePolicy: aws(ACCOUNT) }, 'ImplicitlyDenied', 'identity'),
  layered('a key: delegated, and the session policy does not allow', KEY_POLICIES,
    { ...keyed, identity: [ALL], session: [NONE], resourcePolicy: aws(ACCOUNT) }, 'ImplicitlyDenied', 'session'),
  layered('a key: its policy names the role', KEY_POLICIES, { ...keyed, resourcePolicy: aws(ROLE) }, 'Allowed', 'resource'),
  layered('a key: its policy denies', KEY_POLICIES,
    { ...keyed, identity: [ALL], resourcePolicy: policy(...['Allow', 'Deny'].map((Effect) => ({ Effect, Principal: { AWS: ACCOUNT }, Action: '*', Resource: '*' }))) },
    'ExplicitlyDenied', 'resource'),
  layered('a key: IAM denies', KEY_POLICIES, { ...keyed, identity: [DENY], resourcePolicy: aws(caller.arn) }, 'ExplicitlyDenied', 'identity'),
  layered('NotPrincipal excepts session, role and account', NOT_PRINCIPAL,
    { ...granted, resourcePolicy: notPrincipal(caller.arn, ROLE, ACCOUNT) }, 'Allowed', 'resource'),
  layered('NotPrincipal without the session', NOT_PRINCIPAL, { ...granted, resourcePolicy: notPrincipal(ROLE, ACCOUNT) }, 'ExplicitlyDenied', 'resource'),
  layered('NotPrincipal without the account', NOT_PRINCIPAL, { ...granted, resourcePolicy: notPrincipal(caller.arn, ROLE) }, 'ExplicitlyDenied', 'resource'),
  {
    ...layered('NotPrincipal in an Allow', NOT_PRINCIPAL,
      { ...granted, resourcePolicy: policy({ Effect: 'Allow', NotPrincipal: { AWS: OTHER }, Action: '*', Resource: '*' }) }, 'ImplicitlyDenied', 'identity'),
    unevaluated: true,
  },

  layered('anonymous: the policy lets everyone in', PRINCIPAL, { ...open, resourcePolicy: to('*') }, 'Allowed', 'resource'),
  layered('anonymous: AWS everyone is the same', PRINCIPAL, { ...open, resourcePolicy: to({ AWS: '*' }) }, 'Allowed', 'resource'),
  layered('anonymous: no policy', PRINCIPAL, open, 'ImplicitlyDenied', 'resource'),
  layered('anonymous: identity policies of nobody', PRINCIPAL, { ...open, identity: [ALL] }, 'ImplicitlyDenied', 'resource'),
  layered('anonymous: the account is not everyone', PRINCIPAL, { ...open, resourcePolicy: aws(ACCOUNT) }, 'ImplicitlyDenied', 'resource'),
  layered('anonymous: a service is not everyone', PRINCIPAL, { ...open, resourcePolicy: to({ Service: 's3.amazonaws.com' }) }, 'ImplicitlyDenied', 'resource'),
  layered('anonymous: a condition that fails', PRINCIPAL,
    { ...open, resourcePolicy: to('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT } } }) }, 'ImplicitlyDenied', 'resource'),
  layered('anonymous: Deny wins', EVALUATION,
    { ...open, resourcePolicy: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }, { Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Resource: '*' }) },
    'ExplicitlyDenied', 'resource'),
  layered('anonymous: everybody but a role is denied', NOT_PRINCIPAL, { ...open, resourcePolicy: notPrincipal(ROLE) }, 'ExplicitlyDenied', 'resource'),
  layered('anonymous: nobody is denied who is everybody', NOT_PRINCIPAL, { ...open, resourcePolicy: notPrincipal('*') }, 'Allowed', 'resource'),
  layered('anonymous: a key', KEY_POLICIES, { ...open, resourceMustAllow: true, resourcePolicy: to('*') }, 'ImplicitlyDenied', 'resource'),
];
