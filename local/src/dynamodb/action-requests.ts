import type { AuthorizationRequest } from '../iam/request';
import { keyUses } from './contexts/key-uses';
import { definitionOf } from './operations';
import type { DynamoDbRequest } from './request/parse';
import type { Location, Tables } from './table';

/**
 * The IAM actions that a request is, on which resources, with which condition keys, and the uses of
 * keys of KMS that follow from them. Every one must be allowed.
 */
export function actionRequests({ operation, data }: DynamoDbRequest, tables: Tables, location: Location): AuthorizationRequest[] {
  const scope = { tables, location };
  const actions = definitionOf(operation).actions(data, scope);
  return [...actions, ...keyUses(actions, scope)];
}
