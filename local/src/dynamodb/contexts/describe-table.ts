import { onTable } from './authorization';
import { Scope } from './scope';
import { AuthorizationRequest } from '../../iam/request';
import { ItemParameters } from '../request/parsed';

export function describeTable(data: ItemParameters, scope: Scope): AuthorizationRequest[] {
  return [onTable('DescribeTable', data.TableName, scope)];
}
