import type { Construct } from 'constructs';
import { WebIdentityError } from '../checks/errors';
import type { WebIdentityProvider } from '../web-identity-provider';
import type { IWebIdentityUsers } from '../web-identity-user-role';
import { WebIdentityUsers } from '../web-identity-users';

/** The users given, or new ones at `<id>/Users`: exactly one of the two must be asked for. */
export function usersOrNew(scope: Construct, providers: WebIdentityProvider[] | undefined, users: IWebIdentityUsers | undefined): IWebIdentityUsers {
  if (providers !== undefined && users === undefined) return new WebIdentityUsers(scope, 'Users', { providers });
  if (users !== undefined && providers === undefined) return users;
  throw new WebIdentityError({
    code: 'providers-or-users',
    where: scope.node.path,
    got: providers === undefined ? 'neither `providers` nor `users`' : 'both `providers` and `users`',
    want: 'one of them',
    fix: 'providers: [...] for users of this construct alone, users: ... to share them with other tables and buckets',
  });
}
