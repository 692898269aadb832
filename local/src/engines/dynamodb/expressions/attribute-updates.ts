import { minus, plus } from './additions';
import type { Change } from './changes';
import type { AttributeUpdate, AttributeUpdates } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { member } from '../../../dynamodb/values/attribute-value';

const MISMATCH = 'Type mismatch for attribute to update';

function valueAfter({ Action = 'PUT', Value }: AttributeUpdate, existing: AttributeValue | undefined): AttributeValue | undefined {
  if (Action === 'PUT' || !Value) return Value;
  return Action === 'ADD' ? plus(existing, Value, MISMATCH) : minus(existing, Value, MISMATCH);
}

/** What AttributeUpdates makes of an item. */
export function changesOfUpdates(updates: AttributeUpdates, item: Attributes): Change[] {
  return Object.entries(updates).map(([name, update]) => ({ path: [name], value: valueAfter(update, member(item, name)) }));
}

/** Deleting makes no item where there was none; no update at all does. */
export function updatesMakeItem(updates: AttributeUpdates): boolean {
  const all = Object.values(updates);
  return all.length === 0 || all.some(({ Action }) => Action !== 'DELETE');
}
