import { attributeNames } from './attribute-names';
import { authorization } from './authorization';
import { returnConsumedCapacityOf } from './return-consumed-capacity';
import { Scope } from './scope';
import { searchTarget } from './search-target';
import { selectOf } from './select';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

/** No leading keys: a scan "returns all items regardless of the leading keys" (Using IAM policy conditions). */
export function scan(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  return [authorization('Scan', searchTarget(data, scope).resource, {
    attributes: attributeNames(data),
    select: selectOf(data),
    returnConsumedCapacity: returnConsumedCapacityOf(data),
  })];
}
