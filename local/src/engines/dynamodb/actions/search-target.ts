import { validationError } from '../../../dynamodb/errors';
import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { KeySchemaElement } from '../../../dynamodb/table';
import type { IndexRows } from '../index-rows';
import type { Rows } from '../rows';
import type { Store } from '../store';
import type { TableItems } from '../table-items';
import { pathsAsked } from './get-item';

/** What a Query or Scan reads. */
export interface SearchTarget {
  readonly table: TableItems;
  readonly index?: IndexRows;
  readonly rows: Rows;
  readonly keySchema: readonly KeySchemaElement[];
  /** The members of LastEvaluatedKey. */
  readonly keyNames: readonly string[];
  /** Whether it reads the whole items, too. */
  readonly fetches: boolean;
}

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

const outside = (names: readonly string[], projected: ReadonlySet<string>): string[] => [...new Set(names)].filter((name) => !projected.has(name));

/** A global index has nothing but what it projects, and asking it for more is an error. */
function checkProjected(data: ItemParameters, { definition: { IndexName }, projected }: IndexRows): void {
  if (!projected) return;
  if (data.Select === 'ALL_ATTRIBUTES') {
    invalid(`Select type ALL_ATTRIBUTES is not supported for global secondary index ${IndexName} because its projection type is not ALL`);
  }
  const names = outside((pathsAsked(data) ?? []).map(([head]) => String(head)), projected);
  if (names.length > 0) invalid(`Global secondary index ${IndexName} does not project [${names.join(', ')}]`);
}

/** Of a local index the table fetches what it does not project, where that is asked for. */
function fetchesItems(data: ItemParameters, { projected, isLocal }: IndexRows): boolean {
  if (!projected || !isLocal) return false;
  return data.Select === 'ALL_ATTRIBUTES' || outside((pathsAsked(data) ?? []).map(([head]) => String(head)), projected).length > 0;
}

export function searchTarget(data: ItemParameters, store: Store): SearchTarget {
  const table = store.table(data.TableName);
  const { KeySchema } = table.description;
  if (data.IndexName === undefined) return { table, rows: table.items, keySchema: KeySchema, keyNames: table.keyNames, fetches: false };
  const index = table.index(data.IndexName) ?? invalidIndex(data.IndexName);
  if (!index.isLocal && data.ConsistentRead) throw validationError('Consistent reads are not supported on global secondary indexes');
  return {
    table,
    index,
    rows: index.rows,
    keySchema: index.definition.KeySchema,
    keyNames: [...new Set([...table.keyNames, ...index.keyNames])],
    fetches: fetchesItems(data, index),
  };
}

function invalidIndex(name: string): never {
  throw validationError(`The table does not have the specified index: ${name}`);
}

/** Checks that come after those of keys. */
export function checkSearch(data: ItemParameters, { index }: SearchTarget): void {
  if (index && !index.isLocal) checkProjected(data, index);
}
