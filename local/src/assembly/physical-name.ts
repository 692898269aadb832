import { createHash } from 'node:crypto';

/** CloudFormation's form of a generated name. The end is derived, not random: names survive a restart. */
export function physicalName(stack: string, logicalId: string, limit: number): string {
  const suffix = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 12).toUpperCase();
  return `${`${stack}-${logicalId}`.slice(0, limit - suffix.length - 1)}-${suffix}`;
}

/** A unique id as IAM makes them: a prefix that tells the kind, then letters and digits. */
export function uniqueId(prefix: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest();
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return prefix + Array.from(digest.subarray(0, 17), (byte) => alphabet[byte % 32]).join('');
}
