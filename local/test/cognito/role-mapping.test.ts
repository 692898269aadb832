import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Broker, type Logins } from './broker';
import { chosenRole, type RoleMapping, type RoleRule } from '../../src/cognito/role-mapping';

/** Amazon Cognito Developer Guide, "Using role-based access control". */
describe('what a token chooses', () => {
  const rule = (match: RoleRule['match'], value: string, roleArn = 'role', claim = 'level'): RoleRule => ({ claim, match, value, roleArn });
  const chosen = (mapping: Partial<RoleMapping>, claims: Record<string, unknown>) => {
    const role = chosenRole({ ambiguous: 'Deny', ...mapping }, new Map(Object.entries(claims)));
    return typeof role === 'object' ? role.roleArn : role;
  };

  test.each<[RoleRule['match'], string, unknown, string]>([
    ['Equals', 'gold', 'gold', 'role'], ['Equals', 'gold', 'golden', 'Deny'], ['Equals', 'gold', 'Gold', 'Deny'],
    ['NotEqual', 'gold', 'silver', 'role'], ['NotEqual', 'gold', 'gold', 'Deny'],
    ['StartsWith', 'gold', 'golden', 'role'], ['StartsWith', 'gold', 'a gold', 'Deny'],
    ['Contains', 'gold', 'a gold', 'role'], ['Contains', 'gold', 'silver', 'Deny'],
    ['Contains', 'gold', ['silver', 'gold'], 'role'], ['Contains', 'gold', ['golden'], 'Deny'],
    ['Equals', 'gold', ['gold'], 'Deny'], ['NotEqual', 'gold', ['silver'], 'Deny'], ['NotEqual', 'gold', undefined, 'Deny'],
    ['NotEqual', 'gold', null, 'Deny'], ['NotEqual', 'gold', {}, 'Deny'], ['Equals', '7', 7, 'role'], ['Equals', 'true', true, 'role'],
  ])('%s %j of %j: %s', (match, value, level, role) => {
    expect(chosen({ rules: [rule(match, value)] }, { level })).toBe(role);
  });

  test('the first rule that holds counts', () => {
    const rules = [rule('Equals', 'gold', 'first'), rule('StartsWith', 'g', 'second'), rule('NotEqual', 'x', 'third')];
    expect(['gold', 'green', 'red'].map((level) => chosen({ rules }, { level }))).toEqual(['first', 'second', 'third']);
  });

  test('without one the pool has its say', () => {
    expect(chosen({ rules: [rule('Equals', 'gold')], ambiguous: 'AuthenticatedRole' }, {})).toBe('AuthenticatedRole');
  });

  test.each<[Record<string, unknown>, string]>([
    [{ 'cognito:preferred_role': 'a', 'cognito:roles': ['a', 'b'] }, 'a'],
    [{ 'cognito:roles': ['b'] }, 'b'],
    [{ 'cognito:roles': ['a', 'b'] }, 'Deny'],
    [{ 'cognito:roles': 'a' }, 'Deny'],
    [{}, 'Deny'],
  ])('a token that names roles itself, %j: %s', (claims, role) => {
    expect(chosen({}, claims)).toBe(role);
  });
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
