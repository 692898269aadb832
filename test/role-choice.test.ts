import { App, CfnParameter, Stack, Stage } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { amazon, env, newStack } from './support';
import { WebIdentityBroker, WebIdentityProvider, WebIdentityUsers } from '../src';

const users = (scope: Stack, id: string, provider: WebIdentityProvider) => new WebIdentityUsers(scope, id, { providers: [provider] });
const login = (clientIds: string[], conditions?: { [operator: string]: any }) =>
  WebIdentityProvider.fromOpenIdConnectIssuer({ issuer: 'https://login.example.com', clientIds, conditions });
const synth = (stack: Stack) => () => (stack.node.root as App).synth();

test('two roles that take the same token are refused, naming both and the fix', () => {
  const stack = newStack();
  users(stack, 'A', amazon);
  users(stack, 'B', WebIdentityProvider.loginWithAmazon({ appIds: ['other', 'amzn1.application.abc'] }));
  expect(synth(stack)).toThrow(/Stack\/B: got "tokens of amazon that Stack\/A takes, too".*share one WebIdentityUsers.*\(role-choice\)/s);
});

test('also in two stacks of one app', () => {
  const app = new App();
  users(new Stack(app, 'One'), 'Users', amazon);
  users(new Stack(app, 'Two'), 'Users', amazon);
  expect(() => app.synth()).toThrow(/Two\/Users.*One\/Users.*role-choice/s);
});

test('app ids known only at deployment may be equal', () => {
  const stack = newStack();
  users(stack, 'A', WebIdentityProvider.loginWithAmazon({ appIds: [new CfnParameter(stack, 'AppA').valueAsString] }));
  users(stack, 'B', WebIdentityProvider.loginWithAmazon({ appIds: [new CfnParameter(stack, 'AppB').valueAsString] }));
  expect(synth(stack)).toThrow(/role-choice/);
});

test('one known only at deployment may be the other', () => {
  const stack = newStack();
  users(stack, 'A', amazon);
  users(stack, 'B', WebIdentityProvider.loginWithAmazon({ appIds: [new CfnParameter(stack, 'App').valueAsString] }));
  users(stack, 'C', WebIdentityProvider.loginWithAmazon({ appIds: ['third'] }));
  expect(synth(stack)).toThrow(/Stack\/B: got "tokens of amazon that Stack\/A.*Stack\/C: got "tokens of amazon that Stack\/B/s);
});

test.each<[string, (stack: Stack) => void]>([
  ['another app id', (stack) => {
    users(stack, 'A', amazon);
    users(stack, 'B', WebIdentityProvider.loginWithAmazon({ appIds: ['other'] }));
  }],
  ['another issuer', (stack) => {
    users(stack, 'A', login(['app']));
    users(stack, 'B', WebIdentityProvider.fromOpenIdConnectIssuer({ issuer: 'https://id.example.com', clientIds: ['app'] }));
  }],
  ['a claim that has one value', (stack) => {
    users(stack, 'A', login(['app'], { StringEquals: { 'login.example.com:sub': 'alice' } }));
    users(stack, 'B', login(['app'], { StringEquals: { 'login.example.com:sub': 'bob' } }));
  }],
  ['a claim that has one value, in any case of its key', (stack) => {
    users(stack, 'A', login(['app'], { StringEquals: { 'login.example.com:sub': 'alice' } }));
    users(stack, 'B', login(['app'], { StringEquals: { 'LOGIN.example.com:SUB': 'bob' } }));
  }],
  ['some users by id, and all others', (stack) => {
    users(stack, 'A', login(['app'], { StringEquals: { 'login.example.com:sub': ['alice', 'bob'] } }));
    users(stack, 'B', login(['app'], { StringNotEquals: { 'login.example.com:sub': ['alice', 'bob', 'carol'] } }));
  }],
  ['those with a value among several, and those without', (stack) => {
    users(stack, 'A', login(['app'], { 'ForAllValues:StringNotEquals': { 'login.example.com:amr': 'moderator' } }));
    users(stack, 'B', login(['app'], { 'ForAnyValue:StringEquals': { 'login.example.com:amr': 'moderator' } }));
  }],
  ['users and groups of a broker', (stack) => {
    const broker = new WebIdentityBroker(stack, 'SignIn');
    broker.addGroup('moderators');
    broker.addGroup('admins');
  }],
  ['users and guests of one pool', (stack) => {
    const pool = new cognito.CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: true });
    users(stack, 'A', WebIdentityProvider.cognitoIdentityPool(pool));
    users(stack, 'B', WebIdentityProvider.cognitoIdentityPool(pool, { guests: true }));
  }],
  ['another pool', (stack) => {
    users(stack, 'A', WebIdentityProvider.cognitoIdentityPool(new cognito.CfnIdentityPool(stack, 'PoolA', { allowUnauthenticatedIdentities: false })));
    users(stack, 'B', WebIdentityProvider.cognitoIdentityPool(new cognito.CfnIdentityPool(stack, 'PoolB', { allowUnauthenticatedIdentities: false })));
  }],
])('allowed: %s', (_, define) => {
  const stack = newStack();
  define(stack);
  expect(synth(stack)).not.toThrow();
});

