import type { PolicyCase } from '../policy-case';
import { policy } from '../policy-case';
import { FAIL_CLOSED, FEDERATED, OBSERVED, PRINCIPAL, SETS, VARIABLES } from '../sources';

const ACTION = 'sts:AssumeRoleWithWebIdentity';
const ROLE = 'arn:aws:iam::123456789012:role/players';
const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/login.example.com';
const GOOGLE = 'accounts.google.com';

const statement = (Principal: unknown, rest: object = {}) => ({ Effect: 'Allow', Principal, Action: ACTION, ...rest });

function trusts(name: string, source: string, statements: readonly object[], effect: PolicyCase['effect'], rest: Partial<PolicyCase> = {}): PolicyCase {
  return { name, source, trust: policy(...statements), caller: { federated: GOOGLE }, action: ACTION, resource: ROLE, effect, layer: 'trust', ...rest };
}

const google = (Condition: object) => [statement({ Federated: GOOGLE }, { Condition })];
const token = (context: PolicyCase['context']) => ({ context });
const pinned = google({ StringEquals: { 'accounts.google.com:aud': ['app1', 'app2'], 'accounts.google.com:oaud': 'app1' } });

const bars = [statement({ Federated: PROVIDER }, {
  Condition: {
    StringLike: { 'login.example.com:sub': '?*' },
    StringNotLike: { 'login.example.com:sub': ['*/*', '*#*', '*${*}*', '*${?}*', '*${$}*'] },
  },
})];
const subject = (sub: string) => ({ caller: { federated: PROVIDER }, context: { 'login.example.com:sub': sub } });

const POOL = 'eu-west-1:00000000-0000-0000-0000-000000000000';
const cognito = [statement({ Federated: 'cognito-identity.amazonaws.com' }, {
  Condition: {
    'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
  },
})];
const login = (amr: readonly string[] | undefined, aud = POOL) => ({
  caller: { federated: 'cognito-identity.amazonaws.com' },
  context: { 'cognito-identity.amazonaws.com:aud': aud, ...amr ? { 'cognito-identity.amazonaws.com:amr': amr } : {} },
});

