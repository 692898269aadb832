import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Broker, type Logins } from './broker';
import { chosenRoleOf, CLAIM_CASES, RULE_CASES, TAG_CASES, tagsOf, TOKEN_ROLE_CASES } from './role-cases';
import { principalTags } from '../../src/cognito/principal-tags';
import { chosenRole } from '../../src/cognito/role-mapping';

test.each([...RULE_CASES, ...CLAIM_CASES, ...TOKEN_ROLE_CASES])('%j and %j: %s', (mapping, claims, role) => {
  expect(chosenRoleOf(chosenRole, mapping, claims)).toBe(role);
});

test.each(TAG_CASES)('tags: $mappings, $logins: $tags', ({ tags, ...given }) => {
  expect(tagsOf(principalTags, given)).toEqual(tags);
});

describe('behind a pool', () => {
  const LOGIN = 'https://login.example.com/v2';
  const moderator = (rules: object[], more: object = {}) => (template: any) => {
    template.Resources.Moderator = structuredClone(template.Resources.Member);
    template.Resources.Roles.Properties.RoleMappings = {
      login: {
        IdentityProvider: { Ref: 'Login' }, Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules: rules }, ...more,
      },
    };
  };
  const rule = (Claim: string, Value: string, role: string) => ({ Claim, MatchType: 'Equals', Value, RoleARN: { 'Fn::GetAtt': [role, 'Arn'] } });

  let broker: Broker;
  afterEach(() => broker.stop());

  /** Logical id of the role that a user gets, or AWS's error. */
  async function roleOf(logins: Logins): Promise<string> {
    try {
      const { Arn } = await broker.sts(await broker.credentials(await broker.id(logins), logins)).send(new GetCallerIdentityCommand({}));
      return Object.entries(broker.cloud.roles).find(([, arn]) => arn.split('/').pop() === Arn!.split('/')[1])![0];
    } catch (error) {
      return (error as Error).name;
    }
  }

  const ours = (claims: Record<string, unknown> = {}) => broker.logins('alice', { provider: LOGIN, app: 'game', claims });

  test('rules choose among roles, in their order; whom none takes gets none', async () => {
    broker = await Broker.start(undefined, moderator([rule('level', 'moderator', 'Moderator'), rule('aud', 'game', 'Member')]));
    expect(await roleOf(await ours({ level: 'moderator' }))).toBe('Moderator');
    expect(await roleOf(await ours())).toBe('Member');
    expect(await roleOf(await ours({ azp: 'game', aud: 'api' }))).toBe('NotAuthorizedException');
    expect(await roleOf(await broker.logins('bob'))).toBe('Member');
    expect(await roleOf({ ...await ours({ level: 'moderator' }), ...await broker.logins('alice') })).toBe('NotAuthorizedException');
  });

  test("without rules Cognito looks at a token's azp alone, and a token for another API passes", async () => {
    broker = await Broker.start();
    expect(await roleOf(await ours({ azp: 'game', aud: 'api' }))).toBe('Member');
    expect(await roleOf(await ours({ azp: 'other', aud: 'game' }))).toBe('NotAuthorizedException');
  });

  test('where no rule holds the role for signed-in users may be left', async () => {
    broker = await Broker.start(undefined, moderator([rule('level', 'moderator', 'Moderator')], { AmbiguousRoleResolution: 'AuthenticatedRole' }));
    expect(await roleOf(await ours())).toBe('Member');
  });

  test('a chosen role must trust the pool', async () => {
    broker = await Broker.start(undefined, moderator([rule('aud', 'game', 'Admin')]));
    expect(await roleOf(await ours())).toBe('InvalidIdentityPoolConfigurationException');
  });
});