test.each<[string, { [operator: string]: any }, { [operator: string]: any }]>([
  ['only some are barred', { StringEquals: { 'login.example.com:sub': ['alice', 'bob'] } }, { StringNotEquals: { 'login.example.com:sub': ['alice'] } }],
  ['another claim is barred', { StringEquals: { 'login.example.com:sub': 'alice' } }, { StringNotEquals: { 'login.example.com:email': 'alice' } }],
  ['one value of several is not the barred one', { 'ForAnyValue:StringEquals': { 'login.example.com:amr': 'a' } }, { 'ForAnyValue:StringNotEquals': { 'login.example.com:amr': 'a' } }],
])('a claim tells nothing apart where %s', (_, a, b) => {
  const stack = newStack();
  users(stack, 'A', login(['app'], a));
  users(stack, 'B', login(['app'], b));
  expect(synth(stack)).toThrow(/role-choice/);
});

test('users whom a broker\'s pool gives one role are not told apart', () => {
  const stack = newStack();
  const broker = new WebIdentityBroker(stack, 'SignIn');
  broker.addGroup('admins');
  users(stack, 'Others', WebIdentityProvider.cognitoIdentityPool(broker.identityPool));
  expect(synth(stack)).toThrow(/tokens of cognito that Stack\/SignIn\/Users takes, too.*role-choice/);
});

test('a claim that may have several values tells nothing apart', () => {
  const stack = newStack();
  users(stack, 'A', login(['app'], { 'ForAnyValue:StringLike': { 'login.example.com:amr': 'mfa' } }));
  users(stack, 'B', login(['app'], { 'ForAnyValue:StringLike': { 'login.example.com:amr': 'pwd' } }));
  expect(synth(stack)).toThrow(/role-choice/);
});

test('two accounts and two stages are apart', () => {
  const app = new App();
  users(new Stack(app, 'One', { env }), 'Users', amazon);
  users(new Stack(app, 'Two', { env: { ...env, account: '210987654321' } }), 'Users', amazon);
  users(new Stack(new Stage(app, 'Beta'), 'Stack'), 'Users', amazon);
  users(new Stack(new Stage(app, 'Prod'), 'Stack'), 'Users', amazon);
  expect(() => app.synth()).not.toThrow();
});

test.each([
  ['the session name', 'sts:RoleSessionName'],
  ['the Region', 'aws:RequestedRegion'],
])('what the caller chooses tells nothing apart: %s', (_, key) => {
  const stack = newStack();
  users(stack, 'A', login(['app'], { StringEquals: { [key]: 'one' } }));
  users(stack, 'B', login(['app'], { StringEquals: { [key]: 'two' } }));
  expect(synth(stack)).toThrow(/role-choice/);
});
