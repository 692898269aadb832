import { AwsError } from '../aws-error';

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

/** `rule` is what the parameter's value breaks. */
export function validationError(parameter: string, value: string | undefined, rule: string): AwsError {
  const got = value === undefined ? 'null' : `'${value.slice(0, 128)}'`;
  const name = parameter[0].toLowerCase() + parameter.slice(1);
  return new AwsError('ValidationError', `1 validation error detected: Value ${got} at '${name}' failed to satisfy constraint: ${rule}`);
}
