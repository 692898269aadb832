import type { Path } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { member } from '../../../dynamodb/values/attribute-value';

/** What is wanted of a value: parts of it, or all of it. */
type Wanted = Map<string | number, Wanted> | undefined;

function wantedOf(paths: readonly Path[]): Map<string | number, Wanted> {
  const root = new Map<string | number, Wanted>();
  for (const path of paths) {
    let parts = root;
    path.forEach((key, index) => {
      const next = index === path.length - 1 ? undefined : parts.get(key) ?? new Map();
      parts.set(key, next);
      if (next) parts = next;
    });
  }
  return root;
}

function pickedPart(value: AttributeValue | undefined, wanted: Wanted): AttributeValue | undefined {
  if (!value || !wanted) return value;
  if (value.M) return nonEmpty('M', pickedMembers(value.M as Attributes, wanted));
  return value.L ? nonEmpty('L', pickedElements(value.L as AttributeValue[], wanted)) : undefined;
}

const nonEmpty = (type: 'L' | 'M', content: object): AttributeValue | undefined => Object.keys(content).length > 0 ? { [type]: content } : undefined;

function pickedMembers(members: Attributes, wanted: Map<string | number, Wanted>): Attributes {
  const picked: [string, AttributeValue][] = [];
  for (const [key, part] of wanted) {
    const value = typeof key === 'string' ? pickedPart(member(members, key), part) : undefined;
    if (value) picked.push([key as string, value]);
  }
  // An attribute may have any name, `__proto__`, too.
  return Object.fromEntries(picked);
}

/** In their order in the list, one after another. */
function pickedElements(elements: readonly AttributeValue[], wanted: Map<string | number, Wanted>): AttributeValue[] {
  const positions = [...wanted.keys()].filter((key) => typeof key === 'number').sort((one, other) => one - other);
  return positions.map((position) => pickedPart(elements[position], wanted.get(position))).filter((value) => value !== undefined);
}

/** Gives of an item what paths lead to, within the maps and lists in which it is. */
export function projection(paths: readonly Path[]): (item: Attributes) => Attributes {
  const wanted = wantedOf(paths);
  return (item) => pickedMembers(item, wanted);
}
