import { Lazy, Stack } from 'aws-cdk-lib';
import { ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Allow } from './access/allow';
import { OwnItemAttributes, ownItemsStatements, OwnItemWrites } from './access/own-items';
import { tableKeyStatement } from './access/customer-key';
import { sharedItemsStatement } from './access/shared-items';
import { userKey } from './access/user-key';
import { assertAttributes } from './private/attributes';
import { WebIdentityError } from './private/errors';
import { grantUsers } from './private/grant';
import { guard } from './private/guarded-resources';
import { addOwners, addShared } from './private/resource-users';
import { tableSchema, TableSchema } from './private/table-schema';
import { WebIdentityProvider } from './web-identity-provider';
import { IWebIdentityUsers } from './web-identity-users';

/** What users may do with what is theirs. */
export enum OwnAccess {
  /** Read only. */
  READ = 'read',
  /** Read, put, update and delete. Put and delete replace or remove whole items, attributes that are not listed included. */
  READ_WRITE = 'read-write',
  /** Read, and update attributes that are listed: items can be created, not replaced or removed. */
  READ_UPDATE = 'read-update',
}

/** Keys of a table that users reach. */
export interface UserTableKeys {
  /**
   * The partition key, of type string: it holds the user's id.
   *
   * @default - the table's partition key where the app defines the table, else 'UserId'
   */
  readonly userIdAttribute?: string;

  /**
   * The sort key.
   *
   * @default - the table's sort key where the app defines the table, else none
   */
  readonly sortKey?: string;

  /**
   * Regions in which users reach the table, its own included.
   *
   * @default - every replica's where the app defines the table, else the table's own
   */
  readonly regions?: string[];
}

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
   * @default - all attributes
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  readonly attributes?: string[];

  /**
   * Attributes that only the backend touches. They need `attributes`, which users keep, and leave users
   * without put and delete: those replace or remove the whole item, these attributes included.
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

/**
 * Grants signed-in users access to a table: their own items, never another user's. Takes any table,
 * defined here or imported, L2 or L1.
 */
export class UserTableGrants {
  /**
   * Grants for a table.
   *
   * Throws if the app defines the table and its partition key is not a string or has another name.
   */
  static forTable(table: ITableRef, keys: UserTableKeys = {}): UserTableGrants {
    return new UserTableGrants(table, keys);
  }

  private readonly userIdAttribute: string;
  private readonly sortKey?: string;
  private readonly regions?: string[];

  private constructor(private readonly table: ITableRef, keys: UserTableKeys) {
    const schema = tableSchema(table);
    this.userIdAttribute = keys.userIdAttribute ?? schema?.keys.partition[0] ?? 'UserId';
    this.sortKey = keys.sortKey ?? schema?.keys.sort[0];
    this.regions = keys.regions;
    if (schema !== undefined) this.assertKeys(schema);
  }

  /**
   * Lets users reach the items whose partition key is their own user id (`<namespace>#<id>` where the
   * provider has a namespace), one policy per provider's role. Never Scan, PartiQL or other users' items.
   *
   * Throws if attributes are repeated, empty, or hold wildcards or paths, if an index is not the users' own,
   * and if other users of the table could have equal keys.
   */
  ownItems(users: IWebIdentityUsers, options: OwnItemsOptions = {}): iam.Grant {
    const attributes = this.attributeLimits(options);
    const writes = this.writes(options);
    const indexes = options.indexes ?? [];
    indexes.forEach((index) => this.assertOwnIndex(index));
    addOwners(this.where('ownItems'), this.table, users, writes !== 'none');

    return this.grant(users, (provider) => ownItemsStatements({
      tableArns: this.arns(),
      indexArns: indexes.length === 0 ? [] : this.arns(indexes),
      userKey: userKey(provider._definition),
      keySuffix: options.keySuffix ?? false,
      writes,
      attributes,
    }));
  }

  /**
   * Lets users query an index of everybody's items, a leaderboard: the listed attributes only, nothing
   * else. Shared on purpose: whoever reads it learns every item's keys, user ids included.
   *
   * Throws if the index is partitioned by the user's id, if attributes are repeated, empty, or hold wildcards
   * or paths, and if guests write the table: their ids are credentials.
   */
  sharedItems(users: IWebIdentityUsers, options: SharedItemsOptions): iam.Grant {
    assertAttributes(this.where('attributes'), options.attributes);
    const attributes = [...new Set([...this.sharedIndexKeys(options.index), ...this.tableKeys(), ...options.attributes])];
    addShared(this.where('sharedItems'), this.table);
    return this.grant(users, () => [sharedItemsStatement(this.arns([options.index]), attributes)]);
  }

  private grant(users: IWebIdentityUsers, statementsFor: (provider: WebIdentityProvider) => Allow[]): iam.Grant {
    guard(this.table, this.table.tableRef.tableArn);
    const keys = this.customerKeys();
    return grantUsers(users, (provider) => [...statementsFor(provider), ...keys]);
  }

  /** Users of a table that a customer's key encrypts need the key, too: DynamoDB asks KMS on their behalf. */
  private customerKeys(): Allow[] {
    const { tableName } = this.table.tableRef;
    const stack = Stack.of(this.table);
    return [...tableSchema(this.table)?.customerKeys ?? []].map(([region, key]) =>
      tableKeyStatement(keyArn(key, stack, region), region ?? stack.region, tableName, stack.urlSuffix));
  }

