import { validationError } from '../../errors';
import type { Attributes } from '../../values/attribute-value';
import { typeOf } from '../../values/attribute-value';
import { checkValues } from '../../values/check-value';
import { checkItemSize } from '../../values/size';
import type { BatchGetParameters, BatchWriteParameters, ItemParameters, WriteRequest } from '../parsed';
import { readExpressions } from './expressions';
import { checkParameterKinds } from './parameter-kinds';
import { refuseDuplicates } from './projections';

/** DynamoDB API Reference, BatchWriteItem: "up to 25 item put or delete operations". */
const MAX_WRITES = 25;

/** DynamoDB API Reference, BatchGetItem: "up to 100 items". */
const MAX_READS = 100;

const keyText = (key: Attributes): string =>
  JSON.stringify(Object.keys(key).sort().map((name) => [name, typeOf(key[name]), Object.values(key[name])[0]]));

function checkReads(request: ItemParameters): void {
  checkParameterKinds(request, ['ProjectionExpression'], ['AttributesToGet']);
  refuseDuplicates(request.AttributesToGet);
  readExpressions(request);
  const keys = request.Keys!;
  keys.forEach(checkValues);
  if (new Set(keys.map(keyText)).size < keys.length) throw validationError('Provided list of item keys contains duplicates');
}

export function batchGetRules({ RequestItems }: BatchGetParameters): void {
  const requests = Object.values(RequestItems);
  requests.forEach(checkReads);
  if (requests.reduce((sum, { Keys }) => sum + Keys!.length, 0) > MAX_READS) throw validationError('Too many items requested for the BatchGetItem call');
}

function checkWrite({ PutRequest, DeleteRequest }: WriteRequest): void {
  if (DeleteRequest) return checkValues(DeleteRequest.Key);
  checkValues(PutRequest!.Item);
  checkItemSize(PutRequest!.Item);
}

export function batchWriteRules({ RequestItems }: BatchWriteParameters): void {
  const writes = Object.values(RequestItems).flat();
  if (writes.some((write) => Object.keys(write).length !== 1)) {
    throw validationError('Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes');
  }
  if (writes.length > MAX_WRITES) throw validationError('Too many items requested for the BatchWriteItem call');
  writes.forEach(checkWrite);
}
