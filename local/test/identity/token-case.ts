import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { selfSignedCertificate } from './certificate';
import { OpaqueTokens, verifyWebIdentityToken, type Jwk, type OidcProvider, type VerifiedIdentity } from '../../src/identity';

/** Seconds since 1970. */
export const NOW = 1_790_000_000;
export const ISSUER = 'https://login.example.com';
export const ACCOUNT = '111122223333';

export const REAL_STS = 'recorded against real STS, 2026-09';
export const SDK_DOC = 'API reference of AssumeRoleWithWebIdentity';
export const IAM_KEYS = 'IAM User Guide, "IAM and AWS STS condition context keys"';
export const IAM_OIDC = 'IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM"';
export const IAM_TAGS = 'IAM User Guide, "Pass session tags in AWS STS"';
export const RFC = 'RFC 7515 and RFC 7519';
export const FAIL_CLOSED = 'fails closed: not known of AWS';

export type KeyName = 'rsa' | 'rsa2' | 'p256' | 'p256b' | 'p384' | 'p521' | 'ed25519' | 'rsaSmall';

/** A token, where its keys come from, and what becomes of it. */
export interface TokenCase {
  readonly name: string;
  readonly source: string;
  /** Over the usual header, `{ alg: 'ES256', kid: 'p256', typ: 'JWT' }`; undefined takes a member away. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Over the usual claims; undefined takes one away. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The claims as text, for what no serializer writes. */
  readonly payload?: string;
  readonly signWith?: KeyName;
  /** The issuer's JWKS. @default all keys, each under its name as kid */
  readonly jwks?: readonly Jwk[];
  /** Changes the signed token. */
  readonly tamper?: (token: string) => string;
  readonly providerId?: string;
  /** Expected: members of the identity, or the error. */
  readonly identity?: Partial<VerifiedIdentity>;
  readonly error?: readonly [code: string, message: string, status?: number];
}

export const NOT_VALIDATED = 'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';
export const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
export const NOT_A_JWT = 'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)';
export const refused = (message: string = NOT_VALIDATED) => ['InvalidIdentityToken', message, 400] as const;

function ec(namedCurve: string) {
  return generateKeyPairSync('ec', { namedCurve });
}

function rsa(modulusLength: number) {
  return generateKeyPairSync('rsa', { modulusLength });
}

const PAIRS: Record<KeyName, { publicKey: KeyObject; privateKey: KeyObject }> = {
  rsa: rsa(2048),
  rsa2: rsa(2048),
  rsaSmall: rsa(1024),
  p256: ec('P-256'),
  p256b: ec('P-256'),
  p384: ec('P-384'),
  p521: ec('P-521'),
  ed25519: generateKeyPairSync('ed25519'),
};

export function publicJwk(name: KeyName, members: Readonly<Record<string, unknown>> = {}): Jwk {
  return { ...PAIRS[name].publicKey.export({ format: 'jwk' }), kid: name, ...members };
}

export function certificateOf(name: KeyName): string {
  return selfSignedCertificate(PAIRS[name].publicKey, PAIRS.rsa.privateKey);
}

const ALL_KEYS = (Object.keys(PAIRS) as KeyName[]).map((name) => publicJwk(name));

export const PROVIDERS: readonly OidcProvider[] = [
  'login.example.com', 'tenant.example.com/', 'example.com/Path/v2', 'accounts.google.com.example.com', 'token.actions.githubusercontent.com',
].map((host) => ({ arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`, url: `https://${host}`, clientIds: ['app-1', 'app-2'] }));

export const arnOf = (host: string) => `arn:aws:iam::${ACCOUNT}:oidc-provider/${host}`;

export function tokenOf({ header, claims, payload, signWith = 'p256', tamper = (token) => token }: TokenCase): string {
  const protectedHeader = { alg: 'ES256', kid: signWith, typ: 'JWT', ...header };
  const body = payload ?? JSON.stringify({ iss: ISSUER, sub: 'user-1', aud: 'app-1', iat: NOW, exp: NOW + 3600, ...claims });
  const signed = [JSON.stringify(protectedHeader), body].map((text) => Buffer.from(text).toString('base64url')).join('.');
  return tamper(`${signed}.${signatureOf(String(protectedHeader.alg), signed, PAIRS[signWith].privateKey)}`);
}

/** By hand: a signer library would refuse many a header and algorithm that the cases need. */
function signatureOf(alg: string, signed: string, key: KeyObject): string {
  const hash = key.asymmetricKeyType === 'ed25519' ? null : `sha${/(256|384|512)$/.exec(alg)?.[0] ?? '256'}`;
  return sign(hash, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

export function verifyCase(
  testCase: TokenCase, token: string, opaqueTokens = new OpaqueTokens(), verify = verifyWebIdentityToken,
): Promise<VerifiedIdentity> {
  return verify(token, testCase.providerId, {
    oidcProviders: PROVIDERS,
    keySource: { keys: async () => testCase.jwks ?? ALL_KEYS },
    opaqueTokens,
    clock: () => NOW * 1000 + 999,
  });
}
