import type { AttributeValue, Condition, ItemParameters, Operand, Operation, Path } from '../../dynamodb/request/parsed';

/*
 * In DynamoDB a comparison with an attribute that the item lacks is false, and so is one for
 * order between what has none, such as two lists. dynalite finds two absent attributes equal,
 * orders whatever it finds, and throws where the absent one is a member of IN or the prefix of
 * begins_with, where the bounds of BETWEEN differ in type, and where lists hold maps. So such
 * comparisons are put behind checks.
 */

const isPath = (operand: Operand): operand is Path => Array.isArray(operand);

const isOperation = (operand: Operand): operand is Operation => !isPath(operand) && 'args' in operand;

const and = (first: Operation, second: Operation): Operation => ({ type: 'and', args: [first, second] });

const not = (operation: Operation): Operation => ({ type: 'not', args: [operation] });

const exists = (path: Path): Operation => ({ type: 'function', name: 'attribute_exists', args: [path] });

const equals = (path: Path, value: AttributeValue): Operation => ({ type: '=', args: [path, value] });

const hasType = (path: Path, type: string): Operation => ({ type: 'function', name: 'attribute_type', args: [path, { S: type }] });

const ORDER: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);

/** dynalite's attribute_type is false for false: booleans are known by their values. */
const hasOrder = (path: Path): Operation[] => [
  ...['BS', 'L', 'M', 'NS', 'NULL', 'SS'].map((type) => not(hasType(path, type))), ...[true, false].map((BOOL) => not(equals(path, { BOOL }))),
];

function pathsOf(operand: Operand): Path[] {
  if (isPath(operand)) return [operand];
  return isOperation(operand) ? operand.args.flatMap(pathsOf) : [];
}

/** `a IN (b, :c)` holds if one of the comparisons does, even if b is absent. */
function withoutIn(operation: Operation): Operation {
  const [operand, ...members] = operation.args;
  return members.map((member): Operation => ({ type: '=', args: [operand, member] })).reduce((left, right) => ({ type: 'or', args: [left, right] }));
}

function withoutBetween({ args: [operand, lower, upper] }: Operation): Operation {
  return and({ type: '>=', args: [operand, lower] }, { type: '<=', args: [operand, upper] });
}

function guarded(operation: Operation): Operation {
  if (['and', 'or', 'not'].includes(operation.type)) return { ...operation, args: operation.args.map((arg) => guarded(arg as Operation)) };
  const paths = operation.args.flatMap(pathsOf);
  if (paths.length < 2 || operation.type === '<>') return operation;
  if (operation.type === 'in') return guarded(withoutIn(operation));
  if (operation.type === 'between') return guarded(withoutBetween(operation));
  const [first, second] = operation.args;
  // One is enough: operands of two types are never in order.
  const ordered = ORDER.has(operation.type) && isPath(first) && isPath(second) ? hasOrder(first) : [];
  return [...paths.map(exists), ...ordered].reduceRight((rest, check) => and(check, rest), operation);
}

function guardCondition(condition: Condition | undefined): void {
  if (condition) condition.expression = guarded(condition.expression);
}

/** Rewrites the condition and the filter of a parsed request in place. */
export function guardOperands(data: ItemParameters): void {
  guardCondition(data._condition);
  guardCondition(data._filter);
}
