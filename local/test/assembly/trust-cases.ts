/**
 * What IAM answers to trust policies. Recorded: https://github.com/radkawar/stackd, iam/policy/testdata (see
 * test/recorded). Reported: kubernetes-sigs/external-dns#3085 (Resource), garnaat/kappa#111 (colons),
 * terraform-aws-modules/terraform-aws-iam#202 (Federated). Documented: IAM User Guide, "Identity-provider controls for shared OIDC providers".
 */
export type TrustCase = readonly [what: string, statements: readonly object[], refusal: string | 'taken'];

const PROVIDERS = 'arn:aws:iam::123456789012:oidc-provider';
const LOGIN = `${PROVIDERS}/login.example.com`;
const login = { Effect: 'Allow', Principal: { Federated: LOGIN }, Action: 'sts:AssumeRoleWithWebIdentity' };

const at = (message: string, statement = 1) => `${message} (statement ${statement})`;
const shared = (host: string, Condition?: object) => ({ ...login, Principal: { Federated: `${PROVIDERS}/${host}` }, ...Condition && { Condition } });
const builtIn = (host: string, Condition?: object) => ({ ...login, Principal: { Federated: host }, ...Condition && { Condition } });
const demanded = (name: string, keys: string) =>
  at(`Trust policy with trusted principal ${name} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, ${keys} which is not scoped to all.`);

/** One case for each condition, named by it. */
const each = (what: string, make: (Condition: object) => object, conditions: readonly object[], refusal: string): TrustCase[] =>
  conditions.map(condition => [`${what}: ${JSON.stringify(condition)}`, [make(condition)], refusal]);

const ACTIONS = at('AssumeRole policy may only specify STS AssumeRole actions.');
const FEDERATED = at('Federated principals must be valid domain names or SAML metadata ARNs');

const grammar: readonly TrustCase[] = [
  ...['sts:*', '*', 's3:GetObject', 'STS:AssumeRoleWithWebIdentity', 'sts:assumeRole', 'sts:GetCallerIdentity', 'sts:AssumeRole*', '']
    .map((Action): TrustCase => [`action ${JSON.stringify(Action)}`, [{ ...login, Action }], ACTIONS]),
  ['one foreign action of several', [{ ...login, Action: ['sts:AssumeRoleWithWebIdentity', 'iam:PassRole'] }], ACTIONS],
  ['a foreign action in a Deny', [{ ...login, Effect: 'Deny', Action: 's3:*' }], ACTIONS],
  ['NotAction', [{ Effect: 'Allow', Principal: { Federated: LOGIN }, NotAction: 'sts:AssumeRole' }], ACTIONS],
  ['Resource', [{ ...login, Resource: '*' }], at('Has prohibited field Resource')],
  ['NotResource', [{ ...login, NotResource: '*' }], at('Has prohibited field NotResource')],
  ['an identity policy', [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }], at('Has prohibited field Resource')],
  ['the statement that is at fault', [login, { ...login, Resource: '*' }], at('Has prohibited field Resource', 2)],
  ['no principal', [{ Effect: 'Allow', Action: 'sts:AssumeRole' }], at('Missing required field Principal')],
  ['no principal in the second', [login, { Effect: 'Allow', Action: 'sts:AssumeRole' }], at('Missing required field Principal', 2)],
  ['a principal of no type', [{ ...login, Principal: {} }], at('Missing required field Principal')],
  ['an empty provider', [{ ...login, Principal: { Federated: '' } }], at('Invalid principal in policy: "FEDERATED":""')],
  ['an empty account', [{ ...login, Action: 'sts:AssumeRole', Principal: { AWS: ['123456789012', ''] } }], at('Invalid principal in policy: "AWS":""')],
  ...[
    'https://login.example.com', 'https://accounts.google.com', 'login', 'login.example.com/v2', '*', 'arn:aws:iam::123456789012:role/r',
    'arn:aws:iam::1:oidc-provider/x.example.com', 'arn:aws:iam::123456789012:oidc-provider/', ' accounts.google.com',
  ].map((Federated): TrustCase => [`provider ${JSON.stringify(Federated)}`, [{ ...login, Principal: { Federated } }], FEDERATED]),
  ['a provider of several that is none', [{ ...login, Principal: { Federated: [LOGIN, 'login'] } }], FEDERATED],
  ...['stringEquals', 'StringMatches', 'ForSomeValues:StringEquals', 'NullIfExists', 'StringEqualsIfExist'].map((operator): TrustCase =>
    [`operator ${operator}`, [{ ...login, Condition: { [operator]: { 'login.example.com:aud': 'x' } } }], at(`Invalid Condition type : ${operator}.`)]),
  ...['https://login.example.com:sub', 'HTTPS://login.example.com:sub', 'http://login.example.com:sub'].map((key): TrustCase =>
    [`key ${key}`, [{ ...login, Condition: { Null: { [key]: 'true' } } }],
      `Actions/Condition can contain only one colon. (statement 1: the key "${key}" must be without its scheme)`]),
  ['an unknown element', [{ ...login, Conditions: {} }], 'Syntax errors in policy. (statement 1: the element "Conditions" does not exist)'],
  ['no effect', [{ ...login, Effect: 'allow' }], 'Syntax errors in policy. (statement 1: Effect must be Allow or Deny, got "allow")'],
  ['a principal that is text', [{ ...login, Principal: '' }], 'Syntax errors in policy. (statement 1: Principal must be "*" or an object, got "")'],
  ['no principals', [{ ...login, Principal: { Federated: [] } }], 'Syntax errors in policy. (statement 1: Principal Federated must not be empty)'],
];

