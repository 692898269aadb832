import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { itemSize } from '../../../dynamodb/values/size';
import { readUnits } from '../capacity';
import type { Answer } from '../dynamodb-engine';
import { holds } from '../expressions/condition';
import { hold } from '../expressions/legacy-conditions';
import { projection } from '../expressions/projection';
import { rowsIn, type Range } from '../rows';
import { storedSize } from '../stored-size';
import { pathsAsked } from './get-item';
import type { SearchTarget } from './search-target';

/** DynamoDB Developer Guide, Quotas, Query and Scan: "limited to 1 MB per call", filters and projections aside; of bytes as they are stored. */
const MAX_BYTES = 1024 * 1024;

type Filter = (item: Attributes) => boolean;

function filterOf({ _filter, QueryFilter, ScanFilter, ConditionalOperator }: ItemParameters): Filter {
  if (_filter) return (item) => holds(_filter.expression, item);
  const conditions = QueryFilter ?? ScanFilter;
  return conditions ? (item) => hold(conditions, ConditionalOperator, item) : () => true;
}

interface Bytes {
  table: number;
  index: number;
}

const isAsked = ({ ReturnConsumedCapacity: asked = 'NONE' }: ItemParameters): boolean => asked !== 'NONE';

function capacityOf({ TableName, ReturnConsumedCapacity: asked, ConsistentRead }: ItemParameters, { index }: SearchTarget, bytes: Bytes): object {
  const table = index && bytes.table === 0 ? 0 : readUnits(bytes.table, ConsistentRead);
  const ofIndex = index ? readUnits(bytes.index, ConsistentRead) : 0;
  const parts = asked === 'INDEXES' && {
    Table: { CapacityUnits: table },
    ...(index && { [`${index.isLocal ? 'Local' : 'Global'}SecondaryIndexes`]: { [index.definition.IndexName]: { CapacityUnits: ofIndex } } }),
  };
  return { ConsumedCapacity: { TableName, CapacityUnits: table + ofIndex, ...parts } };
}

const keyOf = (row: Attributes, names: readonly string[]): Attributes => Object.fromEntries(names.map((name) => [name, row[name]]));

/** A page of what is in the range: filtered and projected after it was counted. */
export function page(data: ItemParameters, target: SearchTarget, range: Range): Answer {
  const { Limit = Infinity, Select } = data;
  const { rows, table, index, keyNames, fetches } = target;
  const [, sortKey] = table.keyNames;
  const [passes, isPriced] = [filterOf(data), isAsked(data)];
  const items: Attributes[] = [];
  const bytes = { table: 0, index: 0 };
  let ScannedCount = 0;
  let stored = 0;
  let last: Attributes | undefined;
  for (const [, row] of rowsIn(rows, range)) {
    const item = fetches ? table.items.get(table.keyOf(row))! : row;
    if (isPriced && index) bytes.index += itemSize(row);
    if (isPriced && (!index || fetches)) bytes.table += itemSize(item);
    ScannedCount += 1;
    stored += storedSize(item, sortKey);
    if (passes(item)) items.push(item);
    if (ScannedCount < Limit && stored < MAX_BYTES) continue;
    last = row;
    break;
  }
  const paths = pathsAsked(data);
  return {
    ...(Select !== 'COUNT' && { Items: paths ? items.map(projection(paths)) : items }),
    Count: items.length,
    ScannedCount,
    ...(last && { LastEvaluatedKey: keyOf(last, keyNames) }),
    ...isPriced && capacityOf(data, target, bytes),
  };
}
