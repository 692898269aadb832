import { App, CfnParameter, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { env, newStack, resources, trustOf } from './support';
import type { CognitoIdentityPoolOptions } from '../src';
import { WebIdentityProvider, WebIdentityUsers } from '../src';

const issuer = 'https://login.example.com';

test('Login with Amazon pins app_id on the bare host and defines no IAM OIDC provider', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.a', 'amzn1.application.b'] })] });
  expect(trustOf(stack, 'Usersamazon')).toEqual([{
    Effect: 'Allow',
    Principal: { Federated: 'www.amazon.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'www.amazon.com:app_id': ['amzn1.application.a', 'amzn1.application.b'] } },
  }]);
  expect(resources(stack, 'AWS::IAM::OIDCProvider')).toEqual({});
});

test('Facebook pins app_id', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.facebook({ appIds: ['1'] })] });
  expect(trustOf(stack, 'Usersfacebook')[0]).toMatchObject({
    Principal: { Federated: 'graph.facebook.com' },
    Condition: { StringEquals: { 'graph.facebook.com:app_id': ['1'] } },
  });
});

test('Google pins aud and oaud; audiences default to the client ids', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'A', { providers: [WebIdentityProvider.google({ clientIds: ['android'] })] });
  new WebIdentityUsers(stack, 'B', { providers: [WebIdentityProvider.google({ clientIds: ['ios'], audiences: ['web'] })] });
  expect(trustOf(stack, 'Agoogle')[0].Condition).toEqual({ StringEquals: { 'accounts.google.com:aud': ['android'], 'accounts.google.com:oaud': ['android'] } });
  expect(trustOf(stack, 'Bgoogle')[0].Condition).toEqual({ StringEquals: { 'accounts.google.com:aud': ['ios'], 'accounts.google.com:oaud': ['web'] } });
});

test('OpenID Connect pins aud and oaud and bars ids that could reach another user\'s keys', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.openIdConnect({ issuer, clientIds: ['app1'] })] });
  expect(trustOf(stack, 'Userslogin')).toEqual([{
    Effect: 'Allow',
    Principal: { Federated: { 'Fn::GetAtt': [expect.stringMatching(/^OidcProviderlogin/), 'Arn'] } },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'login.example.com:aud': ['app1'], 'login.example.com:oaud': ['app1'] },
      StringLike: { 'login.example.com:sub': '?*' },
      StringNotLike: { 'login.example.com:sub': ['*/*', '*#*', '*${*}*', '*${?}*', '*${$}*'] },
    },
  }]);
});

test('path and trailing slash of the issuer are kept in condition keys', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.openIdConnect({ issuer: 'https://Example.com/realms/Game/', clientIds: ['app1'] })] });
  expect(trustOf(stack, 'Users')[0].Condition.StringEquals).toEqual({ 'Example.com/realms/Game/:aud': ['app1'], 'Example.com/realms/Game/:oaud': ['app1'] });
});

test('the IAM OIDC provider is native, retained, without thumbprints, once per stack with all client ids', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'A', { providers: [WebIdentityProvider.openIdConnect({ issuer, clientIds: ['one', 'two'] })] });
  new WebIdentityUsers(stack, 'B', { providers: [WebIdentityProvider.openIdConnect({ issuer, clientIds: ['three'] })] });
  expect(Object.values(resources(stack, 'AWS::IAM::OIDCProvider'))).toEqual([{
    Type: 'AWS::IAM::OIDCProvider',
    Properties: { Url: issuer, ClientIdList: ['one', 'two', 'three'] },
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  }]);
  expect(trustOf(stack, 'A')[0].Condition.StringEquals['login.example.com:aud']).toEqual(['one', 'two']);
});

test('thumbprints and removal policy are passed on; differing ones are refused', () => {
  const stack = newStack();
  const thumbprints = ['a'.repeat(40)];
  const options = { issuer, clientIds: ['one'], thumbprints, removalPolicy: RemovalPolicy.DESTROY };
  new WebIdentityUsers(stack, 'A', { providers: [WebIdentityProvider.openIdConnect(options)] });
  expect(Object.values(resources(stack, 'AWS::IAM::OIDCProvider'))[0]).toMatchObject({ DeletionPolicy: 'Delete', Properties: { ThumbprintList: thumbprints } });
  expect(() => new WebIdentityUsers(stack, 'B', { providers: [WebIdentityProvider.openIdConnect({ ...options, thumbprints: undefined })] }))
    .toThrow(/issuer-options-differ/);
});

