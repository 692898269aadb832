import { STACK_OPERATIONS } from './request/operations';
import { parseRequest } from './request/parse';
import type { Location } from './table';

/** The name of the table that a DeleteTable request means. Throws DynamoDB's own error where the request is not valid. */
export function tableToDelete(input: unknown, location: Location): string {
  return parseRequest<{ readonly TableName: string }>('DeleteTable', input, location, STACK_OPERATIONS).TableName;
}
