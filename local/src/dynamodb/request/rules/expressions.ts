import { validationError } from '../../errors';
import { parseCondition } from '../../expressions/condition-parser';
import { ExpressionError } from '../../expressions/expression-error';
import { Placeholders } from '../../expressions/placeholders';
import { parseProjection } from '../../expressions/projection-parser';
import { parseUpdate } from '../../expressions/update-parser';
import type { Attributes } from '../../values/attribute-value';
import { checkValue } from '../../values/check-value';
import type { ItemParameters } from '../parsed';

/** The parameters with expressions, and where what was read from them goes. */
export type Expressions = { -readonly [Member in keyof ItemParameters]?: ItemParameters[Member] } & {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Attributes;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
};

function checkKeys(member: string, placeholders: object, form: RegExp): void {
  const keys = Object.keys(placeholders);
  if (keys.length === 0) throw validationError(`${member} must not be empty`);
  const wrong = keys.find((key) => !form.test(key));
  if (wrong !== undefined) throw validationError(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
}

function checkValues(values: Attributes): void {
  checkKeys('ExpressionAttributeValues', values, /^:[0-9a-zA-Z_]+$/);
  for (const [key, value] of Object.entries(values)) {
    try {
      checkValue(value);
    } catch (error) {
      throw validationError(`ExpressionAttributeValues contains invalid value: ${(error as Error).message} for key ${key}`);
    }
  }
}

type Parse<T> = (expression: string, placeholders: Placeholders) => T;

/** As many as an app has, and a page of it sends again and again. The oldest make room. */
const MOST_KEPT = 500;

/** By member and text, without placeholders: such an expression says the same whatever the request. Never changed. */
const kept = new Map<string, unknown>();

function parsed<T>(member: string, expression: string, placeholders: Placeholders, parse: Parse<T>): T {
  if (!placeholders.areNone) return parse(expression, placeholders);
  const name = `${member} ${expression}`;
  if (kept.has(name)) return kept.get(name) as T;
  const result = parse(expression, placeholders);
  kept.set(name, result);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
  return result;
}

function read<T>(member: string, expression: string | undefined, placeholders: Placeholders, parse: Parse<T>): T | undefined {
  if (expression === undefined) return undefined;
  if (expression === '') throw validationError(`Invalid ${member}: The expression can not be empty;`);
  try {
    return parsed(member, expression, placeholders, parse);
  } catch (error) {
    throw error instanceof ExpressionError ? validationError(`Invalid ${member}: ${error.message}`) : error;
  }
}

/** Reads all expressions of a request, in DynamoDB's order, into the members with an underscore. */
export function readExpressions(data: Expressions): void {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = data;
  if (names) checkKeys('ExpressionAttributeNames', names, /^#[0-9a-zA-Z_]+$/);
  if (values) checkValues(values);
  const known = new Placeholders(names, values);
  data._updates = read('UpdateExpression', data.UpdateExpression, known, parseUpdate);
  data._condition = read('ConditionExpression', data.ConditionExpression, known, parseCondition);
  data._keyCondition = read('KeyConditionExpression', data.KeyConditionExpression, known, parseCondition);
  data._filter = read('FilterExpression', data.FilterExpression, known, parseCondition);
  data._projection = read('ProjectionExpression', data.ProjectionExpression, known, parseProjection);
  const unused = known.unused();
  if (unused !== undefined) throw validationError(unused);
}
