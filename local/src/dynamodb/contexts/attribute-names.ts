import { validationError } from '../errors';
import type { ItemParameters, Operand, Operation } from '../request/parsed';

/*
 * `dynamodb:Attributes` holds the top-level attributes that a request mentions, wherever it
 * mentions them, and never what the response holds (DynamoDB Developer Guide, Using IAM policy
 * conditions for fine-grained access control).
 */

const isOperation = (operand: Operand): operand is Operation => 'args' in operand && Array.isArray(operand.args);

/** Adds the attributes that a parsed expression mentions; a node that says nothing we know is refused. */
function addFromOperand(operand: Operand | undefined, names: Set<string>): void {
  if (Array.isArray(operand) && operand.length > 0 && operand.every((part) => typeof part === 'string' || typeof part === 'number')) {
    names.add(String(operand[0]));
  } else if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    if (isOperation(operand as Operand)) for (const arg of (operand as Operation).args) addFromOperand(arg, names);
  } else {
    throw validationError('an expression could not be read');
  }
}

function addFromExpressions(data: Partial<ItemParameters>, names: Set<string>): void {
  for (const path of data._projection?.paths ?? []) addFromOperand(path, names);
  for (const condition of [data._condition, data._filter, data._keyCondition]) {
    if (condition === undefined) continue;
    addFromOperand(condition.expression, names);
    // Also where it is not in the expression as it is read.
    for (const name in condition.pathHeads) names.add(name);
  }
  for (const section of data._updates?.sections ?? []) {
    addFromOperand(section.path, names);
    if (section.type !== 'remove') addFromOperand(section.val, names);
  }
}

/** Every top-level attribute that the request mentions, each once. */
export function attributeNames(data: Partial<ItemParameters>): string[] {
  const names = new Set<string>();
  const { Key, Item, ExclusiveStartKey, AttributeUpdates, Expected, KeyConditions, QueryFilter, ScanFilter, Keys = [] } = data;
  const addNames = (map: object | undefined): void => { for (const name in map) names.add(name); };
  for (const map of [Key, Item, ExclusiveStartKey, AttributeUpdates, Expected, KeyConditions, QueryFilter, ScanFilter]) addNames(map);
  Keys.forEach(addNames);
  for (const name of data.AttributesToGet ?? []) names.add(name);
  addFromExpressions(data, names);
  return [...names];
}
