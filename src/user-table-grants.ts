import type { ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Allow } from './access/allow';
import type { OwnItemAttributes, OwnItemWrites } from './access/own-items';
import { ownItemsStatements } from './access/own-items';
import { sharedItemsStatement } from './access/shared-items';
import { userKey } from './access/user-key';
import { assertAttributes } from './checks/attributes';
import { WebIdentityError } from './checks/errors';
import { assertIndexNames } from './checks/index-names';
import type { GrantedTable } from './client-config/describe-table';
import { declareShared } from './grants/declarations';
import { grantUsers, roleRecord } from './grants/grant';
import { addOwnedTable } from './grants/owned-tables';
import { addOwners, addShared } from './grants/owners';
import { entry, type OwnedTableLimits, Registry, type ResourceRecord } from './grants/registry';
import { guardTables } from './grants/table-guardrails';
import { OwnAccess } from './own-access';
import { UserTable } from './resources/user-table';
import type { UserTableKeys } from './user-table-keys';
import type { WebIdentityProvider } from './web-identity-provider';
import type { IWebIdentityUsers } from './web-identity-user-role';

/** What users may do with their own items. */
export interface OwnItemsOptions {
  /**
   * Read, write or update.
   *
   * @default OwnAccess.READ_WRITE, or READ_UPDATE once there are server attributes
   */
  readonly access?: OwnAccess;

  /**
   * Top-level attributes that users may read and write; key attributes are always included. A limited
   * read must name its attributes in a projection, a limited write must not ask for all attributes back.
   *
   * Protects against tampering and casual reading, not a secret: on AWS a write whose condition fails returned the
   * whole item (`ReturnValuesOnConditionCheckFailure`). What users must never see belongs under another key.
   *
   * @default - all attributes
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  readonly attributes?: string[];

  /**
   * Attributes that only the backend touches. They need `attributes`, which users keep, and leave users
   * without put and delete: those replace or remove the whole item, these attributes included. Users cannot write
   * them; that nobody reads them is not promised, see `attributes`.
   *
   * @default - none
   */
  readonly serverAttributes?: string[];

  /**
   * Whether partition keys are `<id>#<suffix>` instead of the id alone, for several partitions per user.
   *
   * @default false
   */
  readonly keySuffix?: boolean;

  /**
   * Indexes that users may query for their own items: the first partition attribute must be the table's own.
   *
   * @default - none
   */
  readonly indexes?: string[];
}

/** What all users may read of each other's items. */
export interface SharedItemsOptions {
  /** The index to query: not partitioned by the user's id. */
  readonly index: string;

  /**
   * Attributes that users may read of every item; the keys of index and table are always included,
   * since paging discloses them: a shared index publishes user ids. For a table that is defined
   * elsewhere, list the index's keys, too.
   */
  readonly attributes: string[];
}

/** A table with what users were granted on it, or the grants themselves. */
export interface IUserTable {
  /** What users were granted. */
  readonly grants: UserTableGrants;
}

/**
 * Grants signed-in users access to a table: their own items, never another user's. Takes any table,
 * defined here or imported, L2 or L1.
 *
 * Roles of users who own items also deny all of the table but what is under the user's own key, so that no
 * other grant opens more: not `DescribeTable` either, which names no key.
 */
export class UserTableGrants implements IUserTable {
  /**
   * Grants for a table.
   *
   * Throws if the app defines the table and its partition key is not a string or has another name.
   */
  static forTable(table: ITableRef, keys: UserTableKeys = {}): UserTableGrants {
    return new UserTableGrants(new UserTable(table, keys));
  }

  /** What was granted on the table, by whatever construct. */
  private readonly record: ResourceRecord;

  private constructor(private readonly userTable: UserTable) {
    const { table } = userTable;
    const { tableArn: arn, tableName: name } = table.tableRef;
    this.record = Registry.of(table).resource(table, { arn, name });
  }

  /** These grants. */
  get grants(): UserTableGrants {
    return this;
  }

