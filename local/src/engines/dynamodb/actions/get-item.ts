import type { ItemParameters, Path } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import { itemSize } from '../../../dynamodb/values/size';
import { consumed, readUnits, type HasCapacity } from '../capacity';
import type { Answer } from '../dynamodb-engine';
import { projection } from '../expressions/projection';
import { checkKey, refuseNestedKeys } from '../key-rules';
import type { Store } from '../store';

/** The paths that a read asks for; undefined: all. */
export const pathsAsked = ({ _projection, AttributesToGet }: ItemParameters): readonly Path[] | undefined =>
  _projection?.paths ?? AttributesToGet?.map((name) => [name]);

/** The item that a read is on, whole. */
export function itemRead(data: ItemParameters, store: Store): Attributes | undefined {
  const table = store.table(data.TableName);
  checkKey(data.Key!, table);
  refuseNestedKeys(data._projection?.nestedPaths, table);
  return table.items.get(table.keyOf(data.Key!));
}

/** What the read tells of it. */
export function itemAnswer(data: ItemParameters, item: Attributes | undefined): Answer & HasCapacity {
  const paths = pathsAsked(data);
  return {
    ...(item && { Item: paths ? projection(paths)(item) : item }),
    ...consumed(data, () => readUnits(item ? itemSize(item) : 0, data.ConsistentRead)),
  };
}

export const getItem = (data: ItemParameters, store: Store): Answer => itemAnswer(data, itemRead(data, store));
