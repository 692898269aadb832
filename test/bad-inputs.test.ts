import type { Stack } from 'aws-cdk-lib';
import { CfnParameter, Lazy, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { amazon, google, newStack } from './support';
import type { SharedItemsOptions } from '../src';
import {
  BrokerUserId, OwnAccess, UserTableGrants, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider as Provider,
  WebIdentityUserBucket, WebIdentityUsers,
} from '../src';
import { WebIdentityError } from '../src/checks/errors';

const oidc = (issuer: string) => () => Provider.openIdConnect({ issuer, clientIds: ['app1'] });
const game = (props: object) => (stack: Stack) => new WebIdentityGameTable(stack, 'Scores', { providers: [amazon], ...props } as any);
const users = (...providers: Provider[]) => (stack: Stack) => new WebIdentityUsers(stack, 'Users', { providers });
const table = (type: dynamodb.AttributeType, keys = {}) => (stack: Stack) =>
  UserTableGrants.forTable(new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'UserId', type } }), keys);

const bucket = (props: object) => (stack: Stack) => new WebIdentityUserBucket(stack, 'Avatars', { providers: [amazon], ...props } as any);
const broker = (...providers: Provider[]) => (stack: Stack) => new WebIdentityBroker(stack, 'SignIn', { providers });
const conditions = (map: { [operator: string]: any }) => () => Provider.openIdConnect({ issuer: 'https://login.example.com', clientIds: ['a'], conditions: map });
const tenant = (issuer: string, map: { [operator: string]: any }) => () =>
  Provider.fromOpenIdConnectIssuer({ issuer: `https://${issuer}`, clientIds: ['a'], conditions: map });
