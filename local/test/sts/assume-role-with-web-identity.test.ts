import { localSts, NOW, PROVIDER_ARN, ROLE } from './local-sts';

const ACCESS_DENIED = { code: 'AccessDenied', status: 403, message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity' };
const ROLES = 'https://aws.amazon.com/roles';

describe('the answer', () => {
  test('for an issuer of the account', async () => {
    const answer = await localSts().signIn();
    expect(answer).toEqual({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/),
        SessionToken: expect.stringMatching(/^[A-Za-z0-9+/]{160}$/),
        Expiration: new Date((NOW + 3600) * 1000),
      },
      SubjectFromWebIdentityToken: 'alice',
      AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLEROLEID0001:game', Arn: 'arn:aws:sts::111122223333:assumed-role/Players/game' },
      Provider: PROVIDER_ARN,
      PackedPolicySize: 23,
      Audience: 'app',
    });
  });

  test.each([
    ['google', 'accounts.google.com'], ['amazon', 'www.amazon.com'], ['facebook', 'graph.facebook.com'], ['cognito', 'cognito-identity.amazonaws.com'],
  ])('for %s', async (provider, Provider) => {
    await expect(localSts().signIn({ provider })).resolves.toMatchObject({ Provider, Audience: 'app', SubjectFromWebIdentityToken: 'alice' });
  });

  test('with azp, a numeric subject and a source identity', async () => {
    const claims = { 'azp': 'app', 'aud': 'api', 'sub': 42, 'https://aws.amazon.com/source_identity': 'alice' };
    await expect(localSts().signIn({ claims })).resolves.toMatchObject({ Audience: 'app', SubjectFromWebIdentityToken: '42', SourceIdentity: 'alice' });
  });

  test('outlives the token (observed 2026-09)', async () => {
    const answer = await localSts().signIn({ expiresIn: 60 }, { DurationSeconds: '7200' });
    expect(answer.Credentials.Expiration).toEqual(new Date((NOW + 7200) * 1000));
  });
});

describe('the trust policy is asked', () => {
  test('with the token’s keys, those of STS and those of the request', async () => {
    const { signIn, asked } = localSts();
    await signIn({ claims: { azp: 'app', aud: 'api' } });
    const context = new Map([
      ['aws:sourceip', '127.0.0.1'],
      ['login.example.com:aud', 'app'],
      ['login.example.com:sub', 'alice'],
      ['login.example.com:oaud', 'api'],
      ['aws:federatedprovider', PROVIDER_ARN],
      ['aws:principaltype', 'User'],
      ['aws:principalaccount', '111122223333'],
      ['aws:userid', PROVIDER_ARN],
      ['sts:rolesessionname', 'game'],
      ['sts:roleauthorizedbyidp', 'false'],
      ['aws:resourceaccount', '111122223333'],
    ]);
    expect(asked.mock.calls).toEqual([[ROLE, { action: 'sts:AssumeRoleWithWebIdentity', resource: ROLE.arn, context }, { federated: PROVIDER_ARN }]]);
  });

  test('once more for session tags and for a source identity, each needed', async () => {
    const claims = {
      'https://aws.amazon.com/tags': { principal_tags: { Guild: ['Owls'] }, transitive_tag_keys: ['Guild'] },
      'https://aws.amazon.com/source_identity': 'alice',
    };
    const { signIn, asked } = localSts();
    await signIn({ claims });
    expect(asked.mock.calls.map(([, { action }]) => action)).toEqual(['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity']);
    expect([...asked.mock.calls[0][1].context].filter(([key]) => /tag|sourceidentity/.test(key))).toEqual([
      ['sts:sourceidentity', 'alice'], ['aws:tagkeys', ['Guild']], ['sts:transitivetagkeys', ['Guild']], ['aws:requesttag/guild', 'Owls'],
    ]);
    for (const refused of ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity']) {
      await expect(localSts((_, { action }) => action !== refused).signIn({ claims })).rejects.toMatchObject(ACCESS_DENIED);
    }
  });

  test('after the roles claim, which it sees as sts:RoleAuthorizedByIdp', async () => {
    const { signIn, asked } = localSts();
    await signIn({ claims: { [ROLES]: [ROLE.arn] } });
    expect(asked.mock.calls[0][1].context.get('sts:roleauthorizedbyidp')).toBe('true');
    await signIn({ claims: { [ROLES]: `arn:aws:iam::1:role/x;${ROLE.arn}` } });
    expect(asked.mock.calls[1][1].context.get('sts:roleauthorizedbyidp')).toBe('true');
    const message = 'The target role ARN is not present in the roles claim of the identity token';
    await expect(signIn({ claims: { [ROLES]: [`${ROLE.arn}x`] } })).rejects.toMatchObject({ code: 'InvalidIdentityToken', status: 400, message });
    for (const roles of [[], 'arn:aws:iam::111122223333:role/app/*', ROLE.arn.toUpperCase()]) {
      await expect(signIn({ claims: { [ROLES]: roles } })).rejects.toMatchObject({ code: 'InvalidIdentityToken', status: 400, message: 'The roles claim contains no valid role ARNs' });
    }
    expect(asked).toHaveBeenCalledTimes(2);
  });
});

describe('fails', () => {
  test('role that does not trust the user, and role that does not exist: the same', async () => {
    const denied = localSts(() => false);
    await expect(denied.signIn()).rejects.toMatchObject(ACCESS_DENIED);
    const { signIn, asked } = localSts();
    await expect(signIn({}, { RoleArn: `${ROLE.arn}Other` })).rejects.toMatchObject(ACCESS_DENIED);
    expect(asked).not.toHaveBeenCalled();
  });

  test('bad token for a role that does not exist: the token is said', async () => {
    await expect(localSts().signIn({ expiresIn: -1000 }, { RoleArn: `${ROLE.arn}Other` })).rejects.toMatchObject({ code: 'ExpiredTokenException' });
  });

  test('nothing is issued on refusal', async () => {
    const { signIn, sessions } = localSts(() => false);
    const issue = jest.spyOn(sessions, 'issue');
    await expect(signIn()).rejects.toMatchObject(ACCESS_DENIED);
    expect(issue).not.toHaveBeenCalled();
  });
});
