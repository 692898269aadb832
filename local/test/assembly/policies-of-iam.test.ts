import { ACCESS, account, messageOf, one, ROLE } from './support';

/**
 * What IAM answers to policies that it does not take. Recorded: https://github.com/radkawar/stackd, iam/policy/testdata
 * (see test/recorded). Reported: kubernetes-sigs/external-dns#3085 (Resource), garnaat/kappa#111 (colons),
 * terraform-aws-modules/terraform-aws-iam#202 (Federated). Documented: IAM User Guide, "Identity-provider controls for shared OIDC providers".
 */
const PROVIDERS = 'arn:aws:iam::123456789012:oidc-provider';
const LOGIN = `${PROVIDERS}/login.example.com`;
const login = { Effect: 'Allow', Principal: { Federated: LOGIN }, Action: 'sts:AssumeRoleWithWebIdentity' };

function deployTrust(...statements: readonly object[]): void {
  account(one('AWS::IAM::Role', { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements } }));
}

const refusalOf = (...statements: readonly object[]) => messageOf(() => deployTrust(...statements));
const trustRefused = (message: string, statement = 1) => `stack A: It.AssumeRolePolicyDocument: MalformedPolicyDocument: ${message} (statement ${statement})`;
const shared = (host: string, Condition?: object) => ({ ...login, Principal: { Federated: `${PROVIDERS}/${host}` }, ...Condition && { Condition } });
const demanded = (name: string, keys: string) =>
  trustRefused(`Trust policy with trusted principal ${name} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, ${keys} which is not scoped to all.`);

