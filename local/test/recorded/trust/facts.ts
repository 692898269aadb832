/** Recordings of CreateRole and UpdateAssumeRolePolicy at AWS. */
const STACKD = 'https://github.com/radkawar/stackd, iam/policy/testdata';
const PROVIDERS = 'arn:aws:iam::123456789012:oidc-provider';

/** What IAM answered to a trust policy: `taken`, or which of its refusals. */
export type Told = 'taken' | 'actions' | 'cognito' | 'tenant' | 'application';

const TAKEN = 'taken';
const ACTIONS = 'actions';
const COGNITO = 'cognito';
const TENANT = 'tenant';
const APPLICATION = 'application';

/** A statement that trusts the principal; Allow and sts:AssumeRoleWithWebIdentity where it does not say. */
export interface TrustStatement {
  readonly effect?: 'Deny';
  readonly action?: string;
  /** A key that begins with a colon is one of the principal's issuer. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export type TrustFact = readonly [told: Told, ...statements: readonly TrustStatement[]];

/** By source and principal. */
export const facts: readonly (readonly [source: string, principals: Readonly<Record<string, readonly TrustFact[]>>])[] = [
  [`${STACKD}/oidc_trust_controls_aws.json`, {
    'cognito-identity.amazonaws.com': [
      [COGNITO, {}],
      [TAKEN, { condition: { StringEquals: { ':aud': 'v' } } }],
      [TENANT, { condition: { StringEquals: { ':aud': '*' } } }],
      [TAKEN, { condition: { StringEquals: { ':aud': '**' } } }],
      [TAKEN, { condition: { StringEquals: { ':aud': '*?' } } }],
      [TENANT, { condition: { StringEquals: { ':aud': ['*', 'v'] } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':aud': 'v' } } }],
      [TENANT, { condition: { Null: { ':aud': 'true' } } }],
      [TAKEN, { condition: { StringEquals: { 'COGNITO-IDENTITY.AMAZONAWS.COM:AUD': 'v' } } }],
      [TAKEN, { action: 'sts:TagSession' }],
      [ACTIONS, { action: 'sts:*' }],
    ],
    [`${PROVIDERS}/gitlab.com`]: [
      [TENANT, {}],
      [TAKEN, { condition: { StringEquals: { ':sub': '?' } } }],
      [TAKEN, { condition: { StringEquals: { ':sub': '*?' } } }],
      [TENANT, { condition: { StringEquals: { ':sub': ['*', 'v'] } } }],
      [TAKEN, { condition: { StringLike: { ':sub': 'v:*' } } }],
      [TENANT, { condition: { StringLike: { ':sub': '*' } } }],
      [TENANT, { condition: { StringNotEquals: { ':sub': 'v' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':sub': 'v' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringEquals': { ':sub': 'v' } } }],
      [TAKEN, { effect: 'Deny' }],
      [ACTIONS, { action: 'sts:*' }],
      [TENANT, { condition: { StringEquals: { ':sub': 'v' } } }, {}],
      [TAKEN, { condition: { StringEquals: { ':sub': 'v' } } }, { effect: 'Deny' }],
    ],
    [`${PROVIDERS}/app.terraform.io`]: [
      [TAKEN, { condition: { StringEquals: { ':sub': 'v' } } }],
      [TENANT, { condition: { StringEquals: { ':sub': '*' } } }],
      [TAKEN, { condition: { StringEquals: { ':sub': '?' } } }],
      [TAKEN, { condition: { StringEquals: { ':sub': '**' } } }],
      [TAKEN, { condition: { StringEquals: { ':sub': [] } } }],
      [TENANT, { condition: { StringLike: { ':sub': '*' } } }],
      [TENANT, { condition: { StringNotEquals: { ':sub': 'v' } } }],
      [TENANT, { condition: { StringEqualsIfExists: { ':sub': 'v' } } }],
    ],
  }],
  [`${STACKD}/oidc_trust_controls_edges_aws.json`, {
    'cognito-identity.amazonaws.com': [
      [TAKEN, { condition: { StringLike: { ':aud': '*?' } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':aud': '?' } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':aud': '' } } }],
      [TENANT, { condition: { StringEqualsIgnoreCase: { ':aud': ['*', 'v'] } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':aud': '?' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':aud': '**' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':aud': '*?' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':aud': '' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':aud': [] } } }],
      [TENANT, { condition: { 'ForAnyValue:StringEquals': { ':aud': ['*', 'v'] } } }],
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':aud': '?' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':aud': '**' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':aud': '' } } }],
      [TENANT, { condition: { 'ForAllValues:StringLike': { ':aud': ['*', 'v'] } } }],
      [COGNITO, {}],
    ],
    [`${PROVIDERS}/gitlab.com`]: [
      [TAKEN, { condition: { StringLike: { ':sub': '**' } } }],
      [TAKEN, { condition: { StringLike: { ':sub': '*?' } } }],
      [TAKEN, { condition: { StringLike: { ':sub': '' } } }],
      [TAKEN, { condition: { StringLike: { ':sub': [] } } }],
      [TENANT, { condition: { StringLike: { ':sub': ['*', 'v'] } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':sub': '?' } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':sub': '**' } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':sub': [] } } }],
      [TENANT, { condition: { StringEqualsIgnoreCase: { ':sub': ['*', 'v'] } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':sub': '?' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':sub': '**' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':sub': '*?' } } }],
    ],
    [`${PROVIDERS}/vstoken.actions.githubusercontent.com`]: [
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':sub': '?' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':sub': '*?' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':sub': '' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringLike': { ':sub': [] } } }],
      [TENANT, { condition: { 'ForAllValues:StringLike': { ':sub': ['*', 'v'] } } }],
      [TENANT, { condition: { 'ForAnyValue:StringEquals': { ':sub': ['*', 'v'] } } }],
      [TAKEN, { condition: { StringEquals: { ':sub': 'v' }, StringLike: { ':sub': '*' } } }],
      [TAKEN, { action: 'sts:TagSession' }],
      [ACTIONS, { action: 'STS:assumerolewithwebidentity' }],
    ],
    'accounts.google.com': [
      [APPLICATION, { condition: { StringEquals: { ':app_id': 'v' } } }],
      [TAKEN, { condition: { StringEquals: { ':aud': 'v' } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':aud': 'v' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringEquals': { ':aud': 'v' } } }],
      [APPLICATION, { condition: { StringEqualsIfExists: { ':aud': 'v' } } }],
      [APPLICATION, { condition: { StringNotEquals: { ':aud': 'v' } } }],
      [APPLICATION, { condition: { Null: { ':aud': 'false' } } }],
      [TAKEN, { condition: { StringEquals: { ':aud': '' } } }],
      [TAKEN, { condition: { StringEquals: { ':aud': ['*', 'v'] } } }],
      [APPLICATION, { condition: { StringEquals: { 'ACCOUNTS.GOOGLE.COM:AUD': 'v' } } }],
      [TAKEN, { action: 'sts:TagSession' }],
    ],
    'www.amazon.com': [
      [APPLICATION, { condition: { StringEquals: { ':aud': 'v' } } }],
      [APPLICATION, { condition: { StringEquals: { ':oaud': 'v' } } }],
      [TAKEN, { condition: { StringEquals: { ':app_id': 'v' } } }],
      [TAKEN, { condition: { StringEquals: { ':app_id': 'v' } } }],
      [APPLICATION, { condition: { StringLike: { ':app_id': 'v' } } }],
      [TAKEN, { condition: { StringEqualsIgnoreCase: { ':app_id': 'v' } } }],
      [APPLICATION, { condition: { StringEqualsIfExists: { ':app_id': 'v' } } }],
      [TAKEN, { condition: { StringEquals: { ':app_id': '*' } } }],
      [TAKEN, { condition: { StringEquals: { ':app_id': '?' } } }],
      [TAKEN, { condition: { StringEquals: { ':app_id': '' } } }],
      [TAKEN, { condition: { StringEquals: { ':app_id': [] } } }],
      [TAKEN, { effect: 'Deny' }],
    ],
    'graph.facebook.com': [
      [APPLICATION, {}],
      [TAKEN, { condition: { StringEquals: { ':app_id': 'v' } } }],
      [TAKEN, { condition: { StringEquals: { ':sub': 'v' } } }],
      [TAKEN, { condition: { 'ForAnyValue:StringEquals': { ':app_id': 'v' } } }],
      [TAKEN, { condition: { 'ForAllValues:StringEquals': { ':app_id': 'v' } } }],
      [APPLICATION, { condition: { StringNotEquals: { ':app_id': 'v' } } }],
    ],
  }],
  [`${STACKD}/oidc_trust_controls_details_aws.json`, {
    'accounts.google.com': [
      [APPLICATION, { condition: { StringEquals: { ':amr': 'v' } } }],
      [APPLICATION, { condition: { StringEquals: { ':SUB': 'v' } } }],
    ],
    'www.amazon.com': [
      [APPLICATION, { condition: { StringEquals: { ':email': 'v' } } }],
      [APPLICATION, { condition: { StringEquals: { ':SUB': 'v' } } }],
    ],
    'graph.facebook.com': [
      [APPLICATION, { condition: { StringEquals: { ':email': 'v' } } }],
      [APPLICATION, { condition: { StringEquals: { ':user_id': 'v' } } }],
      [APPLICATION, { condition: { StringEquals: { ':SUB': 'v' } } }],
    ],
    [`${PROVIDERS}/token.actions.githubusercontent.com`]: [
      [TAKEN, { condition: { StringLike: { ':sub': '??' } } }],
      [TAKEN, { condition: { StringLike: { ':sub': '?*' } } }],
      [TAKEN, { condition: { StringLike: { ':sub': '??*' } } }],
      [TAKEN, { condition: { StringLike: { ':sub': 'owned*' } } }],
      [TAKEN, { condition: { StringEquals: { ':job_workflow_ref': 'v' } } }],
      [TENANT, { condition: { StringEquals: { ':job_workflow_ref': '' } } }],
      [TENANT, { condition: { StringEquals: { ':sub': 'v', ':job_workflow_ref': '*' } } }],
    ],
    [`${PROVIDERS}/token.actions.githubusercontent.comother`]: [
      [TENANT, { condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'v' } } }],
    ],
  }],
];
