import { AssemblyError } from '../assembly-error';
import { textList } from './properties';
import type { Resource } from './resource-type';
import type { AccountBuilder, DeclaredRole } from '../declarations';

/** What a policy does to the roles it is put on, once all are declared: they may come later in the template. */
export function putOnRoles(resource: Resource, account: AccountBuilder, put: (role: DeclaredRole) => void): void {
  for (const name of textList(resource, 'Roles')) {
    account.afterwards.push(() => {
      const role = account.roles.get(name);
      if (role === undefined) {
        throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.Roles: got role ${name}, want a role that these stacks define`, true);
      }
      put(role);
    });
  }
}
