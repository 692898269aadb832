import { validationError } from '../../../dynamodb/errors';
import type { ItemParameters } from '../../../dynamodb/request/parsed';
import type { Attributes } from '../../../dynamodb/values/attribute-value';
import type { Answer } from '../dynamodb-engine';
import { matches } from '../expressions/legacy-conditions';
import { refuseNestedKeys } from '../key-rules';
import type { Range } from '../rows';
import type { Store } from '../store';
import type { KeyCondition } from './key-range';
import { keyConditions, keyRange } from './key-range';
import { page } from './page';
import type { SearchTarget } from './search-target';
import { checkSearch, searchTarget } from './search-target';
import { checkItemKey, checkStartKey, startText } from './start-key';

const meets = (key: Attributes, conditions: readonly KeyCondition[]): boolean =>
  conditions.every(({ name, operator, values }) => matches(key[name], { ComparisonOperator: operator, AttributeValueList: values }));

function checkStart(key: Attributes, target: SearchTarget, conditions: readonly KeyCondition[]): void {
  checkItemKey(key, target);
  const ofSort = conditions.filter(({ isPartition }) => !isPartition);
  const isWithin = meets(key, conditions.filter(({ isPartition }) => isPartition));
  if (ofSort.length === 0) {
    if (!isWithin) throw validationError('The provided starting key is outside query boundaries based on provided conditions');
    return;
  }
  if (!meets(key, ofSort)) throw validationError('The provided starting key does not match the range key predicate');
  if (!isWithin) throw validationError('The query can return at most one row and cannot be restarted');
}

/** Conditions on the key are no filters. */
function checkFilter({ QueryFilter, _filter }: ItemParameters, { keySchema, table }: SearchTarget): void {
  const names = QueryFilter ?? _filter?.pathHeads ?? {};
  const key = keySchema.find(({ AttributeName }) => AttributeName in names);
  if (key) {
    throw validationError(`${QueryFilter ? 'QueryFilter' : 'Filter Expression'} can only contain non-primary key attributes: `
      + `Primary key attribute: ${key.AttributeName}`);
  }
  refuseNestedKeys(_filter?.nestedPaths, table);
}

function from(range: Range, start: string | undefined, isForward: boolean): Range {
  if (start === undefined) return range;
  return isForward ? { ...range, gte: undefined, gt: start } : { ...range, lte: undefined, lt: start };
}

export function query(data: ItemParameters, store: Store): Answer {
  const { ExclusiveStartKey: start, ScanIndexForward: isForward = true } = data;
  const target = searchTarget(data, store);
  if (start) checkStartKey(start, target);
  const conditions = keyConditions(data.KeyConditions!, target.keySchema, target.table);
  if (start) checkStart(start, target, conditions);
  refuseNestedKeys(data._projection?.nestedPaths, target.table);
  checkFilter(data, target);
  checkSearch(data, target);
  return page(data, target, { ...from(keyRange(conditions), start && startText(start, target), isForward), reverse: !isForward });
}
