import { validationError } from '../errors';
import type { ItemParameters, Operand, Operation } from '../request/parsed';

/*
 * `dynamodb:Attributes` holds the top-level attributes that a request mentions, wherever it
 * mentions them, and never what the response holds (DynamoDB Developer Guide, Using IAM policy
 * conditions for fine-grained access control).
 */

const isOperation = (operand: Operand): operand is Operation => 'args' in operand && Array.isArray(operand.args);

/** The attributes that a parsed expression mentions; a node that says nothing we know is refused. */
function namesInOperand(operand: Operand | undefined): string[] {
  if (Array.isArray(operand)) {
    if (operand.length > 0 && operand.every((part) => typeof part === 'string' || typeof part === 'number')) return [String(operand[0])];
  } else if (typeof operand === 'object' && operand !== null) {
    return isOperation(operand as Operand) ? (operand as Operation).args.flatMap(namesInOperand) : [];
  }
  throw validationError('an expression could not be read');
}

function* namesInExpressions(data: Partial<ItemParameters>): Iterable<string> {
  for (const path of data._projection?.paths ?? []) yield* namesInOperand(path);
  for (const condition of [data._condition, data._filter, data._keyCondition]) {
    if (condition === undefined) continue;
    yield* namesInOperand(condition.expression);
    // dynalite overwrites the path of a reversed key condition (`:id = UserId`) in the expression, not here.
    yield* Object.keys(condition.pathHeads);
  }
  for (const section of data._updates?.sections ?? []) {
    yield* namesInOperand(section.path);
    if (section.type !== 'remove') yield* namesInOperand(section.val);
  }
}

/** Every top-level attribute that the request mentions, each once. */
export function attributeNames(data: Partial<ItemParameters>): string[] {
  const names = new Set<string>();
  for (const map of [data.Key, data.Item, data.ExclusiveStartKey, data.AttributeUpdates, data.Expected, data.KeyConditions, data.QueryFilter, data.ScanFilter]) {
    for (const name in map) names.add(name);
  }
  for (const key of data.Keys ?? []) for (const name in key) names.add(name);
  for (const name of data.AttributesToGet ?? []) names.add(name);
  for (const name of namesInExpressions(data)) names.add(name);
  return [...names];
}
