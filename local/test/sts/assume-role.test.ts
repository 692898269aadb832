import { localSts, NOW, ROLE } from './local-sts';
import { ASSUME_ROLE } from '../../src/gateway/sts/shapes';
import { readInput } from '../../src/protocols/query-input';
import { administrator, assumeRole, type AuthorizeAssume, type Role, type Session } from '../../src/sts';

const ADMINISTRATOR = administrator('aws', '111122223333');
const BASE = { Action: 'AssumeRole', Version: '2011-06-15', RoleArn: ROLE.arn, RoleSessionName: 'chained' };
const SOURCE = 'https://aws.amazon.com/source_identity';

function chain(authorize: AuthorizeAssume = () => true, role: Role = ROLE) {
  const { signIn, sessions } = localSts();
  const authorizeAssume = jest.fn(authorize);
  const findRole = (arn: string) => (arn === ROLE.arn ? role : undefined);
  const assume = (caller: Session | typeof ADMINISTRATOR, parameters: Record<string, string> = {}) => assumeRole(
    readInput(new Map(Object.entries({ ...BASE, ...parameters })), ASSUME_ROLE), caller, new Map([['aws:sourceip', '127.0.0.1']]),
    { findRole, authorizeAssume, sessions, findManagedPolicy: () => undefined },
  );
  const session = async (claims?: Record<string, unknown>) => sessions.find((await signIn({ claims })).Credentials.AccessKeyId)!;
  const issued = (answer: ReturnType<typeof assumeRole>) => sessions.find(answer.Credentials.AccessKeyId)!;
  return { assume, session, issued, asked: authorizeAssume };
}

test('the answer, and what IAM knows of the session: nothing of the provider any more', async () => {
  const { assume, session, issued } = chain();
  const answer = assume(await session());
  expect(answer).toEqual({
    Credentials: expect.objectContaining({ AccessKeyId: expect.stringMatching(/^ASIA/), Expiration: new Date((NOW + 3600) * 1000) }),
    AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLEROLEID0001:chained', Arn: 'arn:aws:sts::111122223333:assumed-role/Players/chained' },
  });
  expect([...issued(answer).context].map(([key]) => key).filter((key) => !key.startsWith('aws:') || key === 'aws:federatedprovider')).toEqual([]);
});

test('the policies are asked with the caller’s keys and those of STS', async () => {
  const { assume, session, asked } = chain();
  const caller = await session();
  assume(caller, { ExternalId: 'ext-1' });
  const [, { action, resource, context }, who] = asked.mock.calls[0];
  expect([action, resource, who]).toEqual(['sts:AssumeRole', ROLE.arn, caller]);
  expect(Object.fromEntries(context)).toMatchObject({
    'aws:sourceip': '127.0.0.1',
    'aws:principalarn': ROLE.arn,
    'login.example.com:sub': 'alice',
    'sts:externalid': 'ext-1',
    'sts:rolesessionname': 'chained',
  });
});

