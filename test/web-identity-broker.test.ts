import type { App, Stack } from 'aws-cdk-lib';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { amazon, facebook, google, login, newStack, resources, statements, templateOf, trustOf } from './support';
import type { WebIdentityBrokerProps } from '../src';
import {
  BrokerUserId, OwnAccess, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket,
} from '../src';

function broker(props?: WebIdentityBrokerProps): { stack: Stack; broker: WebIdentityBroker } {
  const stack = newStack();
  return { stack, broker: new WebIdentityBroker(stack, 'SignIn', props) };
}

const pool = (stack: Stack) => Object.values(resources(stack, 'AWS::Cognito::IdentityPool'))[0];

test('alone: a user pool, its client without secret, an identity pool, one role', () => {
  expect(templateOf(broker().stack)).toMatchSnapshot();
});

test('the classic flow is off, guests are off, the user pool checks its tokens, the pool is retained', () => {
  const { stack } = broker();
  expect(pool(stack)).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: {
      AllowClassicFlow: false,
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ServerSideTokenCheck: true, ClientId: expect.anything(), ProviderName: expect.anything() }],
    },
  });
  expect(pool(stack).Properties.SupportedLoginProviders).toBeUndefined();
  expect(Object.values(resources(stack, 'AWS::Cognito::IdentityPoolRoleAttachment'))[0].Properties.Roles).toEqual({ authenticated: expect.anything() });
  expect(Object.keys(resources(stack, 'AWS::IAM::Role'))).toHaveLength(1);
});

test('users are those who signed in at this pool, by identity id', () => {
  const { stack, broker: { users } } = broker();
  expect(trustOf(stack, 'SignInUserscognito')).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': [{ Ref: expect.stringMatching(/IdentityPool/) }] },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    },
  }]);
  expect(users.roles[0].provider.userIdVariable).toBe('${cognito-identity.amazonaws.com:sub}');
});

test('guests have a role of their own that owns nothing', () => {
  const { stack, broker: { guests } } = broker({ allowGuests: true });
  expect(guests!.roles).toHaveLength(1);
  expect(trustOf(stack, 'SignInGuestscognito')[0].Condition['ForAnyValue:StringLike']).toEqual({ 'cognito-identity.amazonaws.com:amr': 'unauthenticated' });
  expect(Object.values(resources(stack, 'AWS::Cognito::IdentityPoolRoleAttachment'))[0].Properties.Roles)
    .toEqual({ authenticated: expect.anything(), unauthenticated: expect.anything() });
  expect(resources(stack, 'AWS::IAM::Policy')).toEqual({});
});

test('social and OpenID Connect providers', () => {
  const { stack } = broker({ providers: [amazon, facebook, google, login] });
  expect(pool(stack).Properties).toMatchObject({
    SupportedLoginProviders: {
      'www.amazon.com': 'amzn1.application.abc', 'graph.facebook.com': '1234567890', 'accounts.google.com': '1-x.apps.googleusercontent.com',
    },
    OpenIdConnectProviderARNs: [{ 'Fn::GetAtt': [expect.stringMatching(/^OidcProviderlogin/), 'Arn'] }],
  });
});

test('rules hold tokens of OpenID Connect providers to our audience, and refuse all others', () => {
  const two = WebIdentityProvider.openIdConnect({ issuer: 'https://login.example.com', clientIds: ['web', 'app'] });
  const [attachment] = Object.values(resources(broker({ providers: [google, two] }).stack, 'AWS::Cognito::IdentityPoolRoleAttachment'));
  const RoleARN = attachment.Properties.Roles.authenticated;
  expect(attachment.Properties.RoleMappings).toEqual({
    'login.example.com': {
      IdentityProvider: { 'Fn::GetAtt': [expect.stringMatching(/^OidcProviderlogin/), 'Arn'] },
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      RulesConfiguration: { Rules: ['web', 'app'].map((Value) => ({ Claim: 'aud', MatchType: 'Equals', Value, RoleARN })) },
    },
  });
});

test('without OpenID Connect providers there are no rules', () => {
  const [attachment] = Object.values(resources(broker({ providers: [google] }).stack, 'AWS::Cognito::IdentityPoolRoleAttachment'));
  expect(attachment.Properties.RoleMappings).toBeUndefined();
});

