import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { amazon, google, newStack } from './support';
import { OwnAccess, UserTableGrants, WebIdentityGameTable, WebIdentityProvider as Provider, WebIdentityUsers } from '../src';
import { WebIdentityError } from '../src/private/errors';

const oidc = (issuer: string) => () => Provider.openIdConnect({ issuer, clientIds: ['app1'] });
const game = (props: object) => (stack: Stack) => new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], ...props } as any);
const users = (...providers: Provider[]) => (stack: Stack) => new WebIdentityUsers(stack, 'Users', { providers });
const table = (type: dynamodb.AttributeType, keys = {}) => (stack: Stack) =>
  UserTableGrants.forTable(new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'UserId', type } }), keys);

/** What is done, the error's code, and what its message must hold: where, what was given, what is wanted. */
const CASES: [string, (stack: Stack) => unknown, string, RegExp][] = [
  // audiences
  ['Amazon: no app id', () => Provider.loginWithAmazon({ appIds: [] }), 'audience-empty', /^WebIdentityProvider\.loginWithAmazon: appIds: got \[\], want at least one; fix: /],
  ['Amazon: wildcard', () => Provider.loginWithAmazon({ appIds: ['*'] }), 'audience-wildcard', /appIds: got "\*", want an exact id/],
  ['Amazon: blank', () => Provider.loginWithAmazon({ appIds: [''] }), 'audience-blank', /appIds: got "", want a non-empty id/],
  ['Amazon: wildcard inside', () => Provider.loginWithAmazon({ appIds: ['amzn1.application.*'] }), 'audience-wildcard', /amzn1\.application\.\*/],
  ['Amazon: question mark', () => Provider.loginWithAmazon({ appIds: ['a?'] }), 'audience-wildcard', /a\?/],
  ['Amazon: twice the same', () => Provider.loginWithAmazon({ appIds: ['a', 'a'] }), 'duplicate', /got "a", want each value once/],
  ['Amazon: policy variable', () => Provider.loginWithAmazon({ appIds: ['${aws:userid}'] }), 'audience-characters', /policy variables/],
  ['Amazon: white space', () => Provider.loginWithAmazon({ appIds: [' a'] }), 'audience-characters', /without spaces/],
  ['Facebook: no app id', () => Provider.facebook({ appIds: [] }), 'audience-empty', /WebIdentityProvider\.facebook: appIds/],
  ['Google: no client id', () => Provider.google({ clientIds: [] }), 'audience-empty', /WebIdentityProvider\.google: clientIds/],
  ['Google: no audience', () => Provider.google({ clientIds: ['a'], audiences: [] }), 'audience-empty', /WebIdentityProvider\.google: audiences/],
  ['OpenID Connect: wildcard', () => Provider.openIdConnect({ issuer: 'https://a.example', clientIds: ['*'] }), 'audience-wildcard', /clientIds/],
  ['OpenID Connect: audience wildcard', () => Provider.openIdConnect({ issuer: 'https://a.example', clientIds: ['a'], audiences: ['*'] }), 'audience-wildcard', /audiences/],
  ['101 audiences', () => Provider.google({ clientIds: Array.from({ length: 101 }, (_, i) => `c${i}`) }), 'audience-too-many', /got 101, want at most 100/],
  ['a long audience', () => Provider.google({ clientIds: ['x'.repeat(256)] }), 'audience-too-long', /at most 255/],
  // issuers
  ['http', oidc('http://login.example.com'), 'issuer-scheme', /got "http:\/\/login\.example\.com", want a URL that begins with https:\/\//],
  ['no scheme', oidc('login.example.com'), 'issuer-scheme', /https/],
  ['port', oidc('https://login.example.com:8443'), 'issuer-port', /without port/],
  ['query', oidc('https://login.example.com?tenant=a'), 'issuer-query', /without query/],
  ['fragment', oidc('https://login.example.com#a'), 'issuer-query', /fragment/],
  ['user name', oidc('https://me@login.example.com'), 'issuer-host', /without user name/],
  ['no host', oidc('https://'), 'issuer-host', /a host name/],
  ['variable in the path', oidc('https://login.example.com/${aws:userid}'), 'issuer-path', /path/],
  ['white space', oidc('https://login.example.com/a b'), 'issuer-path', /path/],
  ['colon in the path', oidc('https://login.example.com/a:b'), 'issuer-path', /path/],
  ['256 characters', oidc(`https://login.example.com/${'x'.repeat(231)}`), 'issuer-too-long', /at most 255/],
  ['Google\'s host', oidc('https://accounts.google.com'), 'issuer-built-in', /fix: use WebIdentityProvider\.google/],
  ['Google\'s host in capitals', oidc('https://Accounts.Google.com'), 'issuer-built-in', /google/],
  ['Amazon\'s host', oidc('https://www.amazon.com'), 'issuer-built-in', /loginWithAmazon/],
  ['Facebook\'s host', oidc('https://graph.facebook.com'), 'issuer-built-in', /facebook/],
  ['Cognito\'s host', oidc('https://cognito-identity.amazonaws.com'), 'issuer-built-in', /cognitoIdentityPool/],
  ['Cognito\'s GovCloud host', oidc('https://cognito-identity-us-gov.amazonaws.com'), 'issuer-built-in', /cognitoIdentityPool/],
  ['thumbprint', (stack) => users(Provider.openIdConnect({ issuer: 'https://a.example', clientIds: ['a'], thumbprints: ['abc'] }))(stack), 'thumbprints', /40 hexadecimal/],
  // user namespaces
  ['separator of keys', () => Provider.google({ clientIds: ['a'], userNamespace: 'a#b' }), 'namespace-characters', /userNamespace: got "a#b"/],
  ['separator of folders', () => Provider.google({ clientIds: ['a'], userNamespace: 'a/b' }), 'namespace-characters', /a\/b/],
  ['wildcard', () => Provider.google({ clientIds: ['a'], userNamespace: '*' }), 'namespace-characters', /\*/],
  ['looks like a Facebook id', () => Provider.google({ clientIds: ['a'], userNamespace: '123' }), 'namespace-characters', /a letter/],
  ['looks like an Amazon id', () => Provider.google({ clientIds: ['a'], userNamespace: 'amzn1.account.A' }), 'namespace-characters', /amzn1/],
  // users
  ['no provider', users(), 'providers-empty', /^Stack\/Users: providers: got \[\], want at least one provider/],
  ['a provider twice', users(amazon, Provider.loginWithAmazon({ appIds: ['b'], userNamespace: 'b' })), 'provider-twice', /each provider once/],
  ['a second provider with raw ids', users(amazon, Provider.google({ clientIds: ['a'] })), 'raw-ids-twice', /raw user ids from amazon and google.*fix: give google a userNamespace/],
  ['one namespace for two', users(google, Provider.facebook({ appIds: ['1'], userNamespace: 'google' })), 'namespace-twice', /"google\\" for google and facebook|google.*facebook/],
  // tables
  ['attributes twice', game({ attributes: ['Wins', 'Wins'] }), 'duplicate', /^Stack\/Scores\/Table: attributes: got "Wins", want each value once/],
  ['attribute wildcard', game({ attributes: ['*'] }), 'attribute-wildcard', /attributes: got "\*", want an exact name/],
  ['attribute wildcard inside', game({ attributes: ['Top*'] }), 'attribute-wildcard', /Top\*/],
  ['attribute variable', game({ attributes: ['${aws:userid}'] }), 'attribute-wildcard', /exact name/],
  ['no attributes', game({ attributes: [] }), 'attributes-empty', /leave the option out/],
  ['blank attribute', game({ attributes: [''] }), 'attribute-blank', /non-empty/],
  ['nested attribute', game({ attributes: ['Address.City'] }), 'attribute-path', /top-level attribute/],
  ['attribute outside Latin-1', game({ attributes: ['点数'] }), 'attribute-characters', /Latin-1/],
  ['long attribute', game({ attributes: ['x'.repeat(256)] }), 'attribute-too-long', /at most 255/],
  ['server attributes alone', game({ serverAttributes: ['Banned'] }), 'server-attributes', /`attributes` beside it/],
  ['server attribute that users have', game({ attributes: ['Wins'], serverAttributes: ['Wins'] }), 'server-attributes', /got "Wins"/],
  ['server attribute that is a key', game({ attributes: ['Wins'], serverAttributes: ['UserId'] }), 'server-attributes', /got "UserId"/],
  ['put beside server attributes', game({ attributes: ['Wins'], serverAttributes: ['Banned'], access: OwnAccess.READ_WRITE }), 'server-attributes-writable', /READ_UPDATE/],
  ['index of another key', game({
    indexes: ['ByTitle'], globalSecondaryIndexes: [{ indexName: 'ByTitle', partitionKey: { name: 'GameTitle', type: dynamodb.AttributeType.STRING } }],
  }), 'index-not-own', /ByTitle, partitioned by GameTitle/],
  ['index that is not there', game({ indexes: ['Nope'] }), 'index-not-own', /Nope, which the table does not have/],
  ['numeric partition key', table(dynamodb.AttributeType.NUMBER), 'partition-key-type', /^Stack\/Table: partition key: got "UserId of type N", want type S/],
  ['binary partition key', table(dynamodb.AttributeType.BINARY), 'partition-key-type', /type B/],
  ['another partition key', table(dynamodb.AttributeType.STRING, { userIdAttribute: 'Player' }), 'user-id-attribute', /got "Player", want the table's partition key, UserId/],
  ['neither providers nor users', game({ providers: undefined }), 'providers-or-users', /^Stack\/Scores: got "neither/],
  ['both providers and users', (stack) => game({ users: users(google)(stack) })(stack), 'providers-or-users', /both/],
];

test.each(CASES)('fails on %s', (_, act, code, message) => {
  let error: unknown;
  try {
    act(newStack());
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(WebIdentityError);
  expect({ code: (error as WebIdentityError).code }).toEqual({ code });
  expect((error as Error).message).toMatch(message);
});