const session = { arn: 'arn:aws:sts::123456789012:assumed-role/broker/x', role: 'arn:aws:iam::123456789012:role/broker' };
const assume = (Principal: unknown) => [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
const assumes = { caller: session, action: 'sts:AssumeRole' };

export const trust: PolicyCase[] = [
  trusts('built-in provider', FEDERATED, [statement({ Federated: GOOGLE })], 'Allowed', { grantedTo: 'provider' }),
  trusts('another provider', FEDERATED, [statement({ Federated: 'www.amazon.com' })], 'ImplicitlyDenied'),
  trusts('one of several', PRINCIPAL, [statement({ Federated: ['www.amazon.com', GOOGLE] })], 'Allowed'),
  trusts('host is not ARN', FEDERATED, [statement({ Federated: 'login.example.com' })], 'ImplicitlyDenied', { caller: { federated: PROVIDER } }),
  trusts('provider ARN', FEDERATED, [statement({ Federated: PROVIDER })], 'Allowed', { caller: { federated: PROVIDER } }),
  trusts('provider ARN of another path', FEDERATED, [statement({ Federated: PROVIDER })], 'ImplicitlyDenied', { caller: { federated: `${PROVIDER}/x` } }),
  trusts('AWS everyone is no token', OBSERVED, [statement({ AWS: '*' })], 'ImplicitlyDenied'),
  trusts('everyone and a token', FAIL_CLOSED, [statement('*')], 'ImplicitlyDenied', { unevaluated: true }),
  trusts('account is no token', PRINCIPAL, [statement({ AWS: '123456789012' })], 'ImplicitlyDenied'),
  trusts('federated, named as AWS', PRINCIPAL, [statement({ AWS: GOOGLE })], 'ImplicitlyDenied'),
  trusts('Deny everyone includes a token', FAIL_CLOSED, [statement({ Federated: GOOGLE }), { ...statement('*'), Effect: 'Deny' }], 'ExplicitlyDenied', { unevaluated: true }),
  trusts('Deny AWS everyone may include a token', FAIL_CLOSED, [statement({ Federated: GOOGLE }), { ...statement({ AWS: '*' }), Effect: 'Deny' }], 'ExplicitlyDenied', { unevaluated: true }),
  trusts('Deny of another provider', PRINCIPAL, [statement({ Federated: GOOGLE }), { ...statement({ Federated: 'www.amazon.com' }), Effect: 'Deny' }], 'Allowed'),
  trusts('Deny of the provider', PRINCIPAL, [statement({ Federated: GOOGLE }), { ...statement({ Federated: GOOGLE }), Effect: 'Deny' }], 'ExplicitlyDenied'),
  trusts('Deny all but the provider', PRINCIPAL,
    [statement({ Federated: GOOGLE }), { Effect: 'Deny', NotPrincipal: { Federated: GOOGLE }, Action: ACTION }], 'Allowed'),
  trusts('another action', FEDERATED, [statement({ Federated: GOOGLE }, { Action: 'sts:AssumeRole' })], 'ImplicitlyDenied'),
  trusts('tagging is an action of its own', FEDERATED, [statement({ Federated: GOOGLE })], 'ImplicitlyDenied', { action: 'sts:TagSession' }),
  trusts('tagging, allowed', FEDERATED, [statement({ Federated: GOOGLE }, { Action: [ACTION, 'sts:TagSession'] })], 'Allowed', { action: 'sts:TagSession' }),
  trusts('source identity, allowed', FEDERATED, [statement({ Federated: GOOGLE }, { Action: 'sts:Set*' })], 'Allowed', { action: 'sts:SetSourceIdentity' }),
  trusts('audience pinned', FEDERATED, pinned, 'Allowed', token({ 'accounts.google.com:aud': 'app2', 'accounts.google.com:oaud': 'app1' })),
  trusts('audience of another app', FEDERATED, pinned, 'ImplicitlyDenied', token({ 'accounts.google.com:aud': 'app3', 'accounts.google.com:oaud': 'app1' })),
  trusts('token issued to us for another API', FEDERATED, pinned, 'ImplicitlyDenied', token({ 'accounts.google.com:aud': 'app1', 'accounts.google.com:oaud': 'api' })),
  trusts('no audience', FEDERATED, pinned, 'ImplicitlyDenied', token({})),
  trusts('ForAllValues on aud is open without it', SETS, google({ 'ForAllValues:StringEquals': { 'accounts.google.com:aud': 'app1' } }), 'Allowed', token({})),
  trusts('a key that does not exist', FEDERATED, google({ StringEquals: { 'accounts.google.com:iss': GOOGLE } }), 'ImplicitlyDenied', token({ 'accounts.google.com:aud': 'app1' })),
  trusts('key with a path', FEDERATED, [statement({ Federated: `${PROVIDER}/api` }, { Condition: { StringEquals: { 'Login.example.com/api:AUD': 'app1' } } })], 'Allowed',
    { caller: { federated: `${PROVIDER}/api` }, context: { 'login.example.com/api:aud': 'app1' } }),
  trusts('barred ids: a plain one', VARIABLES, bars, 'Allowed', subject('auth0|1')),
  ...['', 'a/b', 'a#b', 'a*', 'a?', '$a', '*'].map(id => trusts(`barred ids: ${JSON.stringify(id)}`, VARIABLES, bars, 'ImplicitlyDenied', subject(id))),
  trusts('Cognito: authenticated', SETS, cognito, 'Allowed', login(['authenticated', 'graph.facebook.com'])),
  trusts('Cognito: guest', SETS, cognito, 'ImplicitlyDenied', login(['unauthenticated'])),
  trusts('Cognito: no amr', SETS, cognito, 'ImplicitlyDenied', login(undefined)),
  trusts('Cognito: another pool', FEDERATED, cognito, 'ImplicitlyDenied', login(['authenticated'], 'eu-west-1:x')),
  trusts('session name pinned to the subject', VARIABLES,
    google({ StringEquals: { 'sts:RoleSessionName': '${accounts.google.com:sub}' } }), 'Allowed', token({ 'sts:RoleSessionName': '42', 'accounts.google.com:sub': '42' })),
  trusts('session name of somebody else', VARIABLES,
    google({ StringEquals: { 'sts:RoleSessionName': '${accounts.google.com:sub}' } }), 'ImplicitlyDenied', token({ 'sts:RoleSessionName': '43', 'accounts.google.com:sub': '42' })),
  trusts('AssumeRole by the role', PRINCIPAL, assume({ AWS: session.role }), 'Allowed', { ...assumes, grantedTo: 'role' }),
  trusts('AssumeRole by the session', PRINCIPAL, assume({ AWS: session.arn }), 'Allowed', { ...assumes, grantedTo: 'direct' }),
  trusts('AssumeRole by the account', PRINCIPAL, assume({ AWS: 'arn:aws:iam::123456789012:root' }), 'Allowed', { ...assumes, grantedTo: 'account' }),
  trusts('AssumeRole by everyone', PRINCIPAL, assume('*'), 'Allowed', { ...assumes, grantedTo: 'anyone' }),
  trusts('AssumeRole by every account', PRINCIPAL, assume({ AWS: '*' }), 'Allowed', { ...assumes, grantedTo: 'anyone' }),
  trusts('AssumeRole by another account', PRINCIPAL, assume({ AWS: '999999999999' }), 'ImplicitlyDenied', assumes),
  trusts('AssumeRole by a provider', PRINCIPAL, assume({ Federated: GOOGLE }), 'ImplicitlyDenied', assumes),
];
