import { validationError } from '../errors';
import { isObject } from './is-object';
import { checkMemberName, checkText } from './text';
import { refuseTooDeep } from '../values/nesting';

const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

function readMap(value: object, depth: number): object {
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [checkMemberName(name), readAttributeValue(child, depth)]));
}

function readContent(type: string, content: unknown, depth: number): unknown {
  if (typeof content === 'string') return checkText(content);
  if (type === 'L' && Array.isArray(content)) return content.map((child) => readAttributeValue(child, depth));
  if (type === 'M' && isObject(content)) return readMap(content, depth);
  if (Array.isArray(content)) return content.map((member) => typeof member === 'string' ? checkText(member) : refuseMember());
  // Left as it is: dynalite's type check gives DynamoDB's SerializationException for what does not fit.
  return content;
}

function refuseMember(): never {
  throw validationError('the members of a set must be strings');
}

/** A copy of an attribute value with exactly one type; dynalite would ignore unknown members and nulls. */
export function readAttributeValue(value: unknown, depth = 0): unknown {
  refuseTooDeep(depth);
  if (value !== null && value !== undefined && !isObject(value)) return value;
  const members = Object.entries(value ?? {}).filter(([, content]) => content !== null && content !== undefined);
  if (members.length > 1) {
    throw validationError('Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes');
  }
  const [[type, content] = ['', undefined]] = members;
  if (!TYPES.has(type)) {
    throw validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  return { [type]: readContent(type, content, depth + 1) };
}
