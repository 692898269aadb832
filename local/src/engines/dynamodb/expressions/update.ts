import { minus, plus } from './additions';
import type { Change } from './changes';
import { valueAt } from './value-at';
import { validationError } from '../../../dynamodb/errors';
import { isOperation, isPath } from '../../../dynamodb/expressions/operands';
import type { Operand, Operation, Path, UpdateSection } from '../../../dynamodb/request/parsed';
import type { AttributeValue, Attributes } from '../../../dynamodb/values/attribute-value';
import { difference, sum } from '../../../dynamodb/values/number';

const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';

function typed<T>(type: string, value: AttributeValue): T {
  if (!(type in value)) throw validationError(WRONG_TYPE);
  return value[type] as T;
}

const number = (value: AttributeValue): string => typed('N', value);

const list = (value: AttributeValue): AttributeValue[] => typed('L', value);

type Calculation = (left: AttributeValue, right: AttributeValue) => AttributeValue;

const CALCULATIONS: ReadonlyMap<string, Calculation> = new Map<string, Calculation>([
  ['add', (left, right) => ({ N: sum(number(left), number(right)) })],
  ['subtract', (left, right) => ({ N: difference(number(left), number(right)) })],
  ['list_append', (left, right) => ({ L: [...list(left), ...list(right)] })],
]);

function calculated({ type, name, args }: Operation, item: Attributes): AttributeValue {
  if (name === 'if_not_exists') return valueAt(args[0] as Path, item) ?? valueOf(args[1], item);
  const [left, right] = args.map((arg) => valueOf(arg, item));
  return CALCULATIONS.get(name ?? type)!(left, right);
}

function valueOf(operand: Operand, item: Attributes): AttributeValue {
  if (isOperation(operand)) return calculated(operand, item);
  if (!isPath(operand)) return operand;
  const value = valueAt(operand, item);
  if (!value) throw validationError('The provided expression refers to an attribute that does not exist in the item');
  return value;
}

function valueAfter(section: UpdateSection, item: Attributes): AttributeValue | undefined {
  if (section.type === 'remove') return undefined;
  if (section.type === 'set') return valueOf(section.val, item);
  const operate = section.type === 'add' ? plus : minus;
  return operate(valueAt(section.path, item), section.val as AttributeValue, WRONG_TYPE);
}

/** What an update expression makes of an item. All of its values are those before the update. */
export function changesOfExpression(sections: readonly UpdateSection[], item: Attributes): Change[] {
  return sections.map((section) => ({ path: section.path, value: valueAfter(section, item) }));
}

/** Removing and deleting makes no item where there was none. */
export const makesItem = (sections: readonly UpdateSection[]): boolean => sections.some(({ type }) => type === 'set' || type === 'add');
