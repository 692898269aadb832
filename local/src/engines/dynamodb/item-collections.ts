import type { TableItems } from './table-items';
import type { AttributeValue, Attributes } from '../../dynamodb/values/attribute-value';

/** In gigabytes: an engine in memory holds no larger ones. */
const SIZE_ESTIMATE = [0, 1];

export interface ItemCollectionMetrics {
  readonly ItemCollectionKey: Readonly<Record<string, AttributeValue>>;
  readonly SizeEstimateRangeGB: readonly number[];
}

export interface HasMetrics {
  readonly ItemCollectionMetrics?: ItemCollectionMetrics;
}

/** Of the items that share a partition key, in an answer that asked for it: only tables with a local index have such collections. */
export function collectionMetrics(asked: string | undefined, table: TableItems, item: Attributes): HasMetrics {
  if (asked !== 'SIZE' || !table.indexes.some(({ isLocal }) => isLocal)) return {};
  const [partition] = table.keyNames;
  return { ItemCollectionMetrics: { ItemCollectionKey: { [partition]: item[partition] }, SizeEstimateRangeGB: SIZE_ESTIMATE } };
}

type Named = readonly [table: string, answer: HasMetrics];

export interface HasAllMetrics {
  /** By table. */
  readonly ItemCollectionMetrics?: Readonly<Record<string, readonly ItemCollectionMetrics[]>>;
}

/** Of many writes, each collection once. */
export function allMetrics(answers: readonly Named[]): HasAllMetrics {
  const byTable = new Map<string, Map<string, ItemCollectionMetrics>>();
  for (const [table, { ItemCollectionMetrics: metrics }] of answers) {
    if (!metrics) continue;
    const collections = byTable.get(table) ?? new Map<string, ItemCollectionMetrics>();
    byTable.set(table, collections.set(JSON.stringify(metrics.ItemCollectionKey), metrics));
  }
  if (byTable.size === 0) return {};
  return { ItemCollectionMetrics: Object.fromEntries([...byTable].map(([table, collections]) => [table, [...collections.values()]])) };
}
