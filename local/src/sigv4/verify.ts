import type { AwsError } from '../aws-error';
import { isSameText } from '../same-text';
import type { SignatureFault } from './errors';
import { signed, type CredentialScope } from './signing-key';

/** What is known about an access key. Both a session and the local administrator's keys fit. */
export interface SigningCredentials {
  readonly secretAccessKey: string;
  /** Temporary credentials have one, and it must be sent. */
  readonly sessionToken?: string;
  /** Milliseconds since 1970; absent for keys that do not end. */
  readonly expiration?: number;
}

export interface KeyHolders {
  readonly findCredentials: (accessKeyId: string) => SigningCredentials | undefined;
  /** Of a key without credentials, whether it had some once. @default of none */
  readonly isForgotten?: (accessKeyId: string) => boolean;
  readonly clock: () => number;
}

/** What a request says about its signature. */
export interface Claim extends CredentialScope {
  readonly accessKeyId: string;
  readonly signature: string;
}

/** What services do each in their own way: each check throws the service's error. */
export interface ServiceRules {
  /** That the scope and the signed headers are what they must be. */
  checkForm(): void;
  checkToken(credentials: SigningCredentials | undefined): asserts credentials is SigningCredentials;
  checkTime(now: number): void;
  fault(fault: SignatureFault): AwsError;
}

/** Signs a text with the key that signed the request. */
export type Signer = (text: string) => string;

export const MAX_SKEW_MS = 15 * 60_000;

/** Whoever holds a key that may be used now, as far as form, token and time tell; the signature is still to be proved. */
export interface KeyHolder {
  readonly sign: Signer;
  /** Throws unless this is what they signed; undefined for what no client could have. */
  prove(stringToSign: string | undefined): void;
}

/** The holder of the access key that a request claims to be of (Signature Version 4). All of this is in its headers. */
export function keyHolder(claim: Claim, rules: ServiceRules, { findCredentials, isForgotten, clock }: KeyHolders): KeyHolder {
  rules.checkForm();
  const credentials = findCredentials(claim.accessKeyId);
  if (credentials === undefined && isForgotten?.(claim.accessKeyId)) throw rules.fault('expiredKey');
  rules.checkToken(credentials);
  const { secretAccessKey, expiration } = credentials;
  if (expiration !== undefined && clock() >= expiration) throw rules.fault('expiredKey');
  rules.checkTime(clock());
  const sign: Signer = (text) => signed(text, secretAccessKey, claim);
  return {
    sign,
    prove: (text) => { if (text === undefined || !isSameText(sign(text), claim.signature)) throw rules.fault('mismatch'); },
  };
}
