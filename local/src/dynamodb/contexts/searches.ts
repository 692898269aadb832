import { attributeNames } from './attribute-names';
import { authorization } from './authorization';
import { returnConsumedCapacityOf, selectOf } from './cells';
import { partitionKeysOfQuery } from './leading-keys';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import type { ItemParameters } from '../request/parsed';
import { indexArn, tableArn } from '../resources';
import { findIndex, type KeySchemaElement } from '../table';

/** What a Query or Scan goes over: it is authorised against the index where it names one, else against the table. */
interface SearchTarget {
  readonly resource: string;
  /** Not known where the table or index does not exist; authorisation comes first all the same. */
  readonly keySchema?: readonly KeySchemaElement[];
}

/** No ReturnValues: the Service Authorization Reference lists it, but Query has no such parameter. */
export function queried(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  const { resource, keySchema } = searchTarget(data, scope);
  return [authorization('Query', resource, {
    partitionKeys: partitionKeysOfQuery(data.KeyConditions ?? {}, keySchema),
    attributes: attributeNames(data),
    select: selectOf(data),
    returnConsumedCapacity: returnConsumedCapacityOf(data),
  })];
}

/** No leading keys: a scan "returns all items regardless of the leading keys" (Using IAM policy conditions). */
export function scanned(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  return [authorization('Scan', searchTarget(data, scope).resource, {
    attributes: attributeNames(data),
    select: selectOf(data),
    returnConsumedCapacity: returnConsumedCapacityOf(data),
  })];
}

function searchTarget(data: ItemParameters, scope: Scope): SearchTarget {
  const table = scope.tables.get(data.TableName);
  const arn = tableArn(data.TableName, scope.tables, scope.location);
  if (data.IndexName === undefined) return { resource: arn, keySchema: table?.keySchema };
  return { resource: indexArn(arn, data.IndexName), keySchema: table && findIndex(table, data.IndexName)?.KeySchema };
}
