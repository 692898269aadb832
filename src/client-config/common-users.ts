import { WebIdentityError } from '../checks/errors';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** Something that a config tells of, and who was granted something on it, in the order of the grants. */
export interface Part {
  readonly name: string;
  readonly users: readonly IWebIdentityUsers[];
}

/** The users that all parts have in common; of several, those who were granted first. */
export function commonUsers(where: string, [first, ...others]: readonly Part[]): IWebIdentityUsers {
  if (first === undefined) throw new WebIdentityError({ code: 'config-empty', where, got: {}, want: 'at least one table, bucket or broker' });
  const nobodys = [first, ...others].find(({ users }) => users.length === 0);
  if (nobodys !== undefined) {
    throw new WebIdentityError({
      code: 'config-no-users', where, got: `${nobodys.name}, on which no users were granted anything`, want: 'grants before the client config', fix: 'call ownItems, sharedItems, ownObjects, … first',
    });
  }
  const common = first.users.find((users) => others.every((other) => other.users.includes(users)));
  if (common !== undefined) return common;
  const stranger = others.find(({ users }) => !users.some((one) => first.users.includes(one))) ?? others[0];
  throw new WebIdentityError({
    code: 'config-users-differ',
    where,
    got: `${told(first)} and ${told(stranger)}`,
    want: 'tables, buckets and broker that share one set of users',
    fix: 'pass `users` to the tables and buckets, or make a client config for each set of users',
  });
}

function told({ name, users }: Part): string {
  return `${name} of ${users.map(({ node }) => node.path).join(', ')}`;
}
