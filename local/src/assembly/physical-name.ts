import { createHash } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** CloudFormation's form of a generated name. The end is derived, not random: names survive a restart. */
export function physicalName(stack: string, logicalId: string, limit: number): string {
  const suffix = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 12).toUpperCase();
  return `${`${stack}-${logicalId}`.slice(0, limit - suffix.length - 1)}-${suffix}`;
}

/** What tells a resource apart from every other of the account. */
export function stackPart({ stack, logicalId }: { readonly stack: string; readonly logicalId: string }): string {
  return `${stack}/${logicalId}`;
}

/** A generated id of letters and digits; it survives a restart. */
export function hashedName(resource: { readonly stack: string; readonly logicalId: string }, length: number): string {
  const digest = createHash('sha256').update(stackPart(resource)).digest();
  return Array.from(digest.subarray(0, length), (byte) => ALPHABET[byte % 32]).join('');
}

/** A unique id as IAM makes them: a prefix that tells the kind, then letters and digits. */
export function uniqueId(prefix: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest();
  return prefix + Array.from(digest.subarray(0, 17), (byte) => ALPHABET[byte % 32]).join('');
}
