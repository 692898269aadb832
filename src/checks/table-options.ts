import { WebIdentityError } from './errors';
import type { UserTableOptions } from '../user-table-options';

/** Refuses policies of a table's own, which could let anybody in; replicas can bring one. */
export function assertNoPolicies(path: string, { replicas }: UserTableOptions): void {
  const replica = replicas?.find(({ resourcePolicy, streamResourcePolicy }) => resourcePolicy !== undefined || streamResourcePolicy !== undefined);
  if (replica !== undefined) {
    throw new WebIdentityError({
      code: 'table-policy',
      where: `${path}: replicas`,
      got: `a resource policy for ${replica.region}`,
      want: 'no resource policy: it could let others reach users\' items',
      fix: 'grant what your backend needs to its role',
    });
  }
}
