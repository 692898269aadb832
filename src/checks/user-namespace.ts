import { WebIdentityError } from './errors';
import { assertLiteral } from './text';

const MAX_LENGTH = 64;

/**
 * Checks what is put before user ids. No separator may be in it, and it must not look like a user
 * id of a provider with raw ids (Amazon's `amzn1.account.…`, digits elsewhere): their folders and
 * keys lie side by side.
 */
export function assertUserNamespace(where: string, namespace: string): void {
  assertLiteral(where, [namespace], 'because keys of different providers are kept apart by it');
  if (namespace === '') return;
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(namespace) || namespace.length > MAX_LENGTH) {
    throw new WebIdentityError({
      code: 'namespace-characters',
      where,
      got: namespace,
      want: `a letter, then letters, digits, - or _, at most ${MAX_LENGTH} characters`,
      fix: 'for example \'google\': keys become google#<id>, folders google/<id>/',
    });
  }
}
