import { WebIdentityError } from './errors';
import { assertLiteral } from './text';
import type { WebIdentityProvider } from '../web-identity-provider';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_LENGTH = 64;

/** `<prefix>-<provider>`, for role ARNs that are written into apps. */
export function roleName(path: string, prefix: string, provider: WebIdentityProvider): string {
  const where = `${path}: roleNamePrefix`;
  assertLiteral(where, [prefix], 'because role names are made of it');
  const name = `${prefix}-${provider._definition.id.replace(/[^\w+=,.@-]/g, '-')}`;
  if (!/^[\w+=,.@-]+$/.test(prefix) || name.length > MAX_LENGTH) {
    throw new WebIdentityError({
      code: 'role-name', where, got: name, want: `letters, digits and _+=,.@- only, at most ${MAX_LENGTH} characters with the provider's name`,
    });
  }
  return name;
}
