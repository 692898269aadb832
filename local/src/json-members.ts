import { AwsError } from './aws-error';

/** The members of what was sent as JSON; those that are null count as absent. What is not understood is never ignored. */
export function jsonMembers(input: unknown, known: readonly string[], unknownCode = 'ValidationException'): ReadonlyMap<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw new AwsError('SerializationException', 'want a JSON object');
  const members = Object.entries(input).filter(([, value]) => value !== null);
  const other = members.find(([name]) => !known.includes(name));
  if (other === undefined) return new Map(members);
  throw new AwsError(unknownCode, `the local cloud does not support the member ${JSON.stringify(other[0].slice(0, 64))}; it knows ${known.join(', ')}`);
}
