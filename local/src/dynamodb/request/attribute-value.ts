import { validationError } from '../errors';
import { isObject } from './is-object';
import { readBoolean, readBytes, readText } from './scalars';
import { checkMemberName } from './text';
import { noList, noMap, noStruct } from './type-errors';
import type { AttributeValue } from '../values/attribute-value';
import { severalTypes } from '../values/check-value';
import { refuseTooDeep } from '../values/nesting';

type ReadContent = (content: unknown, depth: number) => unknown;

const setOf = (readMember: (member: unknown) => string): ReadContent => (content) => {
  if (!Array.isArray(content)) throw noList(content, 'List');
  return content.map((member) => {
    if (member === null || member === undefined) throw validationError('null is no member of a set');
    return readMember(member);
  });
};

function readList(content: unknown, depth: number): unknown {
  if (!Array.isArray(content)) throw noList(content, 'List');
  return content.map((element) => readAttributeValue(element, 'ValueStruct', depth));
}

function readMap(content: unknown, depth: number): unknown {
  if (!isObject(content)) throw noMap(content, 'Map');
  const result: Record<string, AttributeValue> = {};
  for (const name of Object.keys(content)) result[checkMemberName(name)] = readAttributeValue(content[name], 'ValueStruct', depth);
  return result;
}

const TYPES: ReadonlyMap<string, ReadContent> = new Map<string, ReadContent>([
  ['S', readText], ['N', readText], ['B', readBytes], ['BOOL', readBoolean], ['NULL', readBoolean],
  ['SS', setOf(readText)], ['NS', setOf(readText)], ['BS', setOf(readBytes)], ['L', readList], ['M', readMap],
]);

/**
 * A copy of an attribute value, of known types only: AWS ignores unknown ones. That it has exactly one is judged together
 * with what it holds (`checkValue`), as late as DynamoDB does. `kind` is where it stands: in a structure, or in a map or list.
 */
export function readAttributeValue(value: unknown, kind: 'FieldStruct' | 'ValueStruct', depth = 0): AttributeValue {
  refuseTooDeep(depth);
  const result: Record<string, unknown> = {};
  if (value === null || value === undefined) return result;
  if (!isObject(value)) throw noStruct(value, kind, 'AttributeValue');
  let members = 0;
  let isKnown = true;
  for (const type of Object.keys(value)) {
    const content = value[type];
    if (content === null || content === undefined) continue;
    members += 1;
    const read = TYPES.get(type);
    if (read === undefined) isKnown = false;
    else result[type] = read(content, depth + 1);
  }
  if (!isKnown && members > 1) throw severalTypes();
  return result;
}
