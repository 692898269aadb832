import { isTooLong } from './key-sizes';
import { rowText } from './keys';
import { emptyRows } from './rows';
import type { TableDescription } from './table-description';
import type { SecondaryIndex } from '../../dynamodb/table';
import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';
import { member } from '../../dynamodb/values/attribute-value';

interface IndexKey {
  readonly name: string;
  readonly type: string;
  readonly isPartition: boolean;
}

/**
 * The rows of a secondary index: what it projects of each item that has its key. An item from before there was the index, whose
 * attribute could be no key of it, is left out (DynamoDB Developer Guide, Detecting and correcting index key violations).
 */
export class IndexRows {
  readonly rows = emptyRows();
  readonly keyNames: readonly string[];
  /** Undefined: all attributes. */
  readonly projected: ReadonlySet<string> | undefined;
  private readonly keys: readonly IndexKey[];

  constructor(readonly definition: SecondaryIndex, readonly isLocal: boolean, private readonly table: TableDescription) {
    const { KeySchema, Projection: { ProjectionType, NonKeyAttributes = [] } } = definition;
    this.keyNames = KeySchema.map(({ AttributeName }) => AttributeName);
    const types = new Map(table.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
    this.keys = KeySchema.map(({ AttributeName: name, KeyType }) => ({ name, type: types.get(name)!, isPartition: KeyType === 'HASH' }));
    const tableKeys = table.KeySchema.map(({ AttributeName }) => AttributeName);
    this.projected = ProjectionType === 'ALL' ? undefined : new Set([...this.keyNames, ...tableKeys, ...NonKeyAttributes]);
  }

  /** An item took the place of another of the same key. */
  replace(itemKey: string, before: Attributes | undefined, after: Attributes | undefined): void {
    const key = after && this.textOf(after, itemKey);
    const old = before && after && this.isSameKey(before, after) ? key : before && this.textOf(before, itemKey);
    if (old !== undefined && old !== key) this.rows.delete(old);
    if (key !== undefined) this.rows.set(key, this.rowOf(after!));
  }

  private textOf(item: Attributes, itemKey: string): string | undefined {
    const { table, definition: { KeySchema } } = this;
    return this.keys.every((key) => isKey(member(item, key.name), key)) ? rowText(item, KeySchema, table.KeySchema, itemKey) : undefined;
  }

  private isSameKey(before: Attributes, after: Attributes): boolean {
    return this.keys.every(({ name, type }) => member(before, name)?.[type] === member(after, name)?.[type]);
  }

  private rowOf(item: Attributes): Attributes {
    if (!this.projected) return item;
    const row: Record<string, AttributeValue> = Object.create(null);
    for (const name of this.projected) {
      const value = member(item, name);
      if (value) row[name] = value;
    }
    return row;
  }
}

function isKey(value: AttributeValue | undefined, { type, isPartition }: IndexKey): boolean {
  return value !== undefined && type in value && value[type] !== '' && !isTooLong(type, value, isPartition);
}
