import { validationError } from '../../../dynamodb/errors';
import type { Path } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { member } from '../../../dynamodb/values/attribute-value';

/** What an item is to have at a path; undefined: nothing any more. */
export interface Change {
  readonly path: Path;
  readonly value: AttributeValue | undefined;
}

type Tree = Map<string | number, Tree | Change>;

/** Paths never overlap: the parser saw to that. */
function treeOf(changes: readonly Change[]): Tree {
  const root: Tree = new Map();
  for (const change of changes) {
    const { path } = change;
    let tree = root;
    for (const key of path.slice(0, -1)) {
      const branch = tree.get(key) as Tree | undefined ?? new Map();
      tree.set(key, branch);
      tree = branch;
    }
    tree.set(path[path.length - 1], change);
  }
  return root;
}

const invalidPath = (): never => {
  throw validationError('The document path provided in the update expression is invalid for update');
};

function changedPart(value: AttributeValue | undefined, change: Tree | Change): AttributeValue | undefined {
  if (!(change instanceof Map)) return change.value;
  if (value?.M && typeof [...change.keys()][0] === 'string') return { M: changedMembers(value.M as Attributes, change) };
  if (value?.L && typeof [...change.keys()][0] === 'number') return { L: changedList(value.L as AttributeValue[], change) };
  return invalidPath();
}

function changedMembers(members: Attributes, changes: Tree): Attributes {
  const result: Record<string, AttributeValue> = Object.assign(Object.create(null), members);
  for (const [key, change] of changes) {
    const name = String(key);
    const value = changedPart(member(members, name), change);
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result;
}

/** Positions are those before the update. What is set beyond the end comes there, in the order of its positions. */
function changedList(list: readonly AttributeValue[], changes: Tree): AttributeValue[] {
  const beyond = [...changes].filter(([position]) => Number(position) >= list.length).sort(([one], [other]) => Number(one) - Number(other));
  const within = list.map((element, position) => changes.has(position) ? changedPart(element, changes.get(position)!) : element);
  return [...within, ...beyond.map(([, change]) => changedPart(undefined, change))].filter((element) => element !== undefined);
}

/** The item with all of these changes; the one it was stays as it is. Throws for a path that leads nowhere. */
export function changed(item: Attributes, changes: readonly Change[]): Attributes {
  return changedMembers(item, treeOf(changes));
}
