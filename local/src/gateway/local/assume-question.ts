import { AwsError } from '../../aws-error';
import type { AssumeQuestion } from '../../sts';

const MEMBERS = ['role', 'token', 'providerId', 'sessionName'];
const REQUIRED = ['role', 'token'];

/** Reads what `explain` is asked. The token is never repeated in an error. */
export function assumeQuestion(body: unknown): AssumeQuestion {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AwsError('BadRequest', 'want an object with role and token');
  const members = new Map<string, unknown>(Object.entries(body));
  const unknown = [...members.keys()].find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw new AwsError('BadRequest', `${JSON.stringify(unknown)} is not known; want ${MEMBERS.join(', ')}`);
  for (const name of MEMBERS) {
    const value = members.get(name);
    if (typeof value !== 'string' && (value !== undefined || REQUIRED.includes(name))) throw new AwsError('BadRequest', `${name}: want text`);
  }
  return Object.fromEntries(members) as unknown as AssumeQuestion;
}