test('a nested stack uses the provider of its top-level stack', () => {
  const stack = newStack();
  new WebIdentityUsers(new NestedStack(stack, 'Nested'), 'Users', { providers: [WebIdentityProvider.openIdConnect({ issuer, clientIds: ['one'] })] });
  expect(Object.keys(resources(stack, 'AWS::IAM::OIDCProvider'))).toHaveLength(1);
});

test('an imported provider is named by construct or by issuer, and nothing is defined', () => {
  const stack = newStack();
  const byConstruct = iam.OidcProviderNative.fromOidcProviderArn(stack, 'Provider', 'arn:aws:iam::123456789012:oidc-provider/login.example.com');
  new WebIdentityUsers(stack, 'A', { providers: [WebIdentityProvider.fromOpenIdConnectProvider(byConstruct, { issuer, clientIds: ['app1'] })] });
  new WebIdentityUsers(stack, 'B', { providers: [WebIdentityProvider.fromOpenIdConnectIssuer({ issuer, clientIds: ['app2'] })] });
  expect(trustOf(stack, 'A')[0].Principal).toEqual({ Federated: 'arn:aws:iam::123456789012:oidc-provider/login.example.com' });
  expect(JSON.stringify(trustOf(stack, 'B')[0].Principal)).toContain(':iam::123456789012:oidc-provider/login.example.com');
  expect(resources(stack, 'AWS::IAM::OIDCProvider')).toEqual({});
});

describe('two definitions of one issuer', () => {
  const users = (scope: Stack) => new WebIdentityUsers(scope, 'Users', { providers: [WebIdentityProvider.openIdConnect({ issuer, clientIds: ['app1'] })] });

  test('fails at synthesis in two stacks of one app, naming both', () => {
    const app = new App();
    users(new Stack(app, 'One'));
    users(new Stack(app, 'Two'));
    expect(() => app.synth()).toThrow(/One\/OidcProvider-login\.example\.com.*Two\/OidcProvider-login\.example\.com.*issuer-defined-twice/s);
  });

  test.each([
    ['an L1', (stack: Stack) => new iam.CfnOIDCProvider(stack, 'Own', { url: issuer })],
    ['a native L2', (stack: Stack) => new iam.OidcProviderNative(stack, 'Own', { url: issuer })],
    ['a Lambda-backed L2', (stack: Stack) => new iam.OpenIdConnectProvider(stack, 'Own', { url: issuer })],
  ])('fails at synthesis beside %s of the app', (_, define) => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    users(stack);
    define(stack);
    expect(() => app.synth()).toThrow(/issuer-defined-twice/);
  });

  test('is allowed in two accounts and in two stages', () => {
    const app = new App();
    users(new Stack(app, 'One', { env }));
    users(new Stack(app, 'Two', { env: { ...env, account: '210987654321' } }));
    users(new Stack(new Stage(app, 'Beta'), 'Stack'));
    users(new Stack(new Stage(app, 'Prod'), 'Stack'));
    expect(() => app.synth()).not.toThrow();
  });
});

test('app ids may be known only at deployment, the issuer may not', () => {
  const stack = newStack();
  const parameter = new CfnParameter(stack, 'AppId').valueAsString;
  new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [parameter] })] });
  expect(trustOf(stack, 'Usersamazon')[0].Condition.StringEquals['www.amazon.com:app_id']).toEqual([{ Ref: 'AppId' }]);
  expect(() => WebIdentityProvider.openIdConnect({ issuer: parameter, clientIds: ['a'] })).toThrow(/literal-wanted/);
});

test('the user id variable names the provider\'s own key', () => {
  expect(WebIdentityProvider.loginWithAmazon({ appIds: ['a'] }).userIdVariable).toBe('${www.amazon.com:user_id}');
  expect(WebIdentityProvider.facebook({ appIds: ['a'] }).userIdVariable).toBe('${graph.facebook.com:id}');
  expect(WebIdentityProvider.google({ clientIds: ['a'] }).userIdVariable).toBe('${accounts.google.com:sub}');
  expect(WebIdentityProvider.openIdConnect({ issuer: 'https://a.example/b', clientIds: ['a'] }).userIdVariable).toBe('${a.example/b:sub}');
});

