import { Condition, ItemParameters, Operand, Operation, Path } from '../request/parsed';

/*
 * In DynamoDB a comparison with an attribute that the item lacks is false. dynalite finds two
 * absent attributes equal, and throws where the absent one is a bound of BETWEEN, a member of IN
 * or the prefix of begins_with. So such comparisons are put behind attribute_exists.
 */

const isPath = (operand: Operand): operand is Path => Array.isArray(operand);

const isOperation = (operand: Operand): operand is Operation => !isPath(operand) && 'args' in operand;

const and = (first: Operation, second: Operation): Operation => ({ type: 'and', args: [first, second] });

const exists = (path: Path): Operation => ({ type: 'function', name: 'attribute_exists', args: [path] });

function pathsOf(operand: Operand): Path[] {
  if (isPath(operand)) return [operand];
  return isOperation(operand) ? operand.args.flatMap(pathsOf) : [];
}

/** `a IN (b, :c)` holds if one of the comparisons does, even if b is absent. */
function withoutIn(operation: Operation): Operation {
  const [operand, ...members] = operation.args;
  return members.map((member): Operation => ({ type: '=', args: [operand, member] })).reduce((left, right) => ({ type: 'or', args: [left, right] }));
}

function guarded(operation: Operation): Operation {
  if (['and', 'or', 'not'].includes(operation.type)) return { ...operation, args: operation.args.map((arg) => guarded(arg as Operation)) };
  const paths = operation.args.flatMap(pathsOf);
  if (paths.length < 2 || operation.type === '<>') return operation;
  return operation.type === 'in' ? guarded(withoutIn(operation)) : paths.map(exists).reduceRight((rest, check) => and(check, rest), operation);
}

function guardCondition(condition: Condition | undefined): void {
  if (condition) condition.expression = guarded(condition.expression);
}

/** Rewrites the condition and the filter of a parsed request in place. */
export function guardOperands(data: ItemParameters): void {
  guardCondition(data._condition);
  guardCondition(data._filter);
}
