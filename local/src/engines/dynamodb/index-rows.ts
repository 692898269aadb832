import { rowText } from './keys';
import { emptyRows } from './rows';
import type { TableDescription } from './table-description';
import type { SecondaryIndex } from '../../dynamodb/table';
import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';
import { member } from '../../dynamodb/values/attribute-value';

/** The rows of a secondary index: what it projects of each item that has its key. */
export class IndexRows {
  readonly rows = emptyRows();
  readonly keyNames: readonly string[];
  /** Undefined: all attributes. */
  readonly projected: ReadonlySet<string> | undefined;

  constructor(readonly definition: SecondaryIndex, readonly isLocal: boolean, private readonly table: TableDescription) {
    const { KeySchema, Projection: { ProjectionType, NonKeyAttributes = [] } } = definition;
    this.keyNames = KeySchema.map(({ AttributeName }) => AttributeName);
    const tableKeys = table.KeySchema.map(({ AttributeName }) => AttributeName);
    this.projected = ProjectionType === 'ALL' ? undefined : new Set([...this.keyNames, ...tableKeys, ...NonKeyAttributes]);
  }

  /** An item took the place of another. */
  replace(before: Attributes | undefined, after: Attributes | undefined): void {
    const [old, key] = [before, after].map((item) => item && this.textOf(item));
    if (old !== undefined && old !== key) this.rows.delete(old);
    if (key !== undefined) this.rows.set(key, this.rowOf(after!));
  }

  textOf(item: Attributes): string | undefined {
    return this.keyNames.every((name) => member(item, name)) ? rowText(item, this.table, this.definition.KeySchema) : undefined;
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