describe('further conditions are ANDed', () => {
  const conditionsOf = (conditions: { [operator: string]: any }, keys: object = {}) => {
    const stack = newStack();
    new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.fromOpenIdConnectIssuer({ issuer, clientIds: ['app1'], conditions, ...keys })] });
    return trustOf(stack, 'Users')[0].Condition;
  };

  test.each<[string, { [operator: string]: any }, object]>([
    ['amr', { 'ForAnyValue:StringLike': { 'login.example.com:amr': 'mfa' } }, { 'ForAnyValue:StringLike': { 'login.example.com:amr': 'mfa' } }],
    ['RoleAuthorizedByIdp', { Bool: { 'sts:RoleAuthorizedByIdp': 'true' } }, { Bool: { 'sts:RoleAuthorizedByIdp': 'true' } }],
    ['e-mail', { StringLike: { 'login.example.com:email': '*@example.com' } }, { StringLike: { 'login.example.com:sub': '?*', 'login.example.com:email': '*@example.com' } }],
    ['one subject', { StringEquals: { 'login.example.com:sub': 'alice' } }, { StringEquals: expect.objectContaining({ 'login.example.com:aud': ['app1'], 'login.example.com:sub': 'alice' }) }],
    ['a subject pattern, which asks for a character already', { StringLike: { 'login.example.com:sub': 'auth0|*' } }, { StringLike: { 'login.example.com:sub': 'auth0|*' } }],
    ['further bars', { StringNotLike: { 'LOGIN.example.com:SUB': 'test*' } }, { StringNotLike: { 'login.example.com:sub': ['*/*', '*#*', '*${*}*', '*${?}*', '*${$}*', 'test*'] } }],
    ['source address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ])('%s', (_, conditions, expected) => {
    expect(conditionsOf(conditions)).toMatchObject(expected);
  });

  test.each<[string, object]>([
    ['whether the session keeps tags', { 'ForAnyValue:StringEquals': { 'sts:TransitiveTagKeys': 'team' } }],
    ['whether amr is there, without set operator', { Null: { 'login.example.com:amr': 'false' } }],
  ])('%s', (_, conditions) => {
    expect(conditionsOf(conditions as any)).toMatchObject(conditions);
  });

  test('Amazon\'s other name for the user id', () => {
    const conditions = { StringEquals: { 'www.amazon.com:sub': 'amzn1.account.A' } };
    expect(() => WebIdentityProvider.loginWithAmazon({ appIds: ['a'], conditions })).not.toThrow();
  });

  test('claims of issuers that STS knows more of', () => {
    const host = 'token.actions.githubusercontent.com';
    const github = { issuer: `https://${host}` };
    expect(conditionsOf({ StringEquals: { [`${host}:repository_owner_id`]: '1', [`${host}:sub`]: 'repository_owner_id:1' } }, github).StringEquals)
      .toMatchObject({ 'token.actions.githubusercontent.com:repository_owner_id': '1' });
  });
});

describe('Cognito identity pools', () => {
  const host = (region: string, options: CognitoIdentityPoolOptions = {}) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });
    const pool = new cognito.CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: true });
    new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.cognitoIdentityPool(pool, options)] });
    return trustOf(stack, 'Users')[0];
  };

  test.each([
    ['us-west-2', 'cognito-identity.amazonaws.com'],
    ['us-gov-west-1', 'cognito-identity-us-gov.amazonaws.com'],
    ['us-gov-east-1', 'cognito-identity.us-gov-east-1.amazonaws.com'],
    ['cn-north-1', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
  ])('%s has its own host, as principal and in keys', (region, name) => {
    const trust = host(region);
    expect(trust.Principal).toEqual({ Federated: name });
    expect(Object.keys(trust.Condition.StringEquals)).toEqual([`${name}:aud`]);
  });

  test('the host can be given', () => {
    expect(host('us-west-2', { host: 'cognito-identity.example.com' }).Principal).toEqual({ Federated: 'cognito-identity.example.com' });
  });

  test('aud and amr are pinned', () => {
    expect(host('us-west-2', { guests: true }).Condition).toEqual({
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': [{ Ref: 'Pool' }] },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
    });
  });
});
