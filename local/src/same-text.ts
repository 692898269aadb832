import { timingSafeEqual } from 'node:crypto';

/** Compares secrets. That their lengths differ may be told: those of signatures and tokens are no secret. */
export function isSameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