const SHARED: readonly [host: string, claim: string][] = [
  ['agent.buildkite.com', 'sub'], ['oidc.codefresh.io', 'sub'], ['studio.datachain.ai/api', 'sub'], ['oidc-configuration.audit-log.githubusercontent.com', 'sub'],
  ['vstoken.actions.githubusercontent.com', 'sub'], ['gitlab.com', 'sub'], ['rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr', 'sub'], ['rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26', 'sub'], ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'sub'],
  ['oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu', 'sub'], ['api.pulumi.com/oidc', 'aud'], ['sandboxes.cloud', 'aud'], ['scalr.io', 'sub'],
  ['tokens.cloud.shisho.dev', 'sub'], ['app.terraform.io', 'sub'], ['proidc.upbound.io', 'sub'], ['oidc.vercel.com', 'aud'],
];
const SENTINEL = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d';

const sharedIssuers: readonly TrustCase[] = [
  ...SHARED.flatMap(([host, claim]): TrustCase[] => {
    const key = `${host}:${claim}`;
    const ofHost = (Condition: object) => shared(host, Condition);
    return [
      [`${host} without a condition`, [shared(host)], demanded(host, key)],
      ...each(host, ofHost, [
        { StringEquals: { [`${host}:${claim === 'sub' ? 'aud' : 'sub'}`]: 'v' } }, { StringEquals: { [key]: '*' } }, { StringLike: { [key]: ['v', '*'] } },
        { StringEqualsIfExists: { [key]: 'v' } }, { StringNotEquals: { [key]: 'v' } }, { Null: { [key]: 'false' } },
      ], demanded(host, key)),
      ...each(host, ofHost, [
        ...['StringEquals', 'StringLike', 'StringEqualsIgnoreCase', 'ForAnyValue:StringLike', 'ForAllValues:StringEquals'].map(operator => ({ [operator]: { [key]: 'v' } })),
        { StringEquals: { [key.toUpperCase()]: 'v' }, StringLike: { [key]: '*' } },
      ], 'taken'),
      [`${host}, denied or only tagging`, [{ ...shared(host), Effect: 'Deny' }, { ...shared(host), Action: ['sts:TagSession', 'sts:SetSourceIdentity'] }], 'taken'],
    ];
  }),
  ['one of several actions', [{ ...shared('gitlab.com'), Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'] }], demanded('gitlab.com', 'gitlab.com:sub')],
  ['one of several principals', [{ ...login, Principal: { Federated: [LOGIN, `${PROVIDERS}/gitlab.com`] } }], demanded('gitlab.com', 'gitlab.com:sub')],
  ['Azure Sentinel by its subject', [shared(SENTINEL, { StringEquals: { [`${SENTINEL}:sub`]: 'v' } })], demanded(SENTINEL, 'sts:RoleSessionName')],
  ['Azure Sentinel for any session', [shared(SENTINEL, { StringLike: { 'sts:RoleSessionName': '*' } })], demanded(SENTINEL, 'sts:RoleSessionName')],
  ['Azure Sentinel', [shared(SENTINEL, { StringEquals: { 'sts:RoleSessionName': 'v' } })], 'taken'],
  ...['token.actions.githubusercontent.com', 'token.actions.githubusercontent.com/enterprise'].flatMap((host): TrustCase[] => {
    const refused = demanded(`${PROVIDERS}/${host}`, `${host}:sub or ${host}:job_workflow_ref`);
    const values = (list: readonly unknown[]) => ['sub', 'job_workflow_ref'].flatMap(claim => list.map(value => ({ StringLike: { [`${host}:${claim}`]: value } })));
    return [
      ...each(host, Condition => shared(host, Condition), [
        { StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } }, ...values(['', ' ', '*', '**', '*:ref', ['repo:o/r:*', '*']]),
      ], refused),
      ...each(host, Condition => shared(host, Condition), values(['repo:o/r:*', '?*', '??']), 'taken'),
    ];
  }),
  ...[
    'gitlab.com/', 'gitlab.com.example.org', 'gitlab.example.org', 'vstoken.actions.githubusercontent.com/x', 'x.token.actions.githubusercontent.com',
    'api.pulumi.com',
  ].map((host): TrustCase => [`${host}, which only looks alike`, [shared(host)], 'taken']),
];

const APPLICATIONS: readonly [host: string, claims: readonly string[], others: readonly string[]][] = [
  ['accounts.google.com', ['aud', 'oaud', 'sub'], ['app_id', 'amr', 'email', 'AUD']],
  ['www.amazon.com', ['app_id', 'sub'], ['aud', 'oaud', 'user_id', 'email', 'APP_ID']],
  ['graph.facebook.com', ['app_id', 'sub'], ['id', 'user_id', 'email', 'APP_ID']],
];
const COGNITO = [
  'cognito-identity.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com',
  'cognito-identity.cn-north-1.amazonaws.com.cn',
];

const builtInProviders: readonly TrustCase[] = [
  ...APPLICATIONS.flatMap(([host, claims, others]): TrustCase[] => {
    const refused = at(`Policy trusting ${host} requires a StringEquals condition on an application id`);
    const ofHost = (Condition: object) => builtIn(host, Condition);
    const under = (operators: readonly string[], names: readonly string[], values: readonly unknown[]) =>
      operators.flatMap(operator => names.flatMap(name => values.map(value => ({ [operator]: { [`${host}:${name}`]: value } }))));
    return [
      [`${host} without a condition`, [builtIn(host)], refused],
      ...each(host, ofHost, under(['StringEquals'], others, ['v']), refused),
      ...each(host, ofHost, under(['StringLike', 'StringEqualsIfExists', 'StringNotEquals', 'Null', 'ForAllValues:StringLike'], claims, ['true']), refused),
      ...each(host, ofHost, under(['StringEquals', 'StringEqualsIgnoreCase', 'ForAllValues:StringEquals', 'ForAnyValue:StringEquals'], claims, ['v', '*', '', []]), 'taken'),
      [`${host} beside another condition`, [builtIn(host, { StringEquals: { [`${host}:${claims[0]}`]: 'v' }, StringLike: { 'sts:RoleSessionName': 'x*' } })], 'taken'],
      [`${host}, denied or only tagging`, [{ ...builtIn(host), Effect: 'Deny' }, { ...builtIn(host), Action: 'sts:TagSession' }], 'taken'],
    ];
  }),
  ...COGNITO.flatMap((host): TrustCase[] => [
    [`${host} without a condition`, [builtIn(host)], at('A condition block must be present for the Cognito provider')],
    [`${host} with an empty condition`, [builtIn(host, {})], at('A condition block must be present for the Cognito provider')],
    [`${host} with amr alone`, [builtIn(host, { 'ForAnyValue:StringLike': { [`${host}:amr`]: 'authenticated' } })], demanded(host, `${host}:aud`)],
    [`${host} with aud`, [builtIn(host, { StringEquals: { [`${host}:aud`]: 'eu-west-1:0' } })], 'taken'],
  ]),
];

const taken: readonly TrustCase[] = [
  ['all actions', [{ ...login, Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'] }], 'taken'],
  ['a provider of another partition', [{ ...login, Principal: { Federated: 'arn:aws-us-gov:iam::123456789012:oidc-provider/login.example.com/v2?x' } }], 'taken'],
  ['SAML', [{ Effect: 'Allow', Principal: { Federated: 'arn:aws:iam::123456789012:saml-provider/corp' }, Action: 'sts:AssumeRoleWithSAML' }], 'taken'],
  ['an account and a service', [{ Effect: 'Allow', Principal: { AWS: '123456789012', Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }], 'taken'],
  ['everyone, denied', [{ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }, { Effect: 'Deny', NotPrincipal: { AWS: '123456789012' }, Action: 'sts:AssumeRole' }], 'taken'],
];

export const trustCases: readonly TrustCase[] = [...grammar, ...sharedIssuers, ...builtInProviders, ...taken];