test('the default client has no OAuth flow', () => {
  const [client] = Object.values(resources(broker().stack, 'AWS::Cognito::UserPoolClient'));
  expect(client.Properties).toMatchObject({ AllowedOAuthFlowsUserPoolClient: false, PreventUserExistenceErrors: 'ENABLED' });
  expect(client.Properties).not.toHaveProperty('AllowedOAuthFlows');
  expect(client.Properties).not.toHaveProperty('CallbackURLs');
});

test('a user pool and client that exist already', () => {
  const stack = newStack();
  const userPool = cognito.UserPool.fromUserPoolId(stack, 'UserPool', 'us-west-2_abc');
  const userPoolClient = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'client');
  const signIn = new WebIdentityBroker(stack, 'SignIn', { userPool, userPoolClient });
  expect([signIn.userPool, signIn.userPoolClient]).toEqual([userPool, userPoolClient]);
  expect(resources(stack, 'AWS::Cognito::UserPool')).toEqual({});
  expect(JSON.stringify(pool(stack).Properties.CognitoIdentityProviders)).toContain('us-west-2_abc');
});

test('role options and removal policy', () => {
  const { stack } = broker({ allowGuests: true, roleNamePrefix: 'my-game', path: '/app/', removalPolicy: RemovalPolicy.DESTROY });
  expect(Object.values(resources(stack, 'AWS::IAM::Role')).map((role) => role.Properties.RoleName)).toEqual(['my-game-cognito', 'my-game-guests-cognito']);
  expect(pool(stack).DeletionPolicy).toBe('Delete');
  expect(Object.values(resources(stack, 'AWS::Cognito::UserPool'))[0].DeletionPolicy).toBe('Delete');
});

test('a table of brokered users, and what the app is told', () => {
  const { stack, broker: signIn } = broker();
  const scores = new WebIdentityGameTable(stack, 'Scores', { users: signIn.users });
  new WebIdentityClientConfig(stack, 'Config', { tables: { scores }, broker: signIn });
  expect(statements(stack)[0].Condition['ForAllValues:StringEquals']).toEqual({ 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] });
  const text = JSON.stringify(templateOf(stack).Outputs.Config.Value);
  for (const part of ['identityPoolId', 'userPoolId', 'userPoolClientId', '\\"cognito\\"']) expect(text).toContain(part);
});

test('session duration, boundary and managed policies reach users and guests', () => {
  const stack = newStack();
  const policy = (name: string) => iam.ManagedPolicy.fromManagedPolicyName(stack, name, name);
  new WebIdentityBroker(stack, 'SignIn', {
    allowGuests: true, maxSessionDuration: Duration.hours(2), permissionsBoundary: policy('Limit'), managedPolicies: [policy('Extra')],
  });
  for (const role of Object.values(resources(stack, 'AWS::IAM::Role'))) {
    expect(role.Properties).toMatchObject({
      MaxSessionDuration: 7200, PermissionsBoundary: expect.anything(), ManagedPolicyArns: [expect.anything()],
    });
  }
});

