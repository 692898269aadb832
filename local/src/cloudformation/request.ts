import { AwsError } from '../aws-error';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** A member that must be given. */
export function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw validationError(`1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
}

export function flag(value: string | undefined): boolean {
  return value === 'true';
}

export interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}
