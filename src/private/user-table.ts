import { Lazy, Stack } from 'aws-cdk-lib';
import { ITableRef } from 'aws-cdk-lib/aws-dynamodb';
import { WebIdentityError } from './errors';
import { keyArn } from './key-arn';
import { tableSchema, TableSchema } from './table-schema';
import { Allow } from '../access/allow';
import { tableKeyStatement } from '../access/customer-key';
import type { UserTableKeys } from '../user-table-grants';

/** A table as grants see it: its keys, its ARNs in every Region, and which indexes are whose. */
export class UserTable {
  readonly userIdAttribute: string;
  private readonly sortKey?: string;
  private readonly regions?: string[];

  constructor(readonly table: ITableRef, keys: UserTableKeys) {
    const { schema } = this;
    this.userIdAttribute = keys.userIdAttribute ?? schema?.keys.partition[0] ?? 'UserId';
    this.sortKey = keys.sortKey ?? schema?.keys.sort[0];
    this.regions = keys.regions;
    if (schema !== undefined) this.assertKeys(schema);
  }

  /** Names of partition and sort key. */
  get keys(): string[] {
    return [this.userIdAttribute, ...(this.sortKey === undefined ? [] : [this.sortKey])];
  }

  /** ARNs of the table or of its indexes in every replica Region; replicas may be added after the grant. */
  arns(indexes?: readonly string[]): string[] {
    const { tableArn, tableName } = this.table.tableRef;
    const stack = Stack.of(this.table);
    const inRegion = (region: string) => stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName: tableName });
    return Lazy.list({
      produce: () => {
        const tables = this.regions?.map(inRegion) ?? [tableArn, ...(this.schema?.replicaRegions ?? []).map(inRegion)];
        return indexes === undefined ? tables : tables.flatMap((table) => indexes.map((index) => `${table}/index/${index}`));
      },
    });
  }

  /** Users of a table that a customer's key encrypts need the key, too: DynamoDB asks KMS on their behalf. */
  customerKeyStatements(): Allow[] {
    const stack = Stack.of(this.table);
    return [...this.schema?.customerKeys ?? []].map(([region, key]) =>
      tableKeyStatement(keyArn(stack, key, region), region ?? stack.region, this.table.tableRef.tableName, stack.urlSuffix));
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

  where(option: string): string {
    return `${this.table.node.path}: ${option}`;
  }

  private get schema(): TableSchema | undefined {
    return tableSchema(this.table);
  }

  private indexKeys(
    index: string, fits: (partition: string) => boolean, problem: { code: string; where: string; want: string; fix: string },
  ): string[] {
    if (this.schema === undefined) return [];
    const keys = this.schema.indexes.get(index);
    if (keys === undefined || !fits(keys.partition[0])) {
      throw new WebIdentityError({
        ...problem, got: keys === undefined ? `${index}, which the table does not have` : `${index}, partitioned by ${keys.partition[0]}`,
      });
    }
    return [...keys.partition, ...keys.sort];
  }

  private assertKeys({ keys, types }: TableSchema): void {
    const [partition] = keys.partition;
    if (this.userIdAttribute !== partition) {
      throw new WebIdentityError({
        code: 'user-id-attribute',
        where: this.where('userIdAttribute'),
        got: this.userIdAttribute,
        want: `the table's partition key, ${partition}`,
        fix: 'DynamoDB limits access by the partition key: make it the user\'s id',
      });
    }
    if (types.get(partition) !== 'S') {
      throw new WebIdentityError({
        code: 'partition-key-type',
        where: this.where('partition key'),
        got: `${partition} of type ${types.get(partition)}`,
        want: 'type S (string)',
        fix: 'user ids are text; how IAM compares other types is not documented',
      });
    }
  }
}