  /**
   * Lets users reach the items whose partition key is their own user id (`<namespace>#<id>` where the
   * provider has a namespace), one policy per provider's role. Never Scan, PartiQL or other users' items.
   *
   * Throws if attributes are repeated, empty, or hold wildcards or paths, if an index is not the users' own,
   * if the same users were granted the table with other limits, and if other users of the table could have equal keys.
   */
  ownItems(users: IWebIdentityUsers, options: OwnItemsOptions = {}): iam.Grant {
    const table = this.userTable;
    const indexes = options.indexes ?? [];
    assertIndexNames(table.where('indexes'), indexes);
    const indexKeys = indexes.flatMap((index) => table.ownIndexKeys(index));
    const attributes = this.attributeLimits(options, indexKeys);
    const writes = this.writes(options);
    addOwners(table.where('ownItems'), this.record, users);

    const { keySuffix = false } = options;
    const limits: OwnedTableLimits = { writes, attributes: options.attributes };
    for (const { provider, role } of users.roles) {
      addOwnedTable(table.where('ownItems'), roleRecord(role), this.record.id, {
        table, userKey: userKey(provider._definition), keySuffix, indexes, limits,
      });
      guardTables(role);
    }
    return this.grant(users, (provider) => ownItemsStatements({
      tableArns: table.arns,
      indexArns: indexes.length === 0 ? [] : table.indexArns(indexes),
      userKey: userKey(provider._definition),
      keySuffix,
      writes,
      attributes,
    }));
  }

  /**
   * Lets users query an index of everybody's items, a leaderboard: the listed attributes only, nothing
   * else. Shared on purpose: whoever reads it learns every item's keys, user ids included.
   *
   * Throws if the index is partitioned by the user's id, if attributes are repeated, empty, or hold wildcards
   * or paths, and if guests own items in the table: their ids are credentials.
   */
  sharedItems(users: IWebIdentityUsers, options: SharedItemsOptions): iam.Grant {
    const table = this.userTable;
    assertIndexNames(table.where('index'), [options.index]);
    assertAttributes(table.where('attributes'), options.attributes);
    const attributes = [...new Set([...table.sharedIndexKeys(options.index), ...table.keys, ...options.attributes])];
    addShared(table.where('sharedItems'), this.record);
    for (const { role } of users.roles) {
      const shared = entry(roleRecord(role).sharedIndexes, this.record.id, () => new Map<string, readonly string[]>());
      shared.set(options.index, [...new Set([...shared.get(options.index) ?? [], ...attributes])]);
    }
    const indexArns = table.indexArns([options.index]);
    declareShared({ part: { index: options.index }, resources: indexArns, attributes }, table.resource, users.roles.map(({ role }) => role));
    return this.grant(users, () => [sharedItemsStatement(indexArns, attributes)]);
  }

  /** @internal */
  get _granted(): GrantedTable {
    return { table: this.userTable, record: this.record };
  }

  private grant(users: IWebIdentityUsers, statementsFor: (provider: WebIdentityProvider) => Allow[]): iam.Grant {
    const { table } = this.userTable;
    const { tableArn: arn, tableName: name } = table.tableRef;
    this.record.standings.push({ construct: table, arn, name });
    this.record.users.push(users);
    return grantUsers(users, table, ({ provider }) => [...statementsFor(provider), ...this.userTable.customerKeyStatements()]);
  }

  private attributeLimits({ attributes }: OwnItemsOptions, indexKeys: string[]): OwnItemAttributes | undefined {
    if (attributes === undefined) return undefined;
    assertAttributes(this.userTable.where('attributes'), attributes);
    const { keys } = this.userTable;
    return {
      // Index keys may be read only: a server's index key must not become writable because it is an index key.
      readable: [...new Set([...keys, ...indexKeys, ...attributes])],
      writable: [...new Set([...keys, ...attributes])],
    };
  }

  private writes({ access, attributes, serverAttributes }: OwnItemsOptions): OwnItemWrites {
    if (serverAttributes !== undefined) this.assertServerAttributes(serverAttributes, attributes, access);
    switch (access ?? (serverAttributes === undefined ? OwnAccess.READ_WRITE : OwnAccess.READ_UPDATE)) {
      case OwnAccess.READ: return 'none';
      case OwnAccess.READ_UPDATE: return 'update';
      case OwnAccess.READ_WRITE: return 'all';
    }
  }

  private assertServerAttributes(serverAttributes: string[], attributes: string[] | undefined, access: OwnAccess | undefined): void {
    const where = this.userTable.where('serverAttributes');
    assertAttributes(where, serverAttributes);
    const both = serverAttributes.find((name) => attributes?.includes(name) || this.userTable.keys.includes(name));
    if (attributes === undefined || both !== undefined) {
      throw new WebIdentityError({
        code: 'server-attributes',
        where,
        got: both ?? serverAttributes,
        want: both === undefined ? '`attributes` beside it' : 'an attribute that users do not have',
        fix: 'list in `attributes` what users may read and write: IAM can allow by name, not all but some',
      });
    }
    if (access === OwnAccess.READ_WRITE) {
      throw new WebIdentityError({
        code: 'server-attributes-writable',
        where: this.userTable.where('access'),
        got: access,
        want: 'READ or READ_UPDATE beside server attributes',
        fix: 'put, delete and batch write replace or remove whole items, server attributes included',
      });
    }
  }
}
