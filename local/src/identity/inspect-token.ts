import { AwsError } from '../aws-error';
import { parseJwt, type JsonMembers } from './jwt';
import { tokenLengthViolation } from './token-length';
import type { VerifiedIdentity } from './verified-identity';
import { verifyAccessToken } from './verify-access-token';
import { verifyJwt } from './verify-jwt';
import type { TokenVerification } from './verify-web-identity-token';

/** A token, looked at as far as it can be read: what is wrong with it, and whose it claims to be. */
export interface InspectedToken {
  /** None: STS would take it. */
  readonly faults: readonly AwsError[];
  /** Not proved where there are faults. Absent where the token cannot be read. */
  readonly identity?: VerifiedIdentity;
  /** Of a JWT. */
  readonly claims?: JsonMembers;
}

/** For explaining only: nothing may be granted on an identity whose token has faults. */
export async function inspectToken(
  token: string, providerId: string | undefined, { oidcProviders, keySource, opaqueTokens, clock }: TokenVerification,
): Promise<InspectedToken> {
  const faults: AwsError[] = [];
  const now = Math.floor(clock() / 1000);
  const violation = tokenLengthViolation(token);
  if (violation !== undefined) faults.push(new AwsError('ValidationError', violation));
  try {
    if (providerId !== undefined) return { faults, identity: verifyAccessToken(token, providerId, opaqueTokens, now) };
    const identity = await verifyJwt(token, oidcProviders, keySource, now, (fault) => faults.push(fault));
    return { faults, identity, claims: parseJwt(token).claims };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { faults: [...faults, error] };
  }
}
