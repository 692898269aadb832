import { ACCOUNT, FAIL_CLOSED, IAM_KEYS, IAM_OIDC, REAL_STS, arnOf, refused, type TokenCase } from '../token-case';

const none = (issuer: string) => refused(`No OpenIDConnect provider found in your account for ${issuer}`);
const OURS = arnOf('login.example.com');
const account = { 'aws:federatedprovider': OURS, 'aws:principaltype': 'User', 'aws:principalaccount': ACCOUNT, 'aws:userid': OURS };
const ours = { 'login.example.com:aud': 'app-1', 'login.example.com:sub': 'user-1' };
const context = (entries: Record<string, string | string[]>) => new Map(Object.entries(entries));
const google = 'https://accounts.google.com';
const builtIn = (host: string) => ({ 'aws:federatedprovider': host, 'aws:principaltype': 'User' });

/** Whose token it is, and what it tells the trust policy and the session. */
export const ISSUER_CASES: readonly TokenCase[] = [
  ...['https://other.example.com', 'https://LOGIN.example.com', 'https://login.example.com/', 'http://login.example.com', 'login.example.com',
    'https://login.example.com:443', 'https://tenant.example.com', 'https://example.com/path/v2', 'https://example.com/Path', 'accounts.google.com',
    'https://accounts.google.com/', 'https://www.amazon.com', 'https://graph.facebook.com', ''].map((iss) => (
    { name: `issuer ${JSON.stringify(iss)}`, source: 'IAM User Guide: the issuer is compared exactly', claims: { iss }, error: none(iss) }
  )),
  {
    name: 'custom issuer',
    source: `${IAM_KEYS}; ${REAL_STS}`,
    identity: { federated: OURS, context: context({ ...ours, 'login.example.com:oaud': 'app-1', ...account }), sessionContext: context(ours) },
  },
  {
    name: 'azp: aud and oaud part',
    source: IAM_KEYS,
    claims: { azp: 'app-2', aud: 'their-api' },
    identity: {
      context: context({ 'login.example.com:aud': 'app-2', 'login.example.com:sub': 'user-1', 'login.example.com:oaud': 'their-api', ...account }),
      sessionContext: context({ 'login.example.com:aud': 'app-2', 'login.example.com:sub': 'user-1' }),
    },
  },
  {
    name: 'azp: oaud of several',
    source: IAM_KEYS,
    claims: { azp: 'app-1', aud: ['x', 'y'] },
    identity: { context: context({ ...ours, 'login.example.com:oaud': ['x', 'y'], ...account }), sessionContext: context(ours) },
  },
  {
    name: 'email ends with the trust, amr lives on',
    source: IAM_KEYS,
    claims: { email: 'a@example.com', amr: ['pwd', 'mfa'] },
    identity: {
      context: context({ ...ours, 'login.example.com:amr': ['pwd', 'mfa'], 'login.example.com:oaud': 'app-1', 'login.example.com:email': 'a@example.com', ...account }),
      sessionContext: context({ ...ours, 'login.example.com:amr': ['pwd', 'mfa'] }),
    },
  },
  { name: 'amr one text', source: IAM_KEYS, claims: { amr: 'pwd' }, identity: { sessionContext: context({ ...ours, 'login.example.com:amr': ['pwd'] }) } },
  { name: 'amr empty is present', source: IAM_KEYS, claims: { amr: [] }, identity: { sessionContext: context({ ...ours, 'login.example.com:amr': [] }) } },
  { name: 'amr null is absent', source: FAIL_CLOSED, claims: { amr: null }, identity: { sessionContext: context(ours) } },
  { name: 'amr with a number', source: FAIL_CLOSED, claims: { amr: ['pwd', 1] }, error: refused() },
  { name: 'custom claims are no keys', source: IAM_OIDC, claims: { groups: ['admins'], hd: 'x', jti: 'y' }, identity: { sessionContext: context(ours) } },
  {
    name: 'trailing slash kept',
    source: 'gene1wood gist on Auth0, tried on real STS',
    claims: { iss: 'https://tenant.example.com/' },
    identity: { federated: arnOf('tenant.example.com/'), sessionContext: context({ 'tenant.example.com/:aud': 'app-1', 'tenant.example.com/:sub': 'user-1' }) },
  },
  {
    name: 'path kept, key names in lower case',
    source: 'windmilldocs PR #635; IAM User Guide, "Variables and tags"',
    claims: { iss: 'https://example.com/Path/v2' },
    identity: { federated: arnOf('example.com/Path/v2'), sessionContext: context({ 'example.com/path/v2:aud': 'app-1', 'example.com/path/v2:sub': 'user-1' }) },
  },
  {
    name: 'an issuer that looks like Google is not Google',
    source: FAIL_CLOSED,
    claims: { iss: `${google}.example.com` },
    identity: { federated: arnOf('accounts.google.com.example.com') },
  },
  {
    name: 'GitHub claims, for the trust policy only',
    source: 'Service Authorization Reference, 2026-09',
    claims: { iss: 'https://token.actions.githubusercontent.com', repository: 'o/r', ref: 'refs/heads/main', secret: 'x' },
    identity: {
      context: context({
        'token.actions.githubusercontent.com:aud': 'app-1',
        'token.actions.githubusercontent.com:sub': 'user-1',
        'token.actions.githubusercontent.com:oaud': 'app-1',
        'token.actions.githubusercontent.com:repository': 'o/r',
        'token.actions.githubusercontent.com:ref': 'refs/heads/main',
        ...account,
        'aws:federatedprovider': arnOf('token.actions.githubusercontent.com'),
        'aws:userid': arnOf('token.actions.githubusercontent.com'),
      }),
      sessionContext: context({ 'token.actions.githubusercontent.com:aud': 'app-1', 'token.actions.githubusercontent.com:sub': 'user-1' }),
    },
  },
  {
    name: 'Google',
    source: IAM_KEYS,
    claims: { iss: google, azp: 'ours', aud: 'api', sub: '1234', email: 'a@gmail.com' },
    identity: {
      federated: 'accounts.google.com',
      context: context({
        'accounts.google.com:aud': 'ours',
        'accounts.google.com:sub': '1234',
        'accounts.google.com:oaud': 'api',
        'accounts.google.com:email': 'a@gmail.com',
        ...builtIn('accounts.google.com'),
      }),
      sessionContext: context({ 'accounts.google.com:aud': 'ours', 'accounts.google.com:sub': '1234' }),
    },
  },
  ...['cognito-identity.amazonaws.com', 'cognito-identity-us-gov.amazonaws.com', 'cognito-identity.us-gov-east-1.amazonaws.com'].map((host) => ({
    name: `Cognito, ${host}`,
    source: IAM_KEYS,
    claims: { iss: `https://${host}`, aud: 'us-east-1:pool', sub: 'us-east-1:identity', amr: ['authenticated', google] },
    identity: {
      federated: host,
      sessionContext: context({ [`${host}:aud`]: 'us-east-1:pool', [`${host}:sub`]: 'us-east-1:identity', [`${host}:amr`]: ['authenticated', google] }),
    },
  })),
];
