import { NOW } from './local-sts';

const NOT_VALIDATED = 'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';
const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
const BAD_TIMESTAMP = 'Invalid timestamp in token claims.';
const NOT_A_JWT = 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
const header = (members: object) => Buffer.from(JSON.stringify(members)).toString('base64url');

/** How the token is made and sent, and the error on the wire. */
export interface ErrorRow {
  readonly name: string;
  readonly claims?: Record<string, unknown>;
  readonly provider?: string;
  readonly expiresIn?: number;
  readonly trusted?: boolean;
  readonly parameters?: Record<string, string>;
  readonly send?: (token: string) => string;
  readonly error: readonly [code: string, status: number, message: string];
}

/** Recorded against real STS, 2026-09; the last rows from public threads. */
export const ERROR_ROWS: readonly ErrorRow[] = [
  { name: 'trust policy does not match', trusted: false, error: ['AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity'] },
  {
    name: 'role missing',
    parameters: { RoleArn: 'arn:aws:iam::111122223333:role/Missing' },
    error: ['AccessDenied', 403, 'Not authorized to perform sts:AssumeRoleWithWebIdentity'],
  },
  ...['iss', 'sub', 'aud', 'iat', 'exp'].map((claim): ErrorRow => (
    { name: `${claim} absent`, claims: { [claim]: undefined }, error: ['InvalidIdentityToken', 400, `Missing a required claim: ${claim}`] }
  )),
  { name: 'aud []', claims: { aud: [] }, error: ['InvalidIdentityToken', 400, 'Claim is not allowed to be empty: aud'] },
  {
    name: 'two audiences, no azp',
    claims: { aud: ['app', 'api'] },
    error: ['InvalidIdentityToken', 400, 'Token audience contains more than one audience while authorized party is not present'],
  },
  { name: 'aud not registered', claims: { aud: 'other' }, error: ['InvalidIdentityToken', 400, NOT_VALIDATED] },
  { name: 'azp not registered', claims: { azp: 'other' }, error: ['InvalidIdentityToken', 400, NOT_VALIDATED] },
  {
    name: 'expired',
    expiresIn: -301,
    error: ['ExpiredTokenException', 400, `Token expired: current date/time ${NOW - 300} must be before the expiration date/time ${NOW - 301}`],
  },
  { name: 'issued in the future', claims: { iat: NOW + 301 }, error: ['InvalidIdentityToken', 400, `Token issued in the future: ${NOW + 301}`] },
  {
    name: 'not yet valid',
    claims: { nbf: NOW + 301 },
    error: ['InvalidIdentityToken', 400,
      `Token not yet valid: current date/time ${NOW + 300} must be after or equal to the not-before date/time ${NOW + 301}`],
  },
  { name: 'fractional timestamp', claims: { exp: NOW + 0.5 }, error: ['InvalidIdentityToken', 400, BAD_TIMESTAMP] },
  { name: 'null timestamp', claims: { iat: null }, error: ['InvalidIdentityToken', 400, BAD_TIMESTAMP] },
  { name: 'garbage timestamp', claims: { nbf: 'soon' }, error: ['InvalidIdentityToken', 400, BAD_TIMESTAMP] },
  ...['other', ''].map((kid): ErrorRow => (
    { name: `kid ${JSON.stringify(kid)}`, send: (token) => token.replace(/^[^.]*/, header({ alg: 'ES256', kid })), error: ['InvalidIdentityToken', 400, NO_KEY] }
  )),
  { name: 'crit', send: (token) => token.replace(/^[^.]*/, header({ alg: 'ES256', crit: ['x'] })), error: ['InvalidIdentityToken', 400, NOT_A_JWT] },
  { name: 'not a JWT', send: () => 'ya29.a0AfH6SMBx', error: ['InvalidIdentityToken', 400, NOT_A_JWT] },
  {
    name: 'bad tags',
    claims: { 'https://aws.amazon.com/tags': { principal_tags: { A: 'b' } } },
    error: ['InvalidIdentityToken', 400, 'principal_tags passed in claim is not in correct format.'],
  },
  {
    name: 'JWT as Login with Amazon',
    parameters: { ProviderId: 'www.amazon.com' },
    error: ['InvalidIdentityToken', 400, 'Provided Token is not a Login With Amazon token'],
  },
  {
    name: 'JWT as Facebook',
    parameters: { ProviderId: 'graph.facebook.com' },
    error: ['IDPRejectedClaim', 403, 'graph.facebook.com rejected OAuth token with response "Bad signature" and code 190'],
  },
  {
    name: 'unknown ProviderId',
    parameters: { ProviderId: 'accounts.google.com' },
    error: ['AccessDenied', 403,
      'Unrecognized OAuth provider. Do not include a provider parameter when submitting OpenIDConnect ID tokens'],
  },
  { name: 'sub null', claims: { sub: null }, error: ['InternalFailure', 500, 'Unknown error validating third-party token'] },
  {
    name: 'issuer nobody registered',
    provider: 'https://nobody.example.com',
    error: ['InvalidIdentityToken', 400, 'No OpenIDConnect provider found in your account for https://nobody.example.com'],
  },
  {
    name: 'longer than the role allows',
    parameters: { DurationSeconds: '7201' },
    error: ['ValidationError', 400, 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
  },
];