describe('the sub of the user pool as user id', () => {
  const sub = (props: WebIdentityBrokerProps = {}) => broker({ userId: BrokerUserId.USER_POOL_SUB, ...props });

  test('the pool maps it to a tag of the session, and nothing else', () => {
    const { stack } = sub();
    expect(Object.values(resources(stack, 'AWS::Cognito::IdentityPoolPrincipalTag'))[0].Properties).toEqual({
      IdentityPoolId: { Ref: expect.stringMatching(/IdentityPool/) },
      IdentityProviderName: { 'Fn::GetAtt': [expect.stringMatching(/UserPool/), 'ProviderName'] },
      PrincipalTags: { UserPoolSub: 'sub' },
      UseDefaults: false,
    });
  });

  test('the role is taken with the tag only, and takes no other', () => {
    const { stack } = sub();
    const same = {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': [{ Ref: expect.stringMatching(/IdentityPool/) }] },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      'StringLike': { 'aws:RequestTag/UserPoolSub': '?*' },
    };
    const Principal = { Federated: 'cognito-identity.amazonaws.com' };
    expect(trustOf(stack, 'SignInUserscognito')).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal, Condition: same },
      { Effect: 'Allow', Action: 'sts:TagSession', Principal, Condition: { ...same, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['UserPoolSub'] } } },
    ]);
  });

  test('keys, folders and guardrails are the tag\'s', () => {
    const { stack, broker: { users } } = sub();
    new WebIdentityGameTable(stack, 'Scores', { users });
    new WebIdentityUserBucket(stack, 'Files', { users });
    expect(users.roles[0].provider.userIdVariable).toBe('${aws:PrincipalTag/UserPoolSub}');
    const text = JSON.stringify(templateOf(stack));
    expect(text).toContain('"dynamodb:LeadingKeys":["${aws:PrincipalTag/UserPoolSub}"]');
    expect(text).toContain('/users/${aws:PrincipalTag/UserPoolSub}/*');
    expect(text).not.toContain('${cognito-identity.amazonaws.com:sub}');
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('a client config says which id it is', () => {
    const { stack, broker: signIn } = sub();
    const config = new WebIdentityClientConfig(stack, 'Config', { broker: signIn });
    expect(JSON.stringify(stack.resolve(config.json))).toContain('\\"userId\\":\\"sub\\"');
  });
});

describe('groups', () => {
  test('have a role of their own, which the user pool\'s tokens name', () => {
    const { stack, broker: signIn } = broker();
    const moderators = signIn.addGroup('moderators');
    signIn.addGroup('admins', { precedence: 0, description: 'Run the game' });
    expect(moderators.roles.map(({ role }) => role.node.path)).toEqual(['Stack/SignIn/Group-moderators/cognito']);
    expect(Object.values(resources(stack, 'AWS::Cognito::UserPoolGroup')).map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({ GroupName: 'moderators', Precedence: 0, RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/Groupmoderatorscognito/), 'Arn'] } }),
      expect.objectContaining({ GroupName: 'admins', Precedence: 0, Description: 'Run the game' }),
    ]);
    expect(Object.values(resources(stack, 'AWS::Cognito::IdentityPoolRoleAttachment'))[0].Properties).toMatchObject({
      Roles: { authenticated: { 'Fn::GetAtt': [expect.stringMatching(/SignInUsers/), 'Arn'] } },
      RoleMappings: { userPool: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole', IdentityProvider: expect.anything() } },
    });
    expect(trustOf(stack, 'SignInGroupmoderatorscognito')).toEqual(trustOf(stack, 'SignInUserscognito'));
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });

  test('stand beside rules for other providers, and have names of their own', () => {
    const { stack, broker: signIn } = broker({ providers: [login], roleNamePrefix: 'game' });
    signIn.addGroup('moderators');
    const [{ Properties }] = Object.values(resources(stack, 'AWS::Cognito::IdentityPoolRoleAttachment'));
    expect(Object.keys(Properties.RoleMappings)).toEqual(['userPool', 'login.example.com']);
    expect(Object.values(resources(stack, 'AWS::IAM::Role')).map((role) => role.Properties.RoleName)).toEqual(['game-cognito', 'game-moderators-cognito']);
  });

  test('keep their members\' ids: what was theirs stays theirs, with other rights', () => {
    const { stack, broker: signIn } = broker();
    const moderators = signIn.addGroup('moderators');
    const scores = new WebIdentityGameTable(stack, 'Scores', { users: signIn.users, access: OwnAccess.READ });
    scores.grants.ownItems(moderators);
    expect(statements(stack).map(({ Condition }) => Condition['ForAllValues:StringEquals']['dynamodb:LeadingKeys'])).toEqual(Array(2).fill(['${cognito-identity.amazonaws.com:sub}']));
  });

  test('of a pool whose classic flow was turned on are refused: any user could take any role', () => {
    const { stack, broker: signIn } = broker();
    signIn.addGroup('admins');
    (signIn.identityPool as cognito.CfnIdentityPool).addPropertyOverride('AllowClassicFlow', true);
    expect(() => (stack.node.root as App).synth()).toThrow(/Stack\/SignIn\/IdentityPool.*classic-flow/);
  });
});
