import { roleRecord } from '../grants/grant';
import type { ResourceRecord } from '../grants/registry';
import { OwnAccess } from '../own-access';
import type { UserTable } from '../resources/user-table';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** A table and what was granted on it. */
export interface GrantedTable {
  readonly table: UserTable;
  readonly record: ResourceRecord;
}

const ACCESS = { none: OwnAccess.READ, update: OwnAccess.READ_UPDATE, all: OwnAccess.READ_WRITE };

/** What a client of some users needs to know of a table: how it is called, and what a request may name. All roles of a set were granted the same. */
export function describeTable({ table, record: { id } }: GrantedTable, { roles: [{ role }] }: IWebIdentityUsers): object {
  const { ownedTables, sharedIndexes } = roleRecord(role);
  const [userIdAttribute, sortKey] = table.keys;
  return {
    name: table.table.tableRef.tableName,
    userIdAttribute,
    sortKey,
    ...describeOwn(table, ownedTables.get(id)),
    leaderboards: describeShared(sharedIndexes.get(id)),
  };
}

function describeOwn(table: UserTable, owned: NonNullable<ReturnType<ReturnType<typeof roleRecord>['ownedTables']['get']>> | undefined): object {
  if (owned === undefined) return {};
  const { keySuffix, indexes, limits: { writes, attributes } } = owned;
  return {
    access: ACCESS[writes],
    attributes: attributes && [...new Set([...table.keys, ...indexes.flatMap((index) => table.ownIndexKeys(index)), ...attributes])],
    indexes: indexes.length === 0 ? undefined : indexes,
    keySuffix: keySuffix || undefined,
  };
}

function describeShared(shared: ReadonlyMap<string, readonly string[]> | undefined): object | undefined {
  return shared && Object.fromEntries([...shared].map(([index, attributes]) => [index, { attributes }]));
}
