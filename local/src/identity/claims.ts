import { AwsError } from '../aws-error';
import type { JsonMembers } from './jwt';
import { BAD_TIMESTAMP, invalidToken, NOT_VALIDATED, refusal } from './token-error';

/** IAM User Guide, "OIDC federation": five minutes, on exp, and (observed 2026-09) on iat and nbf. */
const SKEW_SECONDS = 300;

/** In AWS's order, which decides the one that is named (observed 2026-09). */
const REQUIRED = ['iss', 'sub', 'aud', 'iat', 'exp'];

export interface Audience {
  /** `azp` where the token has one, else `aud`: what client lists and `<issuer>:aud` look at. */
  readonly audience: string;
  /** The `aud` claim itself: `<issuer>:oaud`. */
  readonly original: readonly string[];
}

/** A null claim is a present one: STS answers `sub: null` and `exp: null` differently from their absence. */
export function requireClaims(claims: JsonMembers): void {
  const missing = REQUIRED.find((name) => !claims.has(name));
  if (missing !== undefined) throw invalidToken(`Missing a required claim: ${missing}`);
}

/** Text as it is, empty text too; a number in decimal digits (observed 2026-09). */
export function readSubject(claims: JsonMembers): string {
  const sub = claims.get('sub');
  if (typeof sub === 'string') return sub;
  if (sub === null) throw new AwsError('InternalFailure', 'Unknown error validating third-party token', 500);
  // Beyond 2^53 two users' numbers could read as one, so such numbers are nobody.
  if (Number.isSafeInteger(sub)) return String(sub);
  throw invalidToken(NOT_VALIDATED, 'the sub claim is neither text nor an integer up to 2^53');
}

export function readAudience(claims: JsonMembers): Audience {
  const aud = claims.get('aud');
  const original: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (original.length === 0) throw invalidToken('Claim is not allowed to be empty: aud');
  if (!original.every(isFilledText)) throw invalidToken(NOT_VALIDATED, 'the aud claim is not text or a list of texts');
  if (claims.has('azp')) {
    const azp = claims.get('azp');
    if (!isFilledText(azp)) throw invalidToken(NOT_VALIDATED, 'the azp claim is not text, or empty');
    return { audience: azp, original };
  }
  if (original.length > 1) {
    throw invalidToken('Token audience contains more than one audience while authorized party is not present');
  }
  return { audience: original[0], original };
}

export function checkTimes(claims: JsonMembers, now: number): void {
  const exp = readTimestamp(claims.get('exp'));
  const iat = readTimestamp(claims.get('iat'));
  const nbf = claims.has('nbf') ? readTimestamp(claims.get('nbf')) : undefined;
  if (now - SKEW_SECONDS >= exp) throw expiredToken(now - SKEW_SECONDS, exp);
  if (iat > now + SKEW_SECONDS) throw invalidToken(`Token issued in the future: ${iat}`);
  if (nbf !== undefined && nbf > now + SKEW_SECONDS) {
    throw invalidToken(
      `Token not yet valid: current date/time ${now + SKEW_SECONDS} must be after or equal to the not-before date/time ${nbf}`,
    );
  }
}

/** Observed 2026-09: for JWTs the time printed is now minus the five minutes of skew. */
export function expiredToken(now: number, exp: number): AwsError {
  const message = `Token expired: current date/time ${now} must be before the expiration date/time ${exp}`;
  return refusal('ExpiredTokenException', message, 400, message);
}

/** Integers, and integers in quotes; fractions, null and anything else are refused (observed 2026-09). */
function readTimestamp(value: unknown): number {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(number)) throw invalidToken(BAD_TIMESTAMP);
  return number as number;
}

function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
