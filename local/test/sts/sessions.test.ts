import { localSts, NOW, PROVIDER_ARN, ROLE } from './local-sts';
import { getCallerIdentity, SessionStore } from '../../src/sts';

async function session(mint: Parameters<ReturnType<typeof localSts>['signIn']>[0] = {}) {
  const { signIn, sessions } = localSts();
  return sessions.find((await signIn(mint)).Credentials.AccessKeyId)!;
}

describe('what IAM knows of a session', () => {
  const role = {
    'aws:userid': 'AROAEXAMPLEROLEID0001:game',
    'aws:principaltype': 'AssumedRole',
    'aws:principalarn': ROLE.arn,
    'aws:principalaccount': '111122223333',
    'aws:principalisawsservice': 'false',
    'aws:multifactorauthpresent': 'false',
    'aws:tokenissuetime': new Date(NOW * 1000).toISOString(),
  };

  test.each([
    ['https://login.example.com', PROVIDER_ARN, { 'login.example.com:aud': 'app', 'login.example.com:sub': 'alice' }],
    ['google', 'accounts.google.com', { 'accounts.google.com:aud': 'app', 'accounts.google.com:sub': 'alice' }],
    ['amazon', 'www.amazon.com', { 'www.amazon.com:app_id': 'app', 'www.amazon.com:user_id': 'alice', 'www.amazon.com:sub': 'alice' }],
    ['facebook', 'graph.facebook.com', { 'graph.facebook.com:app_id': 'app', 'graph.facebook.com:id': 'alice' }],
  ])('%s', async (provider, federated, keys) => {
    const { context } = await session({ provider });
    expect(context).toEqual(new Map(Object.entries({ ...keys, ...role, 'aws:federatedprovider': federated })));
  });

  test('oaud, email and what STS said of the role do not live on; amr, tags and source identity do', async () => {
    const { context } = await session({
      claims: {
        'azp': 'app',
        'aud': 'api',
        'email': 'a@example.com',
        'amr': ['mfa'],
        'https://aws.amazon.com/tags': { principal_tags: { Guild: ['Owls'] } },
        'https://aws.amazon.com/source_identity': 'alice',
        'https://aws.amazon.com/roles': [ROLE.arn],
      },
    });
    expect(context).toEqual(new Map<string, unknown>(Object.entries({
      'login.example.com:aud': 'app',
      'login.example.com:sub': 'alice',
      'login.example.com:amr': ['mfa'],
      ...role,
      'aws:federatedprovider': PROVIDER_ARN,
      'aws:principaltag/guild': 'Owls',
      'aws:sourceidentity': 'alice',
    })));
  });
});

describe('the store', () => {
  const identity = {
    federated: 'accounts.google.com', subject: 's', audience: 'a', context: new Map(), sessionContext: new Map(), sessionTags: new Map(), transitiveTagKeys: [],
  };

  test('keeps ended sessions for an hour, so that they are told apart from unknown ones', () => {
    let now = NOW * 1000;
    const store = new SessionStore(() => now);
    const { accessKeyId, expiration } = store.issue(ROLE, 'game', 900, identity);
    expect(expiration).toBe((NOW + 900) * 1000);
    now = expiration + 3_599_999;
    store.issue(ROLE, 'other', 900, identity);
    expect(store.find(accessKeyId)).toBeDefined();
    now += 60_001;
    store.issue(ROLE, 'other', 900, identity);
    expect(store.find(accessKeyId)).toBeUndefined();
  });

  test('holds so many and no more', () => {
    const store = new SessionStore(() => NOW * 1000, 2);
    const ids = [1, 2, 3].map(() => store.issue(ROLE, 'game', 900, identity).accessKeyId);
    expect(ids.map((id) => store.find(id) !== undefined)).toEqual([false, true, true]);
  });

  test('knows no other names', () => {
    const store = new SessionStore(() => NOW * 1000);
    expect(['', '__proto__', 'constructor'].map((id) => store.find(id))).toEqual([undefined, undefined, undefined]);
  });

  test('never gives the same credentials twice', () => {
    const store = new SessionStore(() => NOW * 1000);
    const issued = Array.from({ length: 100 }, () => store.issue(ROLE, 'game', 900, identity));
    for (const member of ['accessKeyId', 'secretAccessKey', 'sessionToken'] as const) expect(new Set(issued.map((one) => one[member])).size).toBe(100);
  });

  test('speaks the role’s partition', () => {
    const store = new SessionStore(() => NOW * 1000);
    const { arn } = store.issue({ ...ROLE, arn: 'arn:aws-us-gov:iam::111122223333:role/Players' }, 'game', 900, identity);
    expect(arn).toBe('arn:aws-us-gov:sts::111122223333:assumed-role/Players/game');
  });
});

describe('GetCallerIdentity', () => {
  test('of a session', async () => {
    expect(getCallerIdentity(await session())).toEqual({
      UserId: 'AROAEXAMPLEROLEID0001:game', Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/Players/game',
    });
  });

  test('of the local administrator', () => {
    const administrator = { accountId: '111122223333', userId: '111122223333', arn: 'arn:aws:iam::111122223333:root', context: new Map() };
    expect(getCallerIdentity(administrator)).toEqual({ UserId: '111122223333', Account: '111122223333', Arn: administrator.arn });
  });
});
