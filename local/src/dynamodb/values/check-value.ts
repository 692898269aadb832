import { validationError, type DynamoDbError } from '../errors';
import type { AttributeValue, Attributes } from './attribute-value';
import { canonicalNumber } from './number';

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

const EMPTY_SETS: ReadonlyMap<string, string> = new Map([
  ['SS', 'An string set  may not be empty'],
  ['NS', 'An number set  may not be empty'],
  ['BS', 'Binary sets should not be empty'],
]);

const hasDuplicates = (members: readonly string[]): boolean => new Set(members).size < members.length;

const listed = (members: readonly string[]): string => `[${members.join(', ')}]`;

function checkSet(type: string, members: string[]): void {
  if (members.length === 0) invalid(EMPTY_SETS.get(type)!);
  if (type === 'NS') members.forEach((text, index) => { members[index] = canonicalNumber(text); });
  if (!hasDuplicates(members)) return;
  if (type === 'SS') invalid(`Input collection ${listed(members)} contains duplicates.`);
  if (type === 'BS') invalid(`Input collection ${listed(members)}of type BS contains duplicates.`);
  throw validationError('Input collection contains duplicates');
}

const ONE_TYPE = 'must contain exactly one of the supported datatypes';

export const severalTypes = (): DynamoDbError => validationError(`Supplied AttributeValue has more than one datatypes set, ${ONE_TYPE}`);

function checkContent(type: string, value: AttributeValue): void {
  const content = value[type];
  if (type === 'N') (value as { N: string }).N = canonicalNumber(content as string);
  else if (EMPTY_SETS.has(type)) checkSet(type, content as string[]);
  else if (type === 'L') (content as AttributeValue[]).forEach(checkValue);
  else if (type === 'M') checkValues(content as Attributes);
  else if (type === 'NULL' && content !== true) invalid('Null attribute value types must have the value of true');
}

/** Throws for what DynamoDB stores nowhere. Writes numbers, in place, in their one form: the value is a request's own copy. */
export function checkValue(value: AttributeValue): void {
  let types = 0;
  for (const type in value) {
    checkContent(type, value);
    types += 1;
  }
  if (types > 1) throw severalTypes();
  if (types === 0) throw validationError(`Supplied AttributeValue is empty, ${ONE_TYPE}`);
}

export function checkValues(values: Attributes): void {
  for (const name in values) checkValue(values[name]);
}
