/// <reference path="../../dynamodb/dynalite.d.ts" />
import { mapPath } from 'dynalite/db/index.js';
import { currentItem } from './current-item';
import type { Store } from './store';
import type { Attributes, AttributeValue, ItemParameters, Operand, Operation } from '../../dynamodb/request/parsed';

/*
 * In DynamoDB all values of an update are those of the item before it. dynalite takes the very
 * parts of the item that the update then changes: `SET a = b, b.c = :v` would change a as well,
 * and `SET a[0] = a` make a list that holds itself.
 */

const isOperation = (operand: Operand): operand is Operation => 'args' in operand;

function hasPath(operand: Operand): boolean {
  return Array.isArray(operand) || (isOperation(operand) && operand.args.some(hasPath));
}

/** What the item lacks stays a path: that is dynalite's to refuse. */
function copied(operand: Operand, item: Attributes): Operand {
  if (Array.isArray(operand)) return structuredClone(mapPath(operand, item)) as AttributeValue | null | undefined ?? operand;
  if (!isOperation(operand)) return operand;
  if (operand.name === 'if_not_exists') return copied(mapPath(operand.args[0], item) ? operand.args[0] : operand.args[1], item);
  return { ...operand, args: operand.args.map((arg) => copied(arg, item)) };
}

/** The parameters with copies of the parts of the item that SET names. */
export function withCopiedSources(data: ItemParameters, store: Store): ItemParameters {
  const { _updates: updates } = data;
  const item = updates?.sections.some(({ val }) => val && hasPath(val)) ? currentItem(data, store) : undefined;
  if (!updates || !item) return data;
  const sections = updates.sections.map((section) => section.val ? { ...section, val: copied(section.val, item) } : section);
  return { ...data, _updates: { ...updates, sections } };
}
