import { consumed, writeUnits } from '../capacity';
import { collectionMetrics } from '../item-collections';
import { checkItemKeys } from '../key-rules';
import type { WriteAction } from './attempt';
import { checkCondition } from './checked-condition';

export const putItem: WriteAction = (data, store) => {
  const table = store.table(data.TableName);
  const item = data.Item!;
  checkItemKeys(item, table);
  const key = table.keyOf(item);
  const existing = table.items.get(key);
  checkCondition(data, existing);
  return {
    answer: {
      ...(existing && data.ReturnValues === 'ALL_OLD' && { Attributes: existing }),
      ...consumed(data, () => writeUnits(existing, item)),
      ...collectionMetrics(data.ReturnItemCollectionMetrics, table, item),
    },
    writes: [[table.name, key, item]],
  };
};
