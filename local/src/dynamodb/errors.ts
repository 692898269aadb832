import { AwsError } from '../aws-error';

/** An error of DynamoDB with the members it has beside its message, such as `Item` of a failed condition. */
export class DynamoDbError extends AwsError {
  constructor(code: string, message: string, status = 400, readonly members: Readonly<Record<string, unknown>> = {}) {
    super(code, message, status);
  }
}

export const validationError = (message: string): DynamoDbError => new DynamoDbError('ValidationException', message);

export const accessDenied = (message: string): DynamoDbError => new DynamoDbError('AccessDeniedException', message);

/** DynamoDB's own code for an operation it does not know; the message is ours, AWS sends none. */
export const unknownOperation = (operation: string): DynamoDbError =>
  new DynamoDbError('UnknownOperationException', `the local cloud does not support the operation ${JSON.stringify(operation)}`);

interface DynaliteError {
  readonly statusCode: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const isDynaliteError = (error: unknown): error is DynaliteError =>
  typeof error === 'object' && error !== null && 'statusCode' in error && 'body' in error;

/** dynalite throws DynamoDB's answer as an object; anything else it throws is a defect, and answered as such. */
export function fromDynalite(error: unknown): DynamoDbError {
  if (error instanceof DynamoDbError) return error;
  if (!isDynaliteError(error)) return Object.assign(new DynamoDbError('InternalServerError', 'Internal server error', 500), { cause: error });
  const { __type, message, Message, ...members } = error.body;
  return new DynamoDbError(String(__type).replace(/^.*#/, ''), String(message ?? Message ?? ''), error.statusCode, members);
}
