import { Lazy, Stack, Token } from 'aws-cdk-lib';
import type { ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import { keyArn } from './key-arn';
import type { Keys, TableResource } from './table-schema';
import { attributeType, customerKeys, indexKeys, indexNames, replicaRegions, tableKeys, tableResource } from './table-schema';
import type { Allow } from '../access/allow';
import { tableKeyStatement } from '../access/customer-key';
import type { ErrorCode } from '../checks/error-codes';
import { WebIdentityError } from '../checks/errors';
import type { UserTableKeys } from '../user-table-keys';

/** A table as grants see it: its keys, its ARNs in every Region, and which indexes are whose. */
export class UserTable {
  readonly userIdAttribute: string;
  /** ARNs of the table in every replica Region. */
  readonly arns: string[];
  /** What the app defines, if it does. */
  readonly resource?: TableResource;
  private readonly sortKey?: string;
  private readonly regions?: string[];

  constructor(readonly table: ITableRef, keys: UserTableKeys) {
    this.resource = tableResource(table);
    const own = this.resource && tableKeys(this.resource);
    this.userIdAttribute = keys.userIdAttribute ?? own?.partition[0] ?? 'UserId';
    this.sortKey = keys.sortKey ?? own?.sort[0];
    this.regions = keys.regions;
    if (this.sortKey === this.userIdAttribute) {
      throw new WebIdentityError({
        code: 'keys-equal', where: this.where('sortKey'), got: this.sortKey, want: 'another attribute than the partition key', fix: 'leave it out where the table has no sort key',
      });
    }
    if (this.resource !== undefined) this.assertKeys(this.resource, own!);
    this.arns = this.inEveryRegion((arn) => [arn]);
  }

  /** Names of partition and sort key. */
  get keys(): string[] {
    return [this.userIdAttribute, ...(this.sortKey === undefined ? [] : [this.sortKey])];
  }

  /** ARNs of the table's indexes in every replica Region. */
  indexArns(indexes: readonly string[]): string[] {
    return this.inEveryRegion((table) => indexes.map((index) => `${table}/index/${index}`));
  }

  /** Users of a table that a customer's key encrypts need the key, too: DynamoDB asks KMS on their behalf. */
  customerKeyStatements(): Allow[] {
    const stack = Stack.of(this.table);
    if (this.resource === undefined) return [];
    return [...customerKeys(this.table, this.resource)].map(([region, key]) =>
      tableKeyStatement(keyArn(stack, key, region), region ?? stack.region, this.table.tableRef.tableName));
  }

  /**
   * Keys of an index that users query for their own items; none where the table is defined elsewhere.
   * Throws unless the index's first partition attribute is the table's own.
   */
  ownIndexKeys(index: string): string[] {
    return this.indexKeys(index, (partition) => partition === this.userIdAttribute, {
      code: 'index-not-own',
      where: this.where('indexes'),
      want: `an index whose first partition attribute is ${this.userIdAttribute}`,
      fix: 'a user who can write another attribute could move items into it',
    });
  }

  /**
   * Keys of an index of everybody's items; none where the table is defined elsewhere.
   * Throws if the index is partitioned by the user's id.
   */
  sharedIndexKeys(index: string): string[] {
    return this.indexKeys(index, (partition) => partition !== this.userIdAttribute, {
      code: 'index-not-shared',
      where: this.where('index'),
      want: 'an index with another partition key',
      fix: 'to let users query their own items by it, name it in ownItems({ indexes: [...] })',
    });
  }

  /** ARNs of the table in every replica Region, as far as they are known by now. */
  regionalArns(): string[] {
    const stack = Stack.of(this.table);
    const { tableArn, tableName } = this.table.tableRef;
    const inRegion = (region: string) => stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName: tableName });
    if (this.regions !== undefined) return this.regions.map(inRegion);
    if (this.resource === undefined || Token.isUnresolved(stack.region)) return [tableArn];
    return [tableArn, ...replicaRegions(this.resource).map(inRegion)];
  }

  /** Names of the table's indexes, as far as they are known by now; none where the table is defined elsewhere. */
  indexNames(): string[] {
    return this.resource === undefined ? [] : indexNames(this.resource);
  }

  /** Replicas may be added after the grant, but only where the stack's Region is known; else nothing needs to wait. */
  private inEveryRegion(arnsOf: (tableArn: string) => string[]): string[] {
    const waits = this.regions === undefined && this.resource !== undefined && !Token.isUnresolved(Stack.of(this.table).region);
    const produce = () => this.regionalArns().flatMap(arnsOf);
    return waits ? Lazy.list({ produce }) : produce();
  }

  where(option: string): string {
    return `${this.table.node.path}: ${option}`;
  }

  private indexKeys(
    index: string, fits: (partition: string) => boolean, problem: { code: ErrorCode; where: string; want: string; fix: string },
  ): string[] {
    if (this.resource === undefined) return [];
    const keys = indexKeys(this.resource, index);
    if (keys === undefined || !fits(keys.partition[0])) {
      throw new WebIdentityError({
        ...problem, got: keys === undefined ? `${index}, which the table does not have` : `${index}, partitioned by ${keys.partition[0]}`,
      });
    }
    return [...keys.partition, ...keys.sort];
  }

  private assertKeys(resource: TableResource, { partition: [partition] }: Keys): void {
    if (this.userIdAttribute !== partition) {
      throw new WebIdentityError({
        code: 'user-id-attribute',
        where: this.where('userIdAttribute'),
        got: this.userIdAttribute,
        want: `the table's partition key, ${partition}`,
        fix: 'DynamoDB limits access by the partition key: make it the user\'s id',
      });
    }
    const type = attributeType(resource, partition);
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
}
