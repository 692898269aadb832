import { Duration } from 'aws-cdk-lib';
import { amazon, google, login, newStack, resources, templateOf, trustOf } from './support';
import { WebIdentityProvider, WebIdentityUsers } from '../src';

test('one role per provider, named by the provider, never by an index', () => {
  const stack = newStack();
  const users = new WebIdentityUsers(stack, 'Users', { providers: [amazon, google, login] });
  expect(users.roles.map(({ role }) => role.node.path)).toEqual(['Stack/Users/amazon', 'Stack/Users/google', 'Stack/Users/login.example.com']);
});

test('reordering providers and adding one changes no logical id and no existing statement', () => {
  const before = newStack();
  new WebIdentityUsers(before, 'Users', { providers: [amazon, login] });
  const after = newStack();
  new WebIdentityUsers(after, 'Users', { providers: [google, login, amazon] });
  expect(templateOf(after).Resources).toMatchObject(templateOf(before).Resources);
});

test('a raw id of free text may not be another provider\'s namespace, whose folder holds all its users\'', () => {
  const stack = newStack();
  const raw = WebIdentityProvider.openIdConnect({ issuer: 'https://login.example.com', clientIds: ['my-game'] });
  new WebIdentityUsers(stack, 'Users', { providers: [raw, google] });
  expect(trustOf(stack, 'Userslogin')[0].Condition.StringNotLike['login.example.com:sub']).toEqual(expect.arrayContaining(['google']));
});

test('sessions last an hour unless said otherwise', () => {
  const stack = newStack();
  new WebIdentityUsers(stack, 'Short', { providers: [amazon] });
  new WebIdentityUsers(stack, 'Long', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: ['other'] })], maxSessionDuration: Duration.hours(12) });
  const roles = resources(stack, 'AWS::IAM::Role');
  const durations = Object.entries(roles).map(([id, role]) => [id.slice(0, 4), role.Properties.MaxSessionDuration]);
  expect(durations).toEqual([['Shor', undefined], ['Long', 43200]]);
});

test('roleFor finds a provider\'s role and refuses a stranger', () => {
  const users = new WebIdentityUsers(newStack(), 'Users', { providers: [amazon] });
  expect(users.roleFor(amazon)).toBe(users.roles[0].role);
  expect(() => users.roleFor(google)).toThrow('Stack/Users: roleFor: got "google", want one of amazon; fix: add the provider to these users (provider-unknown)');
});
