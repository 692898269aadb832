import { validationError } from '../errors';
import { isObject } from './is-object';
import { checkMemberName, checkText } from './text';
import { severalTypes } from '../values/check-value';
import { refuseTooDeep } from '../values/nesting';

const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

function readMap(value: object, depth: number): object {
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [checkMemberName(name), readAttributeValue(child, depth)]));
}

function readContent(type: string, content: unknown, depth: number): unknown {
  if (typeof content === 'string') return checkText(content);
  if (type === 'L' && Array.isArray(content)) return content.map((child) => readAttributeValue(child, depth));
  if (type === 'M' && isObject(content)) return readMap(content, depth);
  if (Array.isArray(content)) return content.map(readMember);
  // Left as it is: dynalite's type check gives DynamoDB's SerializationException for what does not fit.
  return content;
}

function readMember(member: unknown): unknown {
  if (member === null || member === undefined) throw validationError('null is no member of a set');
  return typeof member === 'string' ? checkText(member) : member;
}

/**
 * A copy of an attribute value, of known types only: dynalite would ignore unknown ones. That it has exactly one is
 * judged together with what it holds (`checkValue`), as late as DynamoDB does.
 */
export function readAttributeValue(value: unknown, depth = 0): unknown {
  refuseTooDeep(depth);
  if (value !== null && value !== undefined && !isObject(value)) return value;
  const members = Object.entries(value ?? {}).filter(([, content]) => content !== null && content !== undefined);
  const known = members.filter(([type]) => TYPES.has(type));
  if (known.length < members.length && members.length > 1) throw severalTypes();
  return Object.fromEntries(known.map(([type, content]) => [type, readContent(type, content, depth + 1)]));
}
