import { consumed, writeUnits } from '../capacity';
import { collectionMetrics } from '../item-collections';
import { checkKey } from '../key-rules';
import type { WriteAction } from './attempt';
import { checkCondition } from './checked-condition';

export const deleteItem: WriteAction = (data, store) => {
  const table = store.table(data.TableName);
  checkKey(data.Key!, table);
  const key = table.keyOf(data.Key!);
  const existing = table.items.get(key);
  checkCondition(data, existing);
  return {
    answer: {
      ...(existing && data.ReturnValues === 'ALL_OLD' && { Attributes: existing }),
      ...consumed(data, () => writeUnits(existing, undefined)),
      ...collectionMetrics(data.ReturnItemCollectionMetrics, table, data.Key!),
    },
    writes: [[table.name, key, null]],
  };
};
