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

function namesInExpressions(data: Partial<ItemParameters>): string[] {
  const conditions = [data._condition, data._filter, data._keyCondition].filter((condition) => condition !== undefined);
  return [
    ...(data._projection?.paths ?? []).flatMap(namesInOperand),
    ...conditions.flatMap((condition) => namesInOperand(condition.expression)),
    // dynalite overwrites the path of a reversed key condition (`:id = UserId`) in the expression, not here.
    ...conditions.flatMap((condition) => Object.keys(condition.pathHeads)),
    ...(data._updates?.sections ?? []).flatMap((section) => namesInOperand(section.path)),
    ...(data._updates?.sections ?? []).flatMap((section) => section.type === 'remove' ? [] : namesInOperand(section.val)),
  ];
}

function namesInParameters(data: Partial<ItemParameters>): string[] {
  const maps = [
    data.Key, data.Item, data.ExclusiveStartKey, data.AttributeUpdates, data.Expected,
    data.KeyConditions, data.QueryFilter, data.ScanFilter, ...(data.Keys ?? []),
  ];
  return [...maps.flatMap((map) => Object.keys(map ?? {})), ...(data.AttributesToGet ?? [])];
}

/** Every top-level attribute that the request mentions, each once. */
export function attributeNames(data: Partial<ItemParameters>): string[] {
  return [...new Set([...namesInParameters(data), ...namesInExpressions(data)])];
}
