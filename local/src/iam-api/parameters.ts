import { validationError } from './errors';
import { isObject, type JsonObject } from '../assembly';
import { AwsError } from '../aws-error';

/** IAM API Reference: the pattern of `RoleName` and `PolicyName`. */
const NAME = /^[\w+=,.@-]+$/;
const ARN_LENGTH = { min: 20, max: 2048 };

export function checkedName(parameter: string, value: string | undefined, maxLength: number): string {
  const name = checkedText(parameter, value, { min: 1, max: maxLength });
  if (NAME.test(name)) return name;
  throw new AwsError('ValidationError', `The specified value for ${parameter[0].toLowerCase()}${parameter.slice(1)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`);
}

export function checkedArn(parameter: string, value: string | undefined): string {
  return checkedText(parameter, value, ARN_LENGTH);
}

/** IAM API Reference, the type `clientIDType`. */
export function checkedClientId(value: string | undefined): string {
  return checkedText('ClientID', value, { min: 1, max: 255 });
}

/** `PathPrefix`; the default is of every path. */
export function pathPrefix(prefix = '/'): string {
  if (/^\/[!-\x7f]*$/.test(prefix) && prefix.length <= 512) return prefix;
  throw validationError('PathPrefix', prefix, 'Member must satisfy regular expression pattern: \\u002F[\\u0021-\\u007F]*');
}

export function choice<T extends string>(parameter: string, value: string | undefined, choices: readonly T[], usual: T): T {
  if (value === undefined) return usual;
  const found = choices.find((one) => one === value);
  if (found === undefined) throw validationError(parameter, value, `Member must satisfy enum value set: [${choices.join(', ')}]`);
  return found;
}

function checkedText(parameter: string, value: string | undefined, { min, max }: typeof ARN_LENGTH): string {
  if (value === undefined) throw validationError(parameter, value, 'Member must not be null');
  if (value.length < min) throw validationError(parameter, value, `Member must have length greater than or equal to ${min}`);
  if (value.length > max) throw validationError(parameter, value, `Member must have length less than or equal to ${max}`);
  return value;
}

/** A policy of a request. IAM refuses what is no JSON before it looks at what it says. */
export function documentOf(parameter: string, value: string | undefined): JsonObject {
  if (value === undefined) throw validationError(parameter, value, 'Member must not be null');
  try {
    const document: unknown = JSON.parse(value);
    if (isObject(document)) return document;
  } catch { /* The same as what is no object. */ }
  throw new AwsError('MalformedPolicyDocument', 'Syntax errors in policy.');
}
