import { Broker, type Logins } from './broker';

let broker: Broker;
beforeAll(async () => { broker = await Broker.start(); });
afterAll(() => broker.stop());

const NOT_SUPPORTED = 'Token is not from a supported provider of this identity pool.';
const NOT_VERIFIED = "Invalid login token. Couldn't verify signed token.";

/** Codes of the service model; texts as users report them in issues. */
describe('a login that does not hold', () => {
  test.each<[string, (broker: Broker) => Promise<Logins>, string]>([
    ['provider that the pool does not have', (b) => b.logins('a', { provider: 'amazon', name: 'www.amazon.com' }), NOT_SUPPORTED],
    ['inherited name', async () => ({ constructor: 'a.b.c' }), NOT_SUPPORTED],
    ['another client', (b) => b.logins('a', { app: 'other' }), NOT_SUPPORTED],
    ['ours, but for another API', (b) => b.logins('a', { claims: { azp: b.outputs.App, aud: 'api' } }), NOT_SUPPORTED],
    ['another app at Facebook', (b) => b.logins('a', { provider: 'facebook', name: 'graph.facebook.com', app: 'other' }), NOT_SUPPORTED],
    ['another pool’s issuer', async (b) => ({ [b.userPool]: Object.values(await b.logins('a', { provider: 'https://login.example.com/v2', app: 'game' }))[0] }),
      "Invalid login token. Issuer doesn't match providerName"],
    ['no token', async (b) => ({ [b.userPool]: 'token' }), NOT_VERIFIED],
    ['access token of the user pool', (b) => b.logins('a', { claims: { token_use: 'access' } }), 'Invalid login token. Not a valid OpenId Connect identity token.'],
    ['no audience', (b) => b.logins('a', { claims: { aud: undefined } }), 'Invalid login token. Missing a required claim: aud'],
    ['changed signature', async (b) => ({ [b.userPool]: Object.values(await b.logins('a'))[0].replace(/[^.]*$/, 'AAAA') }), NOT_VERIFIED],
    ['unknown access token', async () => ({ 'graph.facebook.com': 'EAAunknown' }), NOT_VERIFIED],
  ])('fails: %s', async (_, logins, message) => {
    const given = await logins(broker);
    const id = await broker.id();
    for (const act of [() => broker.id(given), () => broker.credentials(id, given)]) {
      await expect(act()).rejects.toMatchObject({ name: 'NotAuthorizedException', message, $metadata: { httpStatusCode: 400 } });
    }
    for (const token of Object.values(given)) expect(JSON.stringify(broker.cloud.decisions())).not.toContain(`"${token}"`);
  });

  test('fails: expired, with both times', async () => {
    await expect(broker.id(await broker.logins('a', { expiresIn: -400 }))).rejects.toMatchObject({
      name: 'NotAuthorizedException', message: expect.stringMatching(/^Invalid login token\. Token expired: \d{10} >= \d{10}$/),
    });
  });

  test('one bad login of two spoils both', async () => {
    await expect(broker.id({ ...await broker.logins('a'), 'graph.facebook.com': 'EAAunknown' })).rejects.toMatchObject({ message: NOT_VERIFIED });
  });
});

