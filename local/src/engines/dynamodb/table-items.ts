import { IndexRows } from './index-rows';
import { keyText } from './keys';
import { emptyRows } from './rows';
import type { TableDescription } from './table-description';
import { sameShape } from './table-shape';
import type { AttributeDefinition, SecondaryIndex } from '../../dynamodb/table';
import type { Attributes } from '../../dynamodb/values/attribute-value';

const typesOf = ({ AttributeDefinitions }: TableDescription): Map<string, AttributeDefinition['AttributeType']> =>
  new Map(AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));

function rowsOf(description: TableDescription): IndexRows[] {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = description;
  const rows = (isLocal: boolean) => (index: SecondaryIndex): IndexRows => new IndexRows(index, isLocal, description);
  return [...GlobalSecondaryIndexes.map(rows(false)), ...LocalSecondaryIndexes.map(rows(true))];
}

/** A table with its items and the rows of its indexes. */
export class TableItems {
  readonly items = emptyRows();
  readonly keyNames: readonly string[];
  private types: ReadonlyMap<string, AttributeDefinition['AttributeType']>;
  private indexRows: readonly IndexRows[];

  constructor(private defined: TableDescription) {
    this.keyNames = defined.KeySchema.map(({ AttributeName }) => AttributeName);
    this.types = typesOf(defined);
    this.indexRows = rowsOf(defined);
  }

  get description(): TableDescription {
    return this.defined;
  }

  get name(): string {
    return this.defined.TableName;
  }

  get indexes(): readonly IndexRows[] {
    return this.indexRows;
  }

  /** It has the same key. Where its indexes are others, they are filled from the items. */
  describe(description: TableDescription): void {
    const before = this.defined;
    this.defined = description;
    if (sameShape(before, description)) return;
    this.types = typesOf(description);
    this.indexRows = rowsOf(description);
    this.items.forEachPair((key, item) => this.indexRows.forEach((index) => index.replace(key, undefined, item)));
  }

  /** Of a key attribute, of the table or of an index. */
  typeOf(attribute: string): AttributeDefinition['AttributeType'] {
    return this.types.get(attribute)!;
  }

  index(name: string): IndexRows | undefined {
    return this.indexRows.find(({ definition }) => definition.IndexName === name);
  }

  keyOf(item: Attributes): string {
    return keyText(item, this.defined.KeySchema);
  }

  /** Null deletes. */
  set(key: string, item: Attributes | null): void {
    const before = this.indexRows.length > 0 ? this.items.get(key) : undefined;
    for (const index of this.indexRows) index.replace(key, before, item ?? undefined);
    if (item) this.items.set(key, item); else this.items.delete(key);
  }
}