describe('a trust policy is refused with', () => {
  test.each<[what: string, statement: object, message: string]>([
    ...['sts:*', '*', 's3:GetObject', 'STS:AssumeRoleWithWebIdentity', 'sts:assumeRole', 'sts:GetCallerIdentity', 'sts:AssumeRole*', ''].map(Action => [
      `the action ${JSON.stringify(Action)}`, { ...login, Action }, 'AssumeRole policy may only specify STS AssumeRole actions.',
    ] as [string, object, string]),
    ['one foreign action of several', { ...login, Action: ['sts:AssumeRoleWithWebIdentity', 'iam:PassRole'] }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    ['a foreign action in a Deny', { ...login, Effect: 'Deny', Action: 's3:*' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    ['NotAction', { Effect: 'Allow', Principal: { Federated: LOGIN }, NotAction: 'sts:AssumeRole' }, 'AssumeRole policy may only specify STS AssumeRole actions.'],
    ['Resource', { ...login, Resource: '*' }, 'Has prohibited field Resource'],
    ['NotResource', { ...login, NotResource: '*' }, 'Has prohibited field NotResource'],
    ['no principal', { Effect: 'Allow', Action: 'sts:AssumeRole' }, 'Missing required field Principal'],
    ['a principal of no type', { ...login, Principal: {} }, 'Missing required field Principal'],
    ['an empty provider', { ...login, Principal: { Federated: '' } }, 'Invalid principal in policy: "FEDERATED":""'],
    ['an empty account', { ...login, Action: 'sts:AssumeRole', Principal: { AWS: ['123456789012', ''] } }, 'Invalid principal in policy: "AWS":""'],
    ...['https://login.example.com', 'https://accounts.google.com', 'login', 'login.example.com/v2', '*', 'arn:aws:iam::123456789012:role/r', 'arn:aws:iam::1:oidc-provider/x.example.com',
      'arn:aws:iam::123456789012:oidc-provider/', ' accounts.google.com'].map(Federated => [
      `the provider ${JSON.stringify(Federated)}`, { ...login, Principal: { Federated } }, 'Federated principals must be valid domain names or SAML metadata ARNs',
    ] as [string, object, string]),
    ...['stringEquals', 'StringMatches', 'ForSomeValues:StringEquals', 'NullIfExists', 'StringEqualsIfExist'].map(operator => [
      `the operator ${operator}`, { ...login, Condition: { [operator]: { 'login.example.com:aud': 'x' } } }, `Invalid Condition type : ${operator}.`,
    ] as [string, object, string]),
  ])('%s', (_, statement, message) => {
    expect(refusalOf(statement)).toBe(trustRefused(message));
  });

  test.each<[what: string, statement: object, reason: string]>([
    ['a key with a scheme', { ...login, Condition: { StringEquals: { 'https://login.example.com:sub': 'x' } } },
      'Actions/Condition can contain only one colon. (statement 1: the key "https://login.example.com:sub" must be without its scheme)'],
    ['a key with a scheme in capitals', { ...login, Condition: { Null: { 'HTTPS://login.example.com:sub': 'true' } } },
      'Actions/Condition can contain only one colon. (statement 1: the key "HTTPS://login.example.com:sub" must be without its scheme)'],
    ['an unknown element', { ...login, Conditions: {} }, 'Syntax errors in policy. (statement 1: the element "Conditions" does not exist)'],
    ['no effect', { ...login, Effect: 'allow' }, 'Syntax errors in policy. (statement 1: Effect must be Allow or Deny, got "allow")'],
    ['a principal that is text', { ...login, Principal: '' }, 'Syntax errors in policy. (statement 1: Principal must be "*" or an object, got "")'],
    ['no principals', { ...login, Principal: { Federated: [] } }, 'Syntax errors in policy. (statement 1: Principal Federated must not be empty)'],
  ])('%s', (_, statement, reason) => {
    expect(refusalOf(statement)).toBe(`stack A: It.AssumeRolePolicyDocument: MalformedPolicyDocument: ${reason}`);
  });

  test('the statement that is at fault', () => {
    expect(refusalOf(login, { ...login, Resource: '*' })).toBe(trustRefused('Has prohibited field Resource', 2));
  });
});

const SHARED: readonly [host: string, claim: string][] = [
  ['agent.buildkite.com', 'sub'], ['oidc.codefresh.io', 'sub'], ['studio.datachain.ai/api', 'sub'], ['oidc-configuration.audit-log.githubusercontent.com', 'sub'],
  ['vstoken.actions.githubusercontent.com', 'sub'], ['gitlab.com', 'sub'], ['rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr', 'sub'], ['rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26', 'sub'], ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'sub'],
  ['oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu', 'sub'], ['api.pulumi.com/oidc', 'aud'], ['sandboxes.cloud', 'aud'], ['scalr.io', 'sub'],
  ['tokens.cloud.shisho.dev', 'sub'], ['app.terraform.io', 'sub'], ['proidc.upbound.io', 'sub'], ['oidc.vercel.com', 'aud'],
];

describe('shared issuers', () => {
  test.each(SHARED)('%s wants %s', (host, claim) => {
    const key = `${host}:${claim}`;
    const other = `${host}:${claim === 'sub' ? 'aud' : 'sub'}`;
    for (const Condition of [undefined, { StringEquals: { [other]: 'v' } }, { StringEquals: { [key]: '*' } }, { StringLike: { [key]: ['v', '*'] } },
      { StringEqualsIfExists: { [key]: 'v' } }, { StringNotEquals: { [key]: 'v' } }, { Null: { [key]: 'false' } }]) {
      expect(refusalOf(shared(host, Condition))).toBe(demanded(host, key));
    }
    for (const operator of ['StringEquals', 'StringLike', 'StringEqualsIgnoreCase', 'ForAnyValue:StringLike', 'ForAllValues:StringEquals']) {
      deployTrust(shared(host, { [operator]: { [key]: 'v' } }));
    }
    deployTrust(shared(host, { StringEquals: { [key.toUpperCase()]: 'v' }, StringLike: { [key]: '*' } }));
    deployTrust({ ...shared(host), Effect: 'Deny' }, { ...shared(host), Action: ['sts:TagSession', 'sts:SetSourceIdentity'] });
  });

  test('one of several actions and one of several principals is enough to be asked', () => {
    expect(refusalOf({ ...shared('gitlab.com'), Action: ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'] })).toBe(demanded('gitlab.com', 'gitlab.com:sub'));
    const both = { ...login, Principal: { Federated: [LOGIN, `${PROVIDERS}/gitlab.com`] } };
    expect(refusalOf(both)).toBe(demanded('gitlab.com', 'gitlab.com:sub'));
  });

  test('Azure Sentinel wants the name of the session', () => {
    const host = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d';
    expect(refusalOf(shared(host, { StringEquals: { [`${host}:sub`]: 'v' } }))).toBe(demanded(host, 'sts:RoleSessionName'));
    deployTrust(shared(host, { StringEquals: { 'sts:RoleSessionName': 'v' } }));
  });

  test('GitHub wants a subject or a workflow that is neither blank nor open at its beginning', () => {
    for (const host of ['token.actions.githubusercontent.com', 'token.actions.githubusercontent.com/enterprise']) {
      const refused = demanded(`${PROVIDERS}/${host}`, `${host}:sub or ${host}:job_workflow_ref`);
      for (const claim of ['sub', 'job_workflow_ref']) {
        for (const value of ['', ' ', '*', '**', '*:ref', ['repo:o/r:*', '*']]) {
          expect(refusalOf(shared(host, { StringLike: { [`${host}:${claim}`]: value } }))).toBe(refused);
        }
        for (const value of ['repo:o/r:*', '?*', '??']) deployTrust(shared(host, { StringLike: { [`${host}:${claim}`]: value } }));
      }
      expect(refusalOf(shared(host, { StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } }))).toBe(refused);
    }
  });

  test('others that only look alike are asked nothing', () => {
    for (const host of ['gitlab.com/', 'gitlab.com.example.org', 'gitlab.example.org', 'vstoken.actions.githubusercontent.com/x', 'x.token.actions.githubusercontent.com', 'api.pulumi.com']) {
      deployTrust(shared(host));
    }
  });
});

describe('providers that IAM knows by itself', () => {
  const builtIn = (host: string, Condition?: object) => ({ ...login, Principal: { Federated: host }, ...Condition && { Condition } });

  test.each([
    ['accounts.google.com', ['aud', 'oaud', 'sub'], ['app_id', 'amr', 'email', 'AUD']],
    ['www.amazon.com', ['app_id', 'sub'], ['aud', 'oaud', 'user_id', 'email', 'APP_ID']],
    ['graph.facebook.com', ['app_id', 'sub'], ['id', 'user_id', 'email', 'APP_ID']],
  ])('%s wants an application id', (host, claims, others) => {
    const refused = trustRefused(`Policy trusting ${host} requires a StringEquals condition on an application id`);
    expect(refusalOf(builtIn(host))).toBe(refused);
    for (const claim of others) expect(refusalOf(builtIn(host, { StringEquals: { [`${host}:${claim}`]: 'v' } }))).toBe(refused);
    for (const claim of claims) {
      for (const operator of ['StringLike', 'StringEqualsIfExists', 'StringNotEquals', 'Null', 'ForAllValues:StringLike']) {
        expect(refusalOf(builtIn(host, { [operator]: { [`${host}:${claim}`]: 'true' } }))).toBe(refused);
      }
      for (const operator of ['StringEquals', 'StringEqualsIgnoreCase', 'ForAllValues:StringEquals', 'ForAnyValue:StringEquals']) {
        for (const value of ['v', '*', '', []]) deployTrust(builtIn(host, { [operator]: { [`${host}:${claim}`]: value } }));
      }
    }
    deployTrust({ ...builtIn(host), Effect: 'Deny' }, { ...builtIn(host), Action: 'sts:TagSession' });
  });

  test.each([
    'cognito-identity.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com', 'cognito-identity.cn-north-1.amazonaws.com.cn',
  ])('%s wants the identity pool', (host) => {
    expect(refusalOf(builtIn(host))).toBe(trustRefused('A condition block must be present for the Cognito provider'));
    expect(refusalOf(builtIn(host, {}))).toBe(trustRefused('A condition block must be present for the Cognito provider'));
    expect(refusalOf(builtIn(host, { 'ForAnyValue:StringLike': { [`${host}:amr`]: 'authenticated' } }))).toBe(demanded(host, `${host}:aud`));
    deployTrust(builtIn(host, { StringEquals: { [`${host}:aud`]: 'eu-west-1:0' } }));
  });
});

test('what IAM takes deploys', () => {
  deployTrust(
    login,
    { ...login, Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext'] },
    { ...login, Principal: { Federated: 'arn:aws-us-gov:iam::123456789012:oidc-provider/login.example.com/v2?x' } },
    { Effect: 'Allow', Principal: { Federated: 'arn:aws:iam::123456789012:saml-provider/corp' }, Action: 'sts:AssumeRoleWithSAML' },
    { Effect: 'Allow', Principal: { AWS: '123456789012', Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' },
  );
});

describe('policies of a role are refused with', () => {
  const statement = ACCESS.Statement[0];
  const places: readonly [type: string, properties: (document: object) => object, property: string][] = [
    ['AWS::IAM::Role', document => ({ ...ROLE, Policies: [{ PolicyName: 'p', PolicyDocument: document }] }), 'Policies.PolicyDocument'],
    ['AWS::IAM::Policy', document => ({ PolicyName: 'p', PolicyDocument: document }), 'PolicyDocument'],
    ['AWS::IAM::ManagedPolicy', document => ({ PolicyDocument: document }), 'PolicyDocument'],
  ];

  test.each<[what: string, statement: object, refusal: string]>([
    ['an unknown operator', { ...statement, Condition: { StringIs: { 'aws:username': 'x' } } }, 'Invalid Condition type : StringIs. (statement 1)'],
    ['an unknown element', { ...statement, Resources: '*' }, 'Syntax errors in policy. (statement 1: the element "Resources" does not exist)'],
    ['a principal', { ...statement, Principal: '*' }, 'Policy document should not specify a principal. (statement 1)'],
    ['a key with a scheme', { ...statement, Condition: { StringEquals: { 'https://login.example.com:sub': 'x' } } },
      'Actions/Condition can contain only one colon. (statement 1: the key "https://login.example.com:sub" must be without its scheme)'],
    ['no resource', { Effect: 'Allow', Action: 's3:GetObject' }, 'Syntax errors in policy. (statement 1: Resource or NotResource is missing)'],
    ['no base64', { ...statement, Condition: { BinaryEquals: { 'aws:x': 'no-binary' } } },
      'Syntax errors in policy. (statement 1: Condition BinaryEquals aws:x: a binary value must be base64, got "no-binary")'],
  ])('%s', (_, refused, refusal) => {
    for (const [type, properties, property] of places) {
      expect(messageOf(() => account(one(type, properties({ Version: '2012-10-17', Statement: refused })))))
        .toBe(`stack A: It.${property}: MalformedPolicyDocument: ${refusal}`);
    }
  });

  test('values that IAM takes, but nobody can read, deploy', () => {
    for (const [type, properties] of places) {
      account(one(type, properties({ Version: '2012-10-17', Statement: { ...statement, Condition: { ArnLike: { 'aws:SourceArn': '*' }, StringEquals: { 'aws:username': [] } } } })));
    }
  });
});

describe('OIDC providers', () => {
  const provider = (properties: object) => account(one('AWS::IAM::OIDCProvider', { Url: 'https://login.example.com', ...properties })).oidcProviders[0];

  test('more than five thumbprints are refused', () => {
    const prints = Array.from({ length: 6 }, (_, index) => String(index).repeat(40));
    expect(messageOf(() => provider({ ThumbprintList: prints })))
      .toBe('stack A: It.ThumbprintList: InvalidInput: Thumbprint list must contain fewer than 5 entries. (got 6, want at most 5)');
    expect(provider({ ThumbprintList: prints.slice(1) }).thumbprints).toHaveLength(5);
  });

  test('thumbprints have 40 characters', () => {
    for (const length of [39, 41]) {
      expect(messageOf(() => provider({ ThumbprintList: ['a'.repeat(length)] }))).toContain('want thumbprints of 40 characters');
    }
  });

  test('the port 443 is dropped, other ports are refused', () => {
    expect(provider({ Url: 'https://login.example.com:443' }).arn).toBe(LOGIN);
    expect(provider({ Url: 'https://login.example.com:443/v2/' })).toMatchObject({ arn: `${LOGIN}/v2/`, url: 'https://login.example.com/v2/' });
    for (const Url of ['https://login.example.com:4433', 'https://login.example.com:80', 'https://login.example.com/x:443']) {
      if (Url.endsWith('/x:443')) expect(provider({ Url }).url).toBe(Url);
      else expect(messageOf(() => provider({ Url }))).toContain('want an issuer URL');
    }
  });

  test('an issuer with the port and one without are one', () => {
    const Resources = { It: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com' } }, Two: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://login.example.com:443' } } };
    expect(messageOf(() => account({ Resources }))).toContain('want one OIDC provider for each issuer');
  });
});