  private tableKeys(): string[] {
    return [this.userIdAttribute, ...(this.sortKey === undefined ? [] : [this.sortKey])];
  }

  private sharedIndexKeys(index: string): string[] {
    const schema = tableSchema(this.table);
    if (schema === undefined) return [];
    const keys = schema.indexes.get(index);
    if (keys === undefined || keys.partition[0] === this.userIdAttribute) {
      throw new WebIdentityError({
        code: 'index-not-shared',
        where: this.where('index'),
        got: keys === undefined ? `${index}, which the table does not have` : `${index}, partitioned by ${this.userIdAttribute}`,
        want: 'an index with another partition key',
        fix: 'to let users query their own items by it, name it in ownItems({ indexes: [...] })',
      });
    }
    return [...keys.partition, ...keys.sort];
  }

  private attributeLimits(options: OwnItemsOptions): OwnItemAttributes | undefined {
    if (options.attributes === undefined) return undefined;
    assertAttributes(this.where('attributes'), options.attributes);
    const keys = this.tableKeys();
    const indexKeys = (options.indexes ?? []).map((index) => tableSchema(this.table)?.indexes.get(index))
      .flatMap((index) => (index === undefined ? [] : [...index.partition, ...index.sort]));
    return {
      // Index keys may be read only: a server's index key must not become writable because it is an index key.
      readable: [...new Set([...keys, ...indexKeys, ...options.attributes])],
      writable: [...new Set([...keys, ...options.attributes])],
    };
  }

  private writes({ access, attributes, serverAttributes }: OwnItemsOptions): OwnItemWrites {
    if (serverAttributes !== undefined) {
      assertAttributes(this.where('serverAttributes'), serverAttributes);
      const both = serverAttributes.find((name) => attributes?.includes(name) || name === this.userIdAttribute || name === this.sortKey);
      if (attributes === undefined || both !== undefined) {
        throw new WebIdentityError({
          code: 'server-attributes',
          where: this.where('serverAttributes'),
          got: both ?? serverAttributes,
          want: both === undefined ? '`attributes` beside it' : 'an attribute that users do not have',
          fix: 'list in `attributes` what users may read and write: IAM can allow by name, not all but some',
        });
      }
      if (access === OwnAccess.READ_WRITE) {
        throw new WebIdentityError({
          code: 'server-attributes-writable',
          where: this.where('access'),
          got: access,
          want: 'READ or READ_UPDATE beside server attributes',
          fix: 'put, delete and batch write replace or remove whole items, server attributes included',
        });
      }
    }
    switch (access ?? (serverAttributes === undefined ? OwnAccess.READ_WRITE : OwnAccess.READ_UPDATE)) {
      case OwnAccess.READ: return 'none';
      case OwnAccess.READ_UPDATE: return 'update';
      case OwnAccess.READ_WRITE: return 'all';
    }
  }

  /** ARNs of the table or of its indexes in every replica Region; replicas may be added after the grant. */
  private arns(indexes?: string[]): string[] {
    const { tableArn, tableName } = this.table.tableRef;
    const stack = Stack.of(this.table);
    const inRegion = (region: string) => stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName: tableName });
    return Lazy.list({
      produce: () => {
        const tables = this.regions?.map(inRegion) ?? [tableArn, ...(tableSchema(this.table)?.replicaRegions ?? []).map(inRegion)];
        return indexes === undefined ? tables : tables.flatMap((table) => indexes.map((index) => `${table}/index/${index}`));
      },
    });
  }

  private assertKeys(schema: TableSchema): void {
    const [partition] = schema.keys.partition;
    if (this.userIdAttribute !== partition) {
      throw new WebIdentityError({
        code: 'user-id-attribute',
        where: this.where('userIdAttribute'),
        got: this.userIdAttribute,
        want: `the table's partition key, ${partition}`,
        fix: 'DynamoDB limits access by the partition key: make it the user\'s id',
      });
    }
    const type = schema.types.get(partition);
    if (type !== 'S') {
      throw new WebIdentityError({
        code: 'partition-key-type',
        where: this.where('partition key'),
        got: `${partition} of type ${type}`,
        want: 'type S (string)',
        fix: 'user ids are text; how IAM compares other types is not documented',
      });
    }
  }

  private assertOwnIndex(index: string): void {
    const schema = tableSchema(this.table);
    if (schema === undefined) return;
    const keys = schema.indexes.get(index);
    if (keys?.partition[0] !== this.userIdAttribute) {
      throw new WebIdentityError({
        code: 'index-not-own',
        where: this.where('indexes'),
        got: keys === undefined ? `${index}, which the table does not have` : `${index}, partitioned by ${keys.partition[0]}`,
        want: `an index whose first partition attribute is ${this.userIdAttribute}`,
        fix: 'a user who can write another attribute could move items into it',
      });
    }
  }

  private where(option: string): string {
    return `${this.table.node.path}: ${option}`;
  }
}

/** TableV2 and Table take keys as constructs and hand on ARNs; an L1 may have a bare key id. */
function keyArn(key: string, stack: Stack, region: string | undefined): string {
  if (typeof key !== 'string' || key.startsWith('arn:')) return key;
  return stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: key });
}
