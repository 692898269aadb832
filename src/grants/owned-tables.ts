import type { OwnedTable, RoleRecord } from './registry';
import { WebIdentityError } from '../checks/errors';

/**
 * Notes that a role's users own items in a table. Throws if they were granted other rights on it already: both
 * statements would allow, so the wider one would lift the limits of the other.
 */
export function addOwnedTable(where: string, { ownedTables }: RoleRecord, id: string, owned: OwnedTable): void {
  const known = ownedTables.get(id);
  const says = ({ userKey, keySuffix, limits }: OwnedTable) => JSON.stringify({ userKey, keySuffix, limits });
  if (known !== undefined && says(known) !== says(owned)) {
    throw new WebIdentityError({
      code: 'limits-differ',
      where,
      got: told(owned),
      want: `what the same users were granted before: ${told(known)}`,
      fix: 'grant a table once, with all its indexes: rights add up, so the wider grant would lift the limits of the other',
    });
  }
  ownedTables.set(id, { ...owned, indexes: [...new Set([...known?.indexes ?? [], ...owned.indexes])] });
}

function told({ userKey, keySuffix, limits }: OwnedTable): string {
  return `${JSON.stringify(limits)}, key ${userKey}${keySuffix ? '#…' : ''}`;
}
