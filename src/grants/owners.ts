import type { ResourceRecord } from './registry';
import { WebIdentityError } from '../checks/errors';
import type { WebIdentityProvider } from '../web-identity-provider';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** Notes that users own part of a resource. Throws if keys of two sets of users could be equal. */
export function addOwners(where: string, granted: ResourceRecord, users: IWebIdentityUsers): void {
  for (const others of granted.owners) {
    if (others !== users) assertSetsApart(where, others, users);
  }
  granted.owners.push(users);
  assertGuestsStaySecret(where, granted);
}

/** Notes that a resource's user ids are published. Throws if guests own part of it: their ids are credentials. */
export function addShared(where: string, granted: ResourceRecord): void {
  granted.shared = true;
  assertGuestsStaySecret(where, granted);
}

/** Throws if guests would own what others read: its folders tell their ids, which are credentials. */
export function assertNoGuestPublishes(where: string, users: IWebIdentityUsers): void {
  if (!users.roles.some(({ provider }) => provider._definition.guests)) return;
  throw new WebIdentityError({
    code: 'guests-published',
    where,
    got: `guests (${users.node.path}) as owners of folders that others read`,
    want: 'owners who signed in: whoever knows a guest\'s identity id can become that guest',
    fix: 'name guests in `readers`, and give them folders of their own with ownObjects(...)',
  });
}

function assertSetsApart(where: string, first: IWebIdentityUsers, second: IWebIdentityUsers): void {
  for (const { provider: a } of first.roles) {
    for (const { provider: b } of second.roles) {
      if (mayCollide(a, b) || mayCollide(b, a)) {
        throw new WebIdentityError({
          code: 'users-collide',
          where,
          got: `keys of ${a.name} (${first.node.path}, userNamespace ${JSON.stringify(a.userNamespace)}) `
            + `and ${b.name} (${second.node.path}, userNamespace ${JSON.stringify(b.userNamespace)})`,
          want: 'keys that cannot be equal',
          fix: a.name === b.name
            ? `give ${a.name} one userNamespace everywhere: with two, a raw id could be the other's namespace`
            : 'put the providers into one WebIdentityUsers, each with a userNamespace of its own',
        });
      }
    }
  }
}

/** Two providers' ids may be equal; a raw id that is free text may be another provider's namespace. */
function mayCollide(a: WebIdentityProvider, b: WebIdentityProvider): boolean {
  // The same ids: with two namespaces a raw id could be the other's, which holds everybody's folder.
  if (a.name === b.name) return a.userNamespace !== b.userNamespace;
  return a.userNamespace === b.userNamespace || (a.userNamespace === '' && a._definition.freeTextIds);
}

function assertGuestsStaySecret(where: string, { owners, shared }: ResourceRecord): void {
  const guests = owners.find((users) => users.roles.some(({ provider }) => provider._definition.guests));
  if (shared && guests !== undefined) {
    throw new WebIdentityError({
      code: 'guests-published',
      where,
      got: `a shared index on a table in which guests (${guests.node.path}) own items`,
      want: 'guests whose ids nobody reads: whoever knows a guest\'s identity id can become that guest',
      fix: 'keep guests\' items, also those that only the backend writes, in a table of their own without a shared index',
    });
  }
}
