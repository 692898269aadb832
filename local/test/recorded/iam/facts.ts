/** Recordings of IAM at AWS: names, OIDC providers, and what IAM reads in a policy. */
const STACKD = 'https://github.com/radkawar/stackd';

export const PROVIDERS_SOURCE = `${STACKD}, internal/services/iam/testdata/federation/oidc.json`;

/** What IAM stores of an OIDC provider. */
export interface ProviderFact {
  readonly name: string;
  readonly url: string;
  readonly clientIds?: readonly string[];
  readonly thumbprints: readonly string[];
  /** The URL of a provider that was there before. */
  readonly beside?: string;
  readonly stored: { readonly path: string; readonly clientIds?: readonly string[]; readonly thumbprints?: readonly string[] };
}

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

export const providers: readonly ProviderFact[] = [
  {
    name: 'the slash at the end is kept, client ids are merged, thumbprints put in lower case',
    url: 'https://a.example.com/path/',
    clientIds: ['z', 'a', 'z'],
    thumbprints: ['A'.repeat(40), A],
    stored: { path: 'a.example.com/path/', clientIds: ['z', 'a'], thumbprints: [A, A] },
  },
  { name: 'without the slash it is another one', url: 'https://a.example.com/path', thumbprints: [B], beside: 'https://a.example.com/path/', stored: { path: 'a.example.com/path' } },
  { name: 'a thumbprint of no hexadecimal digits', url: 'https://a.example.com/nonhex', thumbprints: ['g'.repeat(40)], stored: { path: 'a.example.com/nonhex' } },
  { name: 'the case of the URL is kept', url: 'https://A.EXAMPLE.COM/MixedCase', thumbprints: [B], stored: { path: 'A.EXAMPLE.COM/MixedCase' } },
];

export const NAMES_SOURCES = {
  role: `${STACKD}, testdata/aws/iam/resource_authorization.json`,
  policy: `${STACKD}, testdata/aws/iam/policy_management.json`,
};

export const KEYS_SOURCE = `${STACKD}, internal/services/iam/testdata/context_keys_aws.json`;

/** The context keys that IAM finds in a policy (GetContextKeysForCustomPolicy), or `refused`. */
export interface KeysFact {
  readonly name: string;
  readonly policy: object;
  readonly keys: readonly string[] | 'refused';
  readonly left?: string;
}

const GET = { Effect: 'Allow', Action: 's3:GetObject' };
const BY_NAME = { StringEquals: { 'aws:username': 'a' } };
const policy = (Statement: object, Version = '2012-10-17') => ({ Version, Statement });
const NOT_STORED = 'IAM lists the keys of documents, too, that it would not store: those are refused';

export const keys: readonly KeysFact[] = [
  {
    name: 'variables of resources and conditions',
    policy: policy({
      ...GET,
      Resource: 'arn:aws:s3:::bucket/${aws:PrincipalTag/Team}/${aws:username}',
      Condition: { StringEquals: { 's3:ExistingObjectTag/Owner': '${aws:PrincipalTag/Team}' }, Null: { 'AWS:SourceIp': 'false' } },
    }),
    keys: ['s3:ExistingObjectTag/Owner', 'aws:username', 'aws:PrincipalTag/Team', 'AWS:SourceIp'],
  },
  {
    name: 'a default and escapes',
    policy: policy({ ...GET, Resource: "arn:aws:s3:::bucket/${aws:username, 'default'}/${*}/${?}/${$}" }),
    keys: ['$', 'aws:username', '*', '?'],
    left: 'IAM lists the escapes like keys; no request has them, and nothing is looked up',
  },
  { name: 'Version 2008 has no variables', policy: policy({ ...GET, Resource: 'arn:aws:s3:::bucket/${aws:username}' }, '2008-10-17'), keys: [] },
  { name: 'no Effect', policy: policy({ Action: '*', Resource: '*', Condition: BY_NAME }), keys: 'refused' },
  { name: 'an unknown member', policy: { ...policy({ ...GET, Resource: '*', Condition: BY_NAME }), Foo: 'x' }, keys: 'refused' },
  {
    name: 'a variable of a number',
    policy: policy({ ...GET, Resource: '*', Condition: { NumericEquals: { 'aws:MultiFactorAuthAge': '${aws:PrincipalTag/Age}' } } }),
    keys: ['aws:PrincipalTag/Age', 'aws:MultiFactorAuthAge'],
    left: 'what AWS compares then, nobody has recorded: such a condition is not evaluated, and its variable not looked up',
  },
  { name: 'no variables in Action', policy: policy({ Effect: 'Allow', Action: '${aws:username}', Resource: '*' }), keys: [] },
  { name: 'no variables in Principal', policy: policy({ ...GET, Resource: '*', Principal: { AWS: '${aws:username}' } }), keys: [] },
  { name: 'a variable as a key is a key', policy: policy({ Effect: 'Allow', Condition: { StringEquals: { '${aws:username}': 'a' } } }), keys: ['${aws:username}'], left: NOT_STORED },
  { name: 'an action of no service', policy: policy({ Effect: 'Allow', Action: 'abc', Resource: '*', Condition: BY_NAME }), keys: ['aws:username'] },
  { name: 'a resource of no form', policy: policy({ ...GET, Resource: 'bad', Condition: BY_NAME }), keys: ['aws:username'] },
  { name: 'no statement', policy: { Version: '2012-10-17' }, keys: [], left: NOT_STORED },
];