const roles = (props: object) => (stack: Stack) => new WebIdentityUsers(stack, 'Users', { providers: [amazon], ...props });
const shared = (options: SharedItemsOptions) => (stack: Stack) =>
  UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'T', 'scores')).sharedItems(users(amazon)(stack), options);

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
  ['Amazon: an environment variable that is not set', () => Provider.loginWithAmazon({ appIds: [process.env.NOT_SET!] }), 'text-wanted', /appIds: got undefined, want "?a text.*not set/],
  ['Facebook: a text instead of a list', () => Provider.facebook({ appIds: '123' as any }), 'text-wanted', /appIds: got "123", want a list of texts/],
  ['Google: no list', () => Provider.google({} as any), 'text-wanted', /clientIds: got undefined/],
  ['OpenID Connect: a number', () => Provider.openIdConnect({ issuer: 'https://a.example', clientIds: [1 as any] }), 'text-wanted', /got 1/],
  ['OpenID Connect: no issuer', () => Provider.openIdConnect({ clientIds: ['a'] } as any), 'text-wanted', /issuer: got undefined/],
  ['no construct as provider', () => Provider.fromOpenIdConnectProvider(undefined as any, { issuer: 'https://a.example', clientIds: ['a'] }), 'provider-construct', /got "undefined"/],
  ['an ARN as provider', () => Provider.fromOpenIdConnectProvider('arn:aws:iam::1:oidc-provider/a.example' as any, { issuer: 'https://a.example', clientIds: ['a'] }), 'provider-construct', /fromOpenIdConnectIssuer/],
  ['a policy variable that tokens hide', (stack) => users(Provider.loginWithAmazon({ appIds: [Lazy.string({ produce: () => '${aws:userid}' })] }))(stack), 'audience-variable', /got "\$\{aws:userid\}"/],
  ['a policy variable around a reference', (stack) => users(Provider.loginWithAmazon({ appIds: [`\${${new CfnParameter(stack, 'Key').valueAsString}}`] }))(stack), 'audience-variable', /no policy variable/],
  // issuers
  ['the discovery document', oidc('https://login.example.com/.well-known/openid-configuration'), 'issuer-discovery', /use \\?"https:\/\/login\.example\.com/],
  ['two issuers with one construct id, in IAM', (stack) => {
    users(Provider.openIdConnect({ issuer: 'https://id.example.com/a/b', clientIds: ['a'] }))(stack);
    new WebIdentityUsers(stack, 'Others', { providers: [Provider.openIdConnect({ issuer: 'https://id.example.com/a--b', clientIds: ['a'] })] });
  }, 'issuer-ids-equal', /a--b.*differs from that of https:\/\/id\.example\.com\/a\/b/],
  ['two issuers with one construct id, in one set', users(
    Provider.fromOpenIdConnectIssuer({ issuer: 'https://id.example.com/a/b', clientIds: ['a'] }),
    Provider.fromOpenIdConnectIssuer({ issuer: 'https://id.example.com/a--b', clientIds: ['a'], userNamespace: 'b' }),
  ), 'provider-ids-equal', /a slash being two dashes/],
  ['two issuers with one role name', (stack) => new WebIdentityUsers(stack, 'Users', {
    roleNamePrefix: 'my',
    providers: [
      Provider.fromOpenIdConnectIssuer({ issuer: 'https://id.example.com/a', clientIds: ['a'] }),
      Provider.fromOpenIdConnectIssuer({ issuer: 'https://id.example.com-a', clientIds: ['a'], userNamespace: 'b' }),
    ],
  }), 'duplicate', /roleNamePrefix: got "my-id\.example\.com-a"/],
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
  ['Cognito\'s Chinese host', oidc('https://cognito-identity.cn-north-1.amazonaws.com.cn'), 'issuer-built-in', /cognitoIdentityPool/],
  ['six thumbprints', (stack) => users(Provider.openIdConnect({ issuer: 'https://a.example', clientIds: ['a'], thumbprints: Array.from({ length: 6 }, (_, i) => `${i}`.repeat(40)) }))(stack), 'thumbprints', /got 6, want at most 5/],
  ['one issuer with two removal policies', (stack) => {
    users(Provider.openIdConnect({ issuer: 'https://a.example', clientIds: ['a'], removalPolicy: RemovalPolicy.DESTROY }))(stack);
    new WebIdentityUsers(stack, 'Others', { providers: [Provider.openIdConnect({ issuer: 'https://a.example', clientIds: ['b'] })] });
  }, 'issuer-options-differ', /removalPolicy/],
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
  ['a namespace of 65 characters', () => Provider.google({ clientIds: ['a'], userNamespace: 'x'.repeat(65) }), 'namespace-characters', /google: userNamespace: got "x{65}", want .*at most 64/],
  ['a separator in Cognito\'s namespace', (stack) => Provider.cognitoIdentityPool(new cognito.CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: false }), { userNamespace: 'a/b' }), 'namespace-characters', /cognitoIdentityPool: userNamespace: got "a\/b"/],
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
  ['a replica\'s resource policy', game({ replicas: [{ region: 'eu-west-1', resourcePolicy: new iam.PolicyDocument() }] }), 'table-policy', /^Stack\/Scores: replicas: got "a resource policy for eu-west-1"/],
  ['a list of attributes known only at deployment', (stack) => game({ attributes: new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList })(stack), 'literal-wanted', /attributes: got "a value known only at deployment"/],
  ['an attribute known only at deployment', (stack) => game({ attributes: [new CfnParameter(stack, 'Name').valueAsString] })(stack), 'literal-wanted', /literal text/],
  ['a server attribute twice', game({ attributes: ['Wins'], serverAttributes: ['A', 'A'] }), 'duplicate', /serverAttributes: got "A"/],
  ['a server attribute wildcard', game({ attributes: ['Wins'], serverAttributes: ['*'] }), 'attribute-wildcard', /serverAttributes/],
  ['no server attributes', game({ attributes: ['Wins'], serverAttributes: [] }), 'attributes-empty', /serverAttributes/],
  ['a list index as attribute', game({ attributes: ['Friends[0]'] }), 'attribute-path', /Friends\[0\]/],
  ['a shared index without attributes', shared({ index: 'ByTopScore', attributes: [] }), 'attributes-empty', /attributes: got \[\]/],
  ['a shared attribute wildcard', shared({ index: 'ByTopScore', attributes: ['*'] }), 'attribute-wildcard', /exact name/],
  ['a shared index that is not there', (stack) => (game({})(stack)).grants.sharedItems(users(google)(stack), { index: 'Nope', attributes: ['A'] }), 'index-not-shared', /Nope, which the table does not have/],
  ['an index wildcard', game({ indexes: ['*'] }), 'index-name', /indexes: got "\*", want the name of one index/],
  ['an index wildcard of an imported table', (stack) => UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'T', 'scores')).ownItems(users(amazon)(stack), { indexes: ['*'] }), 'index-name', /list every index/],
  ['a shared index wildcard', shared({ index: 'By*', attributes: ['A'] }), 'index-name', /index: got "By\*"/],
  ['an index known only at deployment', (stack) => game({ indexes: [new CfnParameter(stack, 'Index').valueAsString] })(stack), 'literal-wanted', /indexes/],
  ['a sort key like the partition key', (stack) => UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'T', 'scores'), { sortKey: 'UserId' }), 'keys-equal', /sortKey: got "UserId"/],
  ['an index that lifts attribute limits', (stack) => {
    const { grants, users: all } = game({ attributes: ['Wins'], localSecondaryIndexes: [{ indexName: 'Own', sortKey: { name: 'Day', type: dynamodb.AttributeType.STRING } }] })(stack);
    grants.ownItems(all, { indexes: ['Own'] });
  }, 'limits-differ', /rights add up/],
  ['a second grant that lifts server attributes', (stack) => {
    const { grants, users: all } = game({ attributes: ['Wins'], serverAttributes: ['Banned'] })(stack);
    grants.ownItems(all, { attributes: ['Wins'] });
  }, 'limits-differ', /wider grant would lift/],
  ['a second grant with another key', (stack) => {
    const { grants, users: all } = game({})(stack);
    grants.ownItems(all, { keySuffix: true });
  }, 'limits-differ', /#…/],
  ['one issuer raw and namespaced', (stack) => {
    const login = (userNamespace?: string) => Provider.fromOpenIdConnectIssuer({ issuer: 'https://login.example.com', clientIds: [userNamespace ?? 'raw'], userNamespace });
    const grants = UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'T', 'scores'));
    grants.ownItems(new WebIdentityUsers(stack, 'A', { providers: [login()] }));
    grants.ownItems(new WebIdentityUsers(stack, 'B', { providers: [login('login')] }));
  }, 'users-collide', /one userNamespace everywhere/],
  ['a replica\'s stream policy', game({ replicas: [{ region: 'eu-west-1', streamResourcePolicy: new iam.PolicyDocument() }] }), 'table-policy', /a resource policy for eu-west-1/],
  // buckets
  ['a shared prefix variable behind a folder', bucket({ sharedPrefixes: ['public/${aws:userid}/'] }), 'prefix', /public\/\$\{aws:userid\}\//],
  ['users\' folders in users\' folders', (stack) => {
    const { grants, users: all } = bucket({})(stack);
    grants.ownObjects(all, { prefix: 'users/a/' });
  }, 'folders-overlap', /own users\/a\/ and own users\//],
  ['routing rules of a website', bucket({ websiteRoutingRules: [{ hostName: 'a.example' }] }), 'bucket-open', /websiteRoutingRules/],
  ['public buckets that are not restricted', bucket({
    blockPublicAccess: new s3.BlockPublicAccess({
      blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: false,
    }),
  }), 'bucket-open', /blockPublicAccess/],
  ['one issuer raw and namespaced, in folders', (stack) => {
    const login = (userNamespace?: string) => Provider.fromOpenIdConnectIssuer({ issuer: 'https://login.example.com', clientIds: [userNamespace ?? 'raw'], userNamespace });
    const { grants } = bucket({ providers: [login()] })(stack);
    grants.ownObjects(new WebIdentityUsers(stack, 'B', { providers: [login('login')] }));
  }, 'users-collide', /one userNamespace everywhere/],
  // roles that exist
  ['a role that cannot be changed', (stack) => WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role: iam.Role.fromRoleArn(stack, 'R', 'arn:aws:iam::123456789012:role/r', { mutable: false }) }]), 'role-immutable', /would vanish/],
  ['a role of another account', (stack) => WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role: iam.Role.fromRoleArn(stack, 'R', 'arn:aws:iam::210987654321:role/r') }]), 'role-immutable', /cannot be changed here/],
  ['a role without policy updates', (stack) => WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role: new iam.Role(stack, 'R', { assumedBy: new iam.AccountRootPrincipal() }).withoutPolicyUpdates() }]), 'role-immutable', /Stack\/Users: roles: amazon/],
  ['one role for two providers', (stack) => {
    const role = iam.Role.fromRoleName(stack, 'R', 'r');
    return WebIdentityUsers.fromRoles(stack, 'Users', [{ provider: amazon, role }, { provider: google, role }]);
  }, 'role-twice', /a role for each provider/],
  ['one role for two providers, imported twice', (stack) => WebIdentityUsers.fromRoles(stack, 'Users', [
    { provider: amazon, role: iam.Role.fromRoleName(stack, 'R', 'r') }, { provider: google, role: iam.Role.fromRoleName(stack, 'S', 'r') },
  ]), 'role-twice', /a role for each provider/],
  ['a bucket: neither providers nor users', bucket({ providers: undefined }), 'providers-or-users', /^Stack\/Avatars/],
  ['a prefix without slash', bucket({ prefix: 'users' }), 'prefix', /^Stack\/Avatars\/Bucket: prefix: got "users", want a folder that ends with one slash/],
  ['an empty prefix', bucket({ prefix: '' }), 'prefix', /got ""/],
  ['the root as prefix', bucket({ prefix: '/' }), 'prefix', /got "\/"/],
  ['a prefix that begins with a slash', bucket({ prefix: '/users/' }), 'prefix', /begins with none/],
  ['a prefix with an empty part', bucket({ prefix: 'users//' }), 'prefix', /empty parts/],
  ['a prefix wildcard', bucket({ prefix: 'u*/' }), 'prefix', /\* \? \$/],
  ['a prefix variable', bucket({ prefix: '${aws:userid}/' }), 'prefix', /aws:userid/],
  ['a prefix question mark', bucket({ prefix: 'u?/' }), 'prefix', /u\?/],
  ['a prefix outside Latin-1', bucket({ prefix: '头像/' }), 'prefix', /Latin-1/],
  ['a long prefix', bucket({ prefix: `${'x'.repeat(512)}/` }), 'prefix', /at most 512/],
  ['a prefix known only at deployment', (stack) => bucket({ prefix: new CfnParameter(stack, 'Prefix').valueAsString })(stack), 'literal-wanted', /prefix/],
  ['a shared prefix without slash', bucket({ sharedPrefixes: ['public'] }), 'prefix', /got "public"/],
  ['a shared prefix inside the users\'', bucket({ sharedPrefixes: ['users/public/'] }), 'folders-overlap', /shared users\/public\/ and own users\//],
  ['a shared prefix around the users\'', bucket({ prefix: 'a/users/', sharedPrefixes: ['a/'] }), 'folders-overlap', /shared a\/ and own a\/users\//],
  ['all origins', bucket({ allowedOrigins: ['*'] }), 'origin', /allowedOrigins: got "\*", want scheme, host and port/],
  ['an origin wildcard', bucket({ allowedOrigins: ['https://*.example.com'] }), 'origin', /without path or wildcard/],
  ['an origin with a path', bucket({ allowedOrigins: ['https://game.example.com/'] }), 'origin', /game\.example\.com\//],
  ['an origin without scheme', bucket({ allowedOrigins: ['game.example.com'] }), 'origin', /scheme/],
  ['an origin wildcard in cors', bucket({ cors: [{ allowedOrigins: ['*'], allowedMethods: [s3.HttpMethods.GET] }] }), 'origin', /Avatars: cors/],
  ['public read', bucket({ publicReadAccess: true }), 'bucket-open', /publicReadAccess: got true/],
  ['no TLS', bucket({ enforceSSL: false }), 'bucket-open', /enforceSSL/],
  ['no encryption', bucket({ encryption: s3.BucketEncryption.UNENCRYPTED }), 'bucket-open', /encryption/],
  ['some public access', bucket({ blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS }), 'bucket-open', /blockPublicAccess/],
  ['a public ACL', bucket({ accessControl: s3.BucketAccessControl.PUBLIC_READ }), 'bucket-open', /accessControl: got "PublicRead"/],
  ['ACLs', bucket({ objectOwnership: s3.ObjectOwnership.OBJECT_WRITER }), 'bucket-open', /objectOwnership/],
  ['a website', bucket({ websiteIndexDocument: 'index.html' }), 'bucket-open', /websiteIndexDocument/],
  ['a website error page', bucket({ websiteErrorDocument: 'error.html' }), 'bucket-open', /websiteErrorDocument/],
  ['a website redirect', bucket({ websiteRedirect: { hostName: 'a.example' } }), 'bucket-open', /websiteRedirect/],
  // broker
  ['two app ids behind a broker', broker(Provider.loginWithAmazon({ appIds: ['a', 'b'] })), 'broker-app-ids', /^Stack\/SignIn: providers: got "2 ids of amazon", want one/],
  ['conditions behind a broker', broker(Provider.facebook({ appIds: ['1'], conditions: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })), 'broker-conditions', /conditions of facebook/],
  ['an identity pool behind a broker', (stack) => broker(Provider.cognitoIdentityPool(new cognito.CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: false })))(stack), 'broker-cognito', /identity pool of its own/],
  ['a Cognito host with a scheme', (stack) => Provider.cognitoIdentityPool(new cognito.CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: false }), { host: 'https://cognito-identity.amazonaws.com' }), 'cognito-host', /without scheme/],
  ['audiences that differ behind a broker', broker(Provider.fromOpenIdConnectIssuer({ issuer: 'https://login.example.com', clientIds: ['app'], audiences: ['api'] })), 'broker-audiences', /tests one claim/],
  ['Google audiences that differ behind a broker', broker(Provider.google({ clientIds: ['android'], audiences: ['web'] })), 'broker-audiences', /audiences of google/],
  ['26 client ids behind a broker', broker(Provider.fromOpenIdConnectIssuer({ issuer: 'https://login.example.com', clientIds: Array.from({ length: 26 }, (_, i) => `c${i}`) })), 'broker-client-ids', /at most 25/],
  // shared issuers, as IAM answered: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
  ['GitHub without tenancy', tenant('token.actions.githubusercontent.com', {}), 'tenancy', /serves everybody/],
  ['GitHub with a claim that is no tenancy', tenant('token.actions.githubusercontent.com', { StringEquals: { 'token.actions.githubusercontent.com:ref': 'main' } }), 'tenancy', /:sub or .*:job_workflow_ref/],
  ['GitHub with a leading wildcard', tenant('token.actions.githubusercontent.com', { StringLike: { 'token.actions.githubusercontent.com:sub': '*:o' } }), 'tenancy-open', /"\*:o/],
  ['GitHub with a blank', tenant('token.actions.githubusercontent.com', { StringEquals: { 'token.actions.githubusercontent.com:job_workflow_ref': '' } }), 'tenancy-open', /not everybody has/],
  ['GitHub\'s repositories, which hold a slash', (stack) => users(tenant('token.actions.githubusercontent.com', { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:o/r:*' } })())(stack), 'condition-barred', /repo:o\/r:\*.*nobody would get in/],
  ['GitLab without tenancy', tenant('gitlab.com', {}), 'tenancy', /gitlab\.com:sub/],
  ['GitLab with a negated test', tenant('gitlab.com', { StringNotEquals: { 'gitlab.com:sub': 'v' } }), 'tenancy', /StringEquals, StringLike/],
  ['GitLab with an open value beside another', tenant('gitlab.com', { StringEquals: { 'gitlab.com:sub': ['*', 'v'] } }), 'tenancy-open', /gitlab\.com:sub/],
  ['Terraform Cloud without tenancy', tenant('app.terraform.io', {}), 'tenancy', /app\.terraform\.io:sub/],
  ['Sentinel without session name', tenant('sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/', {}), 'tenancy', /sts:RoleSessionName/],
  ['a barred character in an exact id', (stack) => users(conditions({ StringEquals: { 'login.example.com:sub': 'a#b' } })())(stack), 'condition-barred', /a#b/],
  ['a barred wildcard in an exact id', (stack) => users(conditions({ StringEquals: { 'login.example.com:sub': 'a*' } })())(stack), 'condition-barred', /a\*/],
  ['a pattern from a parameter', (stack) => users(conditions({ StringLike: { 'login.example.com:sub': [new CfnParameter(stack, 'Sub').valueAsString] } })())(stack), 'condition-taken', /StringLike/],
  ['IfExists', conditions({ StringEqualsIfExists: { 'login.example.com:email': 'a@example.com' } }), 'condition-if-exists', /want "?StringEquals/],
  ['Bool IfExists', conditions({ BoolIfExists: { 'sts:RoleAuthorizedByIdp': 'true' } }), 'condition-if-exists', /a token without the claim passes/],
  // further trust conditions
  ['the audience again', conditions({ StringLike: { 'login.example.com:aud': '*' } }), 'condition-audience', /conditions: got "StringLike login\.example\.com:aud", want a key that does not pin the audience/],
  ['the token\'s own audience, in capitals', conditions({ StringLike: { 'LOGIN.example.com:OAUD': '*' } }), 'condition-audience', /OAUD/],
  ['ForAllValues', conditions({ 'ForAllValues:StringLike': { 'login.example.com:amr': 'mfa' } }), 'condition-vacuous', /want "?ForAnyValue:StringLike.*true where the key is absent/],
  ['an operator that is none', conditions({ Equals: { 'login.example.com:sub': 'a' } }), 'condition-operator', /got "Equals"/],
  ['a claim that STS does not read', conditions({ StringEquals: { 'login.example.com:groups': 'admin' } }), 'condition-key', /would never match/],
  ['the issuer, which is no key', conditions({ StringEquals: { 'login.example.com:iss': 'https://login.example.com' } }), 'condition-key', /:iss/],
  ['another provider\'s key', conditions({ StringEquals: { 'accounts.google.com:sub': '1' } }), 'condition-key', /accounts\.google\.com:sub/],
  ['GitHub\'s claims elsewhere', conditions({ StringEquals: { 'login.example.com:repository': 'o/r' } }), 'condition-key', /repository/],
  ['a user name, which tokens have not', conditions({ StringEquals: { 'aws:username': 'alice' } }), 'condition-key', /aws:username/],
  ['amr without set operator', conditions({ StringEquals: { 'login.example.com:amr': 'mfa' } }), 'condition-set-operator', /want ForAnyValue:StringEquals/],
  ['no values', conditions({ StringEquals: { 'login.example.com:sub': [] } }), 'condition-empty', /at least one value/],
  ['Amazon: app_id', () => Provider.loginWithAmazon({ appIds: ['a'], conditions: { StringLike: { 'www.amazon.com:app_id': '*' } } }), 'condition-audience', /loginWithAmazon: conditions/],
  ['Facebook: app_id', () => Provider.facebook({ appIds: ['1'], conditions: { StringLike: { 'graph.facebook.com:app_id': '*' } } }), 'condition-audience', /facebook: conditions/],
  ['Google: aud', () => Provider.google({ clientIds: ['a'], conditions: { StringLike: { 'accounts.google.com:aud': '*' } } }), 'condition-audience', /google: conditions/],
  ['a pattern that takes the empty id', (stack) => users(conditions({ StringLike: { 'login.example.com:sub': '*' } })())(stack), 'condition-taken', /StringLike login\.example\.com:sub/],
  ['a pattern that takes the empty id, beside another', (stack) => users(conditions({ StringLike: { 'login.example.com:sub': ['a*', '*'] } })())(stack), 'condition-taken', /"a\*\\?",\\?"\*/],
  ['GitLab\'s claims at a host that begins like it', tenant('gitlab.com.example.org', { StringEquals: { 'gitlab.com.example.org:project_id': '1' } }), 'condition-key', /project_id/],
  ['organization paths, which tokens have not', conditions({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } }), 'condition-key', /PrincipalOrgPaths/],
  ['an operator with a prefix that is none', conditions({ 'ForSomeValue:StringLike': { 'login.example.com:amr': 'mfa' } }), 'condition-operator', /got "ForSomeValue:StringLike"/],
  // roles
  ['a long role name', roles({ roleNamePrefix: 'x'.repeat(60) }), 'role-name', /at most 64 characters/],
  ['a role name with a slash', roles({ roleNamePrefix: 'my/game' }), 'role-name', /my\/game-amazon/],
  ['a role name known only at deployment', (stack) => roles({ roleNamePrefix: new CfnParameter(stack, 'Name').valueAsString })(stack), 'literal-wanted', /roleNamePrefix/],
  // client config
  ['a config of nothing', (stack) => new WebIdentityClientConfig(stack, 'Config', {}), 'config-empty', /^Stack\/Config/],
  ['a config of different users', (stack) => new WebIdentityClientConfig(stack, 'Config', {
    tables: { scores: game({})(stack) }, buckets: { scores: bucket({ providers: [google] })(stack) },
  }), 'config-users-differ', /scores of Stack\/Scores\/Users and scores of Stack\/Avatars\/Users/],
  ['a config of another broker\'s users', (stack) => new WebIdentityClientConfig(stack, 'Config', {
    tables: { scores: game({})(stack) }, broker: new WebIdentityBroker(stack, 'SignIn'),
  }), 'config-users-differ', /scores of Stack\/Scores\/Users and broker of Stack\/SignIn\/Users/],
  ['a config of a table that nobody was granted', (stack) => new WebIdentityClientConfig(stack, 'Config', {
    tables: { scores: UserTableGrants.forTable(dynamodb.TableV2.fromTableName(stack, 'T', 'scores')) },
  }), 'config-no-users', /scores, on which no users were granted anything/],
  // brokers
  ['a sub beside another provider', (stack) => new WebIdentityBroker(stack, 'SignIn', { userId: BrokerUserId.USER_POOL_SUB, providers: [google] }), 'broker-sub-providers', /^Stack\/SignIn: providers: got "google".*identity id/],
  ['a sub beside guests', (stack) => new WebIdentityBroker(stack, 'SignIn', { userId: BrokerUserId.USER_POOL_SUB, allowGuests: true }), 'broker-sub-guests', /^Stack\/SignIn: allowGuests.*lost with the sign-in/],
  ['a group with a slash', (stack) => broker()(stack).addGroup('a/b'), 'group-name', /^Stack\/SignIn: addGroup: got "a\/b"/],
  ['a group known only at deployment', (stack) => broker()(stack).addGroup(new CfnParameter(stack, 'Name').valueAsString), 'literal-wanted', /addGroup/],
  ['a group that is there', (stack) => {
    const signIn = broker()(stack);
    signIn.addGroup('admins');
    signIn.addGroup('admins');
  }, 'group-twice', /got "admins"/],
  ['ForAllValues of what is wanted', conditions({ 'ForAllValues:StringLike': { 'login.example.com:amr': 'mfa' } }), 'condition-vacuous', /ForAnyValue:StringLike/],
  ['a config too long for a parameter', (stack) => new WebIdentityClientConfig(stack, 'Config', {
    tables: { ['x'.repeat(4096)]: game({})(stack) }, parameterName: '/app/config',
  }), 'config-too-long', /at most 4096/],
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