describe('an identity and whose it is', () => {
  test('fails: pool or identity that does not exist', async () => {
    const other = 'us-east-1:00000000-0000-0000-0000-000000000000';
    await expect(broker.credentials(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: `Identity '${other}' not found.` });
    const { GetIdCommand } = await import('@aws-sdk/client-cognito-identity');
    await expect(broker.client.send(new GetIdCommand({ IdentityPoolId: other }))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const elsewhere = new GetIdCommand({ IdentityPoolId: broker.outputs.Pool, AccountId: '999999999999' });
    await expect(broker.client.send(elsewhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('fails: somebody else’s identity, with a login of one’s own', async () => {
    const alice = await broker.id(await broker.logins('alice'));
    for (const user of ['bob', 'nobody-yet']) {
      const logins = await broker.logins(user);
      if (user === 'bob') await broker.id(logins);
      await expect(broker.credentials(alice, logins)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: expect.stringMatching(/^Logins don't match/) });
    }
  });

  test('fails: a guest takes a login that is another identity’s', async () => {
    const alice = await broker.logins('alice');
    await broker.id(alice);
    await expect(broker.credentials(await broker.id(), alice)).rejects.toMatchObject({ message: expect.stringMatching(/^Logins don't match/) });
  });

  test('fails: logins of two identities', async () => {
    const pool = await broker.logins('carol');
    const facebook = await broker.logins('carol', { provider: 'facebook', name: 'graph.facebook.com', app: 'fb-app' });
    await broker.id(pool);
    await broker.id(facebook);
    await expect(broker.id({ ...pool, ...facebook })).rejects.toMatchObject({ name: 'ResourceConflictException' });
  });
});

describe('the pool’s settings', () => {
  const started = async (pool: object, change?: (template: any) => void, act?: (other: Broker) => Promise<unknown>) => {
    const other = await Broker.start(pool, change);
    try {
      return await act!(other);
    } finally {
      await other.stop();
    }
  };

  test('fails: guests where there are none', async () => {
    await expect(started({ AllowUnauthenticatedIdentities: false }, undefined, (other) => other.id())).rejects.toMatchObject({
      name: 'NotAuthorizedException', message: 'Unauthenticated access is not supported for this identity pool.',
    });
  });

  test.each<[string, (template: any) => void]>([
    ['no role attached', (t) => { delete t.Resources.Roles.Properties.Roles.unauthenticated; }],
    ['trust policy of the other kind', (t) => { t.Resources.Roles.Properties.Roles.unauthenticated = { 'Fn::GetAtt': ['Member', 'Arn'] }; }],
    ['trust policy of another pool', (t) => {
      t.Resources.Guest.Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals = { 'cognito-identity.amazonaws.com:aud': 'us-east-1:other' };
    }],
    ['trust policy with an address: it is Cognito that calls', (t) => {
      t.Resources.Guest.Properties.AssumeRolePolicyDocument.Statement[0].Condition.IpAddress = { 'aws:SourceIp': '0.0.0.0/0' };
    }],
    ['trust policy against an address', (t) => {
      t.Resources.Guest.Properties.AssumeRolePolicyDocument.Statement[0].Condition.NotIpAddress = { 'aws:SourceIp': '10.0.0.0/8' };
    }],
    ['role that does not exist', (t) => { t.Resources.Roles.Properties.Roles.unauthenticated = 'arn:aws:iam::123456789012:role/Missing'; }],
  ])('fails: %s', async (_, change) => {
    await expect(started({}, change, async (other) => other.credentials(await other.id()))).rejects.toMatchObject({
      name: 'InvalidIdentityPoolConfigurationException', message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    });
  });

  test.each<[string, object, (template: any) => void, RegExp]>([
    ['SAML', { SamlProviderARNs: ['arn'] }, () => {}, /SamlProviderARNs is not supported/],
    ['developer providers', { DeveloperProviderName: 'x' }, () => {}, /DeveloperProviderName is not supported/],
    ['Twitter', { SupportedLoginProviders: { 'api.twitter.com': 'a;b' } }, () => {}, /SupportedLoginProviders: got "api.twitter.com"/],
    ['an OIDC provider of nobody', { OpenIdConnectProviderARNs: ['arn:aws:iam::1:oidc-provider/x'] }, () => {}, /OpenIdConnectProviderARNs/],
    ['two attachments', {}, (t) => { t.Resources.Roles2 = t.Resources.Roles; }, /one role attachment/],
  ])('fails at start: %s', async (_, pool, change, message) => {
    await expect(Broker.start(pool, change)).rejects.toThrow(message);
  });
});

/** What the service model of SetIdentityPoolRoles takes. */
describe('role mappings', () => {
  const RULE = { Claim: 'aud', MatchType: 'Equals', Value: 'game', RoleARN: 'arn:aws:iam::123456789012:role/x' };
  const MAPPING = { IdentityProvider: 'login.example.com', Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules: [RULE] } };

  test.each<[string, unknown, RegExp]>([
    ['a text', 'x', /RoleMappings: got "x"/],
    ['no object', { login: 'x' }, /RoleMappings.login: got "x"/],
    ['another member', { login: { ...MAPPING, Else: 1 } }, /RoleMappings.login.Else/],
    ['another type', { login: { ...MAPPING, Type: 'Any' } }, /RoleMappings.login.Type: got "Any", want Token or Rules/],
    ['nothing said of tokens that choose nothing', { login: { ...MAPPING, AmbiguousRoleResolution: undefined } }, /AmbiguousRoleResolution/],
    ['no rules', { login: { ...MAPPING, RulesConfiguration: undefined } }, /RulesConfiguration/],
    ['an empty list', { login: { ...MAPPING, RulesConfiguration: { Rules: [] } } }, /1 to 25 Rules/],
    ['26 rules', { login: { ...MAPPING, RulesConfiguration: { Rules: Array(26).fill(RULE) } } }, /1 to 25 Rules/],
    ['another match', { login: { ...MAPPING, RulesConfiguration: { Rules: [{ ...RULE, MatchType: 'Like' }] } } }, /1 to 25 Rules/],
    ['another member of a rule', { login: { ...MAPPING, RulesConfiguration: { Rules: [{ ...RULE, Not: true }] } } }, /1 to 25 Rules/],
    ['no claim', { login: { ...MAPPING, RulesConfiguration: { Rules: [{ ...RULE, Claim: '' }] } } }, /1 to 25 Rules/],
    ['rules for tokens that name roles themselves', { login: { ...MAPPING, Type: 'Token' } }, /none for the type Token/],
    ['two of one provider', { a: MAPPING, b: MAPPING }, /one for each identity provider/],
    ['eleven', Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`m${i}`, { ...MAPPING, IdentityProvider: `p${i}` }])), /at most 10/],
  ])('fails at start: %s', async (_, mappings, message) => {
    await expect(Broker.start({}, (t) => { t.Resources.Roles.Properties.RoleMappings = mappings; })).rejects.toThrow(message);
  });
});

describe('requests', () => {
  const post = async (body: string, target = 'GetId', headers: Record<string, string> = {}) => {
    const response = await fetch(broker.cloud.endpoint, {
      method: 'POST', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityService.${target}`, ...headers }, body,
    });
    const answer = await response.json() as { __type?: string; message?: string };
    return { status: response.status, headers: response.headers, ...answer };
  };

  test('browsers may send them', async () => {
    const answer = await post(JSON.stringify({ IdentityPoolId: broker.outputs.Pool }), 'GetId', { origin: 'https://game.example.com' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    const asked = await fetch(broker.cloud.endpoint, {
      method: 'OPTIONS',
      headers: { 'origin': 'https://game.example.com', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-amz-target,content-type' },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  const pool = 'us-east-1:00000000-0000-0000-0000-000000000000';
  test.each<[string, string, string, string | RegExp]>([
    ['', 'GetId', 'SerializationException', 'the body is not JSON'],
    ['[]', 'GetId', 'SerializationException', 'want a JSON object'],
    ['{}', 'GetId', 'ValidationException', /Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null/],
    ['{}', 'GetCredentialsForIdentity', 'ValidationException', /at 'identityId'/],
    ['{"IdentityPoolId":1}', 'GetId', 'SerializationException', /want text/],
    ['{"IdentityPoolId":""}', 'GetId', 'ValidationException', /greater than or equal to 1/],
    ['{"IdentityPoolId":"x"}', 'GetId', 'ValidationException', /regular expression pattern: \[\\w-\]\+:\[0-9a-f-\]\+/],
    [`{"IdentityPoolId":"${pool}${'0'.repeat(20)}"}`, 'GetId', 'ValidationException', /less than or equal to 55/],
    [`{"IdentityPoolId":"${pool}","Else":1}`, 'GetId', 'InvalidParameterException', /"Else"/],
    [`{"IdentityPoolId":"${pool}","Logins":[]}`, 'GetId', 'SerializationException', /want an object/],
    [`{"IdentityPoolId":"${pool}","Logins":{"a":1}}`, 'GetId', 'SerializationException', /want texts/],
    [`{"IdentityPoolId":"${pool}","Logins":{"":"x"}}`, 'GetId', 'InvalidParameterException', /provider name/],
    [`{"IdentityPoolId":"${pool}","Logins":{"a":""}}`, 'GetId', 'InvalidParameterException', /token/],
    [`{"IdentityPoolId":"${pool}","Logins":${JSON.stringify(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [i, 'x'])))}}`, 'GetId',
      'InvalidParameterException', /11 members/],
    [`{"IdentityId":"${pool}","CustomRoleArn":"arn"}`, 'GetCredentialsForIdentity', 'InvalidParameterException', /"CustomRoleArn"/],
    ['{}', 'ListIdentityPools', 'UnknownOperationException', /ListIdentityPools/],
  ])('fails: %s to %s', async (body, target, type, message) => {
    expect(await post(body, target)).toMatchObject({ status: 400, __type: type, message: expect.stringMatching(message) });
  });
});
