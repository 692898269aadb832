import type { OperandProblem } from './condition-functions';
import { checkDistinct, wrongType } from './condition-functions';
import { literalType } from './operands';
import type { Note } from './path';
import type { Operand } from '../request/parsed';
import type { AttributeValue } from '../values/attribute-value';
import { compare, hasOrder } from '../values/order';

export const COMPARATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/** DynamoDB Developer Guide, Quotas, Operators and operands: "up to 100 operands for the IN comparator". */
const MAX_OPERANDS = 100;

function checkOrder(name: string, args: readonly Operand[], note: Note<OperandProblem>): void {
  const wrong = args.map(literalType).find((type) => type !== undefined && !hasOrder(type));
  if (wrong !== undefined) note('types', wrongType(name, wrong));
}

export function checkComparison(operator: string, args: readonly Operand[], note: Note<OperandProblem>): void {
  checkDistinct(operator, args, note);
  if (operator !== '=' && operator !== '<>') checkOrder(operator, args, note);
}

const valueText = (type: string, value: AttributeValue): string => `AttributeValue: {${type}:${value[type]}}`;

/** Bounds that are both values of the request must be of one type and in order. */
function checkBounds(lower: Operand, upper: Operand, note: Note<OperandProblem>): void {
  const [type, upperType] = [literalType(lower), literalType(upper)];
  if (type === undefined || upperType === undefined) return;
  const [from, to] = [lower as AttributeValue, upper as AttributeValue];
  const bounds = `lower bound operand: ${valueText(type, from)}, upper bound operand: ${valueText(upperType, to)}`;
  if (type !== upperType) note('types', `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  else if (compare(from, to)! > 0) note('types', `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
}

export function checkBetween(args: readonly Operand[], note: Note<OperandProblem>): void {
  checkOrder('BETWEEN', args, note);
  checkBounds(args[1], args[2], note);
}

export function checkIn(args: readonly Operand[], note: Note<OperandProblem>): void {
  if (args.length <= MAX_OPERANDS) return;
  note('operands', `Incorrect number of operands for operator or function; operator or function: IN, number of operands: ${args.length}`);
}
