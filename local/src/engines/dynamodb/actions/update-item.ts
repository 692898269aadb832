import { validationError } from '../../../dynamodb/errors';
import type { ItemParameters, Path } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { checkNesting } from '../../../dynamodb/values/nesting';
import { itemSize, MAX_ITEM_SIZE } from '../../../dynamodb/values/size';
import { consumed, writeUnits } from '../capacity';
import { changesOfUpdates, updatesMakeItem } from '../expressions/attribute-updates';
import { changed } from '../expressions/changes';
import { projection } from '../expressions/projection';
import { changesOfExpression, makesItem } from '../expressions/update';
import { collectionMetrics } from '../item-collections';
import { checkKey, checkUpdatedIndexKeys } from '../key-rules';
import type { TableItems } from '../table-items';
import type { WriteAction } from './attempt';
import { checkCondition } from './checked-condition';
import { checkUpdate } from './update-rules';

/** The item after the update; none where there was none, and the update makes none. */
function itemAfter({ Key, _updates, AttributeUpdates = {} }: ItemParameters, existing: Attributes | undefined): Attributes | undefined {
  if (!existing && !(_updates ? makesItem(_updates.sections) : updatesMakeItem(AttributeUpdates))) return undefined;
  const item = existing ?? Key!;
  return changed(item, _updates ? changesOfExpression(_updates.sections, item) : changesOfUpdates(AttributeUpdates, item));
}

function checkItem(item: Attributes, before: Attributes, table: TableItems): void {
  checkUpdatedIndexKeys(before, item, table);
  if (itemSize(item) > MAX_ITEM_SIZE) throw validationError('Item size to update has exceeded the maximum allowed size');
  checkNesting(item);
}

const updatedPaths = ({ _updates, AttributeUpdates = {} }: ItemParameters): readonly Path[] =>
  _updates?.paths ?? Object.keys(AttributeUpdates).map((name) => [name]);

function valuesAsked(data: ItemParameters, before: Attributes | undefined, after: Attributes | undefined): Attributes | undefined {
  const { ReturnValues: asked = 'NONE' } = data;
  const item = asked.endsWith('_OLD') ? before : after;
  if (asked === 'NONE' || !item) return undefined;
  if (asked.startsWith('ALL')) return item;
  const updated = projection(updatedPaths(data))(item);
  return Object.keys(updated).length > 0 ? updated : undefined;
}

export const updateItem: WriteAction = (data, store) => {
  const table = store.table(data.TableName);
  checkKey(data.Key!, table);
  checkUpdate(data, table);
  const key = table.keyOf(data.Key!);
  const existing = table.items.get(key);
  checkCondition(data, existing);
  const item = itemAfter(data, existing);
  if (item) checkItem(item, existing ?? data.Key!, table);
  const values = valuesAsked(data, existing, item);
  return {
    answer: {
      ...(values && { Attributes: values }),
      ...consumed(data, () => writeUnits(existing, item)),
      ...collectionMetrics(data.ReturnItemCollectionMetrics, table, data.Key!),
    },
    writes: item ? [[table.name, key, item]] : [],
  };
};
