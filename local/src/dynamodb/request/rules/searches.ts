import type { DynamoDbError } from '../../errors';
import { validationError } from '../../errors';
import type { Attributes } from '../../values/attribute-value';
import { checkValues } from '../../values/check-value';
import type { ItemParameters } from '../parsed';
import type { Expressions } from './expressions';
import { readExpressions } from './expressions';
import { keyConditionsOf } from './key-condition';
import { checkConditionalOperator, checkConditions } from './legacy-conditions';
import { checkParameterKinds } from './parameter-kinds';
import { refuseDuplicates } from './projections';
import { checkSelect } from './select';

/** Some messages DynamoDB gives as they are. */
const UNPREFIXED = /contains duplicates|number set|numeric value|significant digits|number with magnitude/;

function checkStartKey(key: Attributes = {}): void {
  try {
    checkValues(key);
  } catch (error) {
    const { message } = error as DynamoDbError;
    throw UNPREFIXED.test(message) ? error : validationError(`The provided starting key is invalid: ${message}`);
  }
}

export function queryRules(data: ItemParameters & Expressions): void {
  const legacyKeys = data.KeyConditions && data.KeyConditionExpression === undefined ? [] : ['KeyConditions'];
  checkParameterKinds(
    data, ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'], ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', ...legacyKeys]);
  checkConditions(data.QueryFilter);
  checkConditionalOperator(data.ConditionalOperator, data.QueryFilter);
  refuseDuplicates(data.AttributesToGet);
  checkStartKey(data.ExclusiveStartKey);
  if (!data.KeyConditions && data.KeyConditionExpression === undefined) {
    throw validationError('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  readExpressions(data);
  if (data._keyCondition) (data as Expressions).KeyConditions = keyConditionsOf(data._keyCondition.expression);
  checkConditions(data.KeyConditions);
  if (Object.keys(data.KeyConditions!).length === 0) throw validationError('Conditions can be of length 1 or 2 only');
  checkSelect(data);
}

function checkSegments({ Segment, TotalSegments }: ItemParameters): void {
  if (Segment !== undefined && TotalSegments === undefined) {
    throw validationError('The TotalSegments parameter is required but was not present in the request when Segment parameter is present');
  }
  if (TotalSegments === undefined) return;
  if (Segment === undefined) {
    throw validationError('The Segment parameter is required but was not present in the request when parameter TotalSegments is present');
  }
  if (Segment >= TotalSegments) {
    throw validationError('The Segment parameter is zero-based and must be less than parameter TotalSegments: '
      + `Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`);
  }
}

export function scanRules(data: ItemParameters): void {
  checkParameterKinds(data, ['ProjectionExpression', 'FilterExpression'], ['AttributesToGet', 'ScanFilter', 'ConditionalOperator']);
  refuseDuplicates(data.AttributesToGet);
  checkConditions(data.ScanFilter);
  checkConditionalOperator(data.ConditionalOperator, data.ScanFilter);
  checkStartKey(data.ExclusiveStartKey);
  checkSegments(data);
  readExpressions(data);
  checkSelect(data);
}