test('the administrator hears how to start a cloud of the account that an app names; users hear what AWS says', async () => {
  const { assume, session } = chain();
  const RoleArn = 'arn:aws:iam::444455556666:role/cdk-hnb659fds-deploy-role-444455556666-us-east-1';
  const said = `is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
  expect(() => assume(ADMINISTRATOR, { RoleArn })).toThrow(`${said} (the local cloud is account 111122223333: start it with --account 444455556666, `);
  expect(() => assume(ADMINISTRATOR, { RoleArn: 'arn:aws:iam::111122223333:role/nobody' })).toThrow(/role\/nobody$/);
  const user = await session();
  expect(() => assume(user, { RoleArn })).toThrow(expect.objectContaining({ message: `User: ${user.arn} ${said}` }));
});

test('the administrator is a user of the account', () => {
  const { assume, asked } = chain();
  assume(ADMINISTRATOR, { DurationSeconds: '7200' });
  expect(Object.fromEntries(asked.mock.calls[0][1].context)).toMatchObject({ 'aws:principaltype': 'User', 'aws:username': 'local-administrator' });
});

test('tags and source identity need actions of their own; transitive tags come along and win over the role’s', async () => {
  const { assume, session, issued, asked } = chain(() => true, { ...ROLE, tags: new Map([['Guild', 'role'], ['Tier', 'role']]) });
  const caller = await session({
    'https://aws.amazon.com/tags': { principal_tags: { Guild: ['Owls'], Pet: ['Cat'] }, transitive_tag_keys: ['Guild'] },
    [SOURCE]: 'alice',
  });
  const answer = assume(caller, { 'Tags.member.1.Key': 'Level', 'Tags.member.1.Value': '3', 'TransitiveTagKeys.member.1': 'level' });
  expect(asked.mock.calls.map(([, { action }]) => action)).toEqual(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']);
  expect(Object.fromEntries(asked.mock.calls[0][1].context)).toMatchObject({
    'aws:requesttag/level': '3', 'aws:tagkeys': ['Level'], 'sts:transitivetagkeys': ['level'], 'sts:sourceidentity': 'alice', 'aws:resourcetag/guild': 'role',
  });
  const { context, transitiveTags } = issued(answer);
  expect(Object.fromEntries([...context].filter(([key]) => /tag|source/.test(key)))).toEqual({
    'aws:principaltag/guild': 'Owls', 'aws:principaltag/tier': 'role', 'aws:principaltag/level': '3', 'aws:sourceidentity': 'alice',
  });
  expect(Object.fromEntries(transitiveTags)).toEqual({ Guild: 'Owls', Level: '3' });
  expect(answer.SourceIdentity).toBe('alice');
});

describe('fails', () => {
  const denied = {
    code: 'AccessDenied',
    status: 403,
    message: `User: arn:aws:sts::111122223333:assumed-role/Players/game is not authorized to perform: sts:AssumeRole on resource: ${ROLE.arn}`,
  };

  test.each(['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])('%s denied', async (refused) => {
    const { assume, session } = chain((_, { action }) => action !== refused);
    const parameters = { 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b', 'SourceIdentity': 'alice' };
    const caller = await session();
    expect(() => assume(caller, parameters)).toThrow(expect.objectContaining(denied));
  });

  test('role that does not exist: the same', async () => {
    const { assume, session, asked } = chain();
    const caller = await session();
    expect(() => assume(caller, { RoleArn: `${ROLE.arn}X` })).toThrow(expect.objectContaining({ code: 'AccessDenied', message: `${denied.message}X` }));
    expect(asked).not.toHaveBeenCalled();
  });

  test('role chaining beyond an hour', async () => {
    const { assume, session } = chain();
    const caller = await session();
    expect(() => assume(caller, { DurationSeconds: '3601' })).toThrow(expect.objectContaining({
      code: 'ValidationError', message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    }));
  });

  test('longer than the role allows', () => {
    expect(() => chain().assume(ADMINISTRATOR, { DurationSeconds: '7201' })).toThrow('exceeds the MaxSessionDuration');
  });

  test('another source identity than the session has', async () => {
    const { assume, session } = chain();
    const caller = await session({ [SOURCE]: 'alice' });
    expect(() => assume(caller, { SourceIdentity: 'mallory' })).toThrow(expect.objectContaining(denied));
  });

  test('a transitive tag overridden, in any case', async () => {
    const { assume, session } = chain();
    const caller = await session({ 'https://aws.amazon.com/tags': { principal_tags: { Guild: ['Owls'] }, transitive_tag_keys: ['Guild'] } });
    expect(() => assume(caller, { 'Tags.member.1.Key': 'guild', 'Tags.member.1.Value': 'Cats' })).toThrow('Guild is transitive and cannot be overridden');
  });

  test.each<[string, Record<string, string>, string]>([
    ['tag key given twice', { 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': '1', 'Tags.member.2.Key': 'A', 'Tags.member.2.Value': '2' }, 'a tag key is given twice'],
    ['tag without value', { 'Tags.member.1.Key': 'a' }, 'Tags.member.1 has a key or value'],
    ['tag of AWS', { 'Tags.member.1.Key': 'aws:a', 'Tags.member.1.Value': '1' }, 'Tags.member.1 has a key or value'],
    ['tags with a gap', { 'Tags.member.2.Key': 'a', 'Tags.member.2.Value': '1' }, 'numbered from 1'],
    ['51 tags', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [[`Tags.member.${i + 1}.Key`, `k${i}`], [`Tags.member.${i + 1}.Value`, 'v']]).flat()), '51 tags'],
    ['transitive key that is no tag', { 'TransitiveTagKeys.member.1': 'a' }, 'TransitiveTagKeys names a key'],
    ['short ExternalId', { ExternalId: 'a' }, 'at \'externalId\''],
    ['ExternalId with a space', { ExternalId: 'a b' }, 'at \'externalId\''],
    ['short SourceIdentity', { SourceIdentity: 'a' }, 'at \'sourceIdentity\''],
    ['MFA', { SerialNumber: 'GAHT12345678', TokenCode: '123456' }, 'does not support the parameter "SerialNumber"'],
    ['context providers', { 'ProvidedContexts.member.1.ProviderArn': 'arn' }, 'does not support the parameter'],
    ['a token', { WebIdentityToken: 'a.b.c' }, 'does not support the parameter "WebIdentityToken"'],
  ])('%s', (_, parameters, message) => {
    expect(() => chain().assume(ADMINISTRATOR, parameters)).toThrow(message);
  });
});
