import { authorization } from './authorization';
import { AuthorizationRequest } from '../../iam/request';

/** ListTables knows no resource (Service Authorization Reference, Amazon DynamoDB). */
export function listTables(): AuthorizationRequest[] {
  return [authorization('ListTables', '*')];
}
