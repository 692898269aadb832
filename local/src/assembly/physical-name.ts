import { createHash } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What tells a resource apart from every other that the account has or had. */
export interface Place {
  readonly stack: string;
  readonly logicalId: string;
  /** How many resources were called so before. */
  readonly generation: number;
  /** Where stacks of one name are in several Regions: the stack's. */
  readonly region?: string;
}

/** CloudFormation's form of a generated name. The end is derived, not random: names survive a restart. */
export function physicalName(place: Place, limit: number): string {
  const suffix = createHash('sha256').update(placeText(place)).digest('hex').slice(0, 12).toUpperCase();
  return `${`${place.stack}-${place.logicalId}`.slice(0, limit - suffix.length - 1)}-${suffix}`;
}

export function placeText({ stack, logicalId, generation, region }: Place): string {
  const name = region === undefined ? `${stack}/${logicalId}` : `${region}/${stack}/${logicalId}`;
  return generation === 0 ? name : `${name}/${generation}`;
}

/** A generated id of letters and digits; it survives a restart. */
export function hashedName(place: Place, length: number): string {
  const digest = createHash('sha256').update(placeText(place)).digest();
  return Array.from(digest.subarray(0, length), (byte) => ALPHABET[byte % 32]).join('');
}

/** A unique id as IAM makes them: a prefix that tells the kind, then letters and digits. A role of the same ARN, made anew, has another one. */
export function uniqueId(prefix: string, arn: string, { generation }: Place): string {
  const digest = createHash('sha256').update(generation === 0 ? arn : `${arn}/${generation}`).digest();
  return prefix + Array.from(digest.subarray(0, 17), (byte) => ALPHABET[byte % 32]).join('');
}
