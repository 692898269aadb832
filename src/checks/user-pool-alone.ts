import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import type { WebIdentityProvider } from '../web-identity-provider';

/** Refuses what cannot stand beside the user pool's `sub` as user id. */
export function assertUserPoolAlone(path: string, providers: readonly WebIdentityProvider[], allowGuests: boolean): void {
  const refuse = (code: ErrorCode, where: string, got: string, fix: string): never => {
    throw new WebIdentityError({ code, where: `${path}: ${where}`, got, want: 'the user pool alone, where its `sub` is the user id', fix });
  };
  if (providers.length > 0) {
    refuse('broker-sub-providers', 'providers', providers.map(({ name }) => name).join(', '),
      'the sub of one provider may be that of another: keep the identity id, or let the user pool federate the providers');
  }
  if (allowGuests) refuse('broker-sub-guests', 'allowGuests', 'true', 'guests have no sub, so that their data would be lost with the sign-in: keep the identity id');
}
