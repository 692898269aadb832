import type { ItemParameters, Path } from '../../../dynamodb/request/parsed';
import { itemSize } from '../../../dynamodb/values/size';
import { consumed, readUnits } from '../capacity';
import type { Answer } from '../dynamodb-engine';
import { projection } from '../expressions/projection';
import { checkKey, refuseNestedKeys } from '../key-rules';
import type { Store } from '../store';

/** The paths that a read asks for; undefined: all. */
export const pathsAsked = ({ _projection, AttributesToGet }: ItemParameters): readonly Path[] | undefined =>
  _projection?.paths ?? AttributesToGet?.map((name) => [name]);

export function getItem(data: ItemParameters, store: Store): Answer {
  const table = store.table(data.TableName);
  checkKey(data.Key!, table);
  refuseNestedKeys(data._projection?.nestedPaths, table);
  const item = table.items.get(table.keyOf(data.Key!));
  const paths = pathsAsked(data);
  return {
    ...(item && { Item: paths ? projection(paths)(item) : item }),
    ...consumed(data, () => readUnits(item ? itemSize(item) : 0, data.ConsistentRead)),
  };
}
