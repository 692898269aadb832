import { validationError } from '../../errors';
import { typeOf } from '../../values/attribute-value';
import { checkValue, checkValues } from '../../values/check-value';
import { checkItemSize } from '../../values/size';
import type { AttributeUpdate, ItemParameters } from '../parsed';
import { readExpressions } from './expressions';
import { checkConditionalOperator, checkExpected } from './legacy-conditions';
import { checkParameterKinds } from './parameter-kinds';
import { refuseDuplicates } from './projections';

function checkCondition(data: ItemParameters): void {
  checkConditionalOperator(data.ConditionalOperator, data.Expected);
  checkExpected(data.Expected);
}

export function getItemRules(data: ItemParameters): void {
  checkParameterKinds(data, ['ProjectionExpression'], ['AttributesToGet']);
  checkValues(data.Key!);
  refuseDuplicates(data.AttributesToGet);
  readExpressions(data);
}

export function putItemRules(data: ItemParameters): void {
  checkParameterKinds(data, ['ConditionExpression'], ['Expected']);
  checkValues(data.Item!);
  if (!['ALL_OLD', 'NONE', undefined].includes(data.ReturnValues)) throw validationError('ReturnValues can only be ALL_OLD or NONE');
  checkItemSize(data.Item!);
  checkCondition(data);
  readExpressions(data);
}

export function deleteItemRules(data: ItemParameters): void {
  checkParameterKinds(data, ['ConditionExpression'], ['Expected']);
  checkValues(data.Key!);
  checkCondition(data);
  readExpressions(data);
}

const ADDABLE: ReadonlySet<string> = new Set(['L', 'SS', 'NS', 'BS', 'N']);
const DELETABLE: ReadonlySet<string> = new Set(['SS', 'NS', 'BS']);

const invalid = (what: string): never => {
  throw validationError(`One or more parameter values were invalid: ${what}`);
};

function checkUpdate({ Action = 'PUT', Value }: AttributeUpdate): void {
  if (!Value) return Action === 'DELETE' ? undefined : invalid('Only DELETE action is allowed when no attribute value is specified');
  checkValue(Value);
  const type = typeOf(Value);
  if (Action === 'DELETE' && !DELETABLE.has(type)) invalid(`DELETE action with value is not supported for the type ${type}`);
  if (Action === 'ADD' && !ADDABLE.has(type)) invalid(`ADD action is not supported for the type ${type}`);
}

export function updateItemRules(data: ItemParameters): void {
  checkParameterKinds(data, ['UpdateExpression', 'ConditionExpression'], ['AttributeUpdates', 'Expected']);
  checkValues(data.Key!);
  Object.values(data.AttributeUpdates ?? {}).forEach(checkUpdate);
  checkCondition(data);
  readExpressions(data);
}
