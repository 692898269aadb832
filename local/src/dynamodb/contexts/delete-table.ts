import { onTable } from './authorization';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

export function deleteTable(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  return [onTable('DeleteTable', data.TableName, scope)];
}
