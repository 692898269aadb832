import { onBucket, type ObjectName } from './authorization';
import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';

/** Also asked before a caller learns that a key is missing: a list without a prefix. */
export function headBucket({ bucket }: Pick<ObjectName, 'bucket'>, scope: Scope): AuthorizationRequest[] {
  return [onBucket('ListBucket', bucket, scope)];
}
