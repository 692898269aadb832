import { authorization } from './authorization';
import type { AuthorizationRequest } from '../../iam/request';

export function listBuckets(): AuthorizationRequest[] {
  return [authorization('ListAllMyBuckets', '*')];
}
