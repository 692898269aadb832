import { attributeNames } from './attribute-names';
import { authorization } from './authorization';
import { partitionKeysOfQuery } from './leading-keys';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { searchTarget } from './search-target';
import { selectOf } from './select';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

/** No ReturnValues: the Service Authorization Reference lists it, but Query has no such parameter. */
export function query(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  const { resource, keySchema } = searchTarget(data, scope);
  return [authorization('Query', resource, {
    partitionKeys: partitionKeysOfQuery(data.KeyConditions ?? {}, keySchema),
    attributes: attributeNames(data),
    select: selectOf(data),
    returnConsumedCapacity: returnConsumedCapacityOf(data),
  })];
}
