import { AwsError } from '../aws-error';
import { tokenLengthViolation } from '../identity';

export type Parameters = ReadonlyMap<string, string>;

export interface AssumeRoleWithWebIdentityInput {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly webIdentityToken: string;
  readonly providerId?: string;
  /** Seconds. */
  readonly durationSeconds: number;
}

/** The service model of STS (`sts.json`): lengths, pattern, range and default. */
const SESSION_NAME = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };
const ROLE_ARN = { min: 20, max: 2048 };
const PROVIDER_ID = { min: 4, max: 2048 };
const DURATION = { min: 900, max: 43_200, usual: 3600 };

const COMMON = ['Action', 'Version'];
const KNOWN = [...COMMON, 'RoleArn', 'RoleSessionName', 'WebIdentityToken', 'ProviderId', 'DurationSeconds'];

interface TextConstraint {
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
  readonly patternText?: string;
}

/** Checks in the order of the model, all at once: AWS reports every constraint that is not met in one message. */
export function readAssumeRoleWithWebIdentity(parameters: Parameters): AssumeRoleWithWebIdentityInput {
  refuseOtherParameters(parameters, KNOWN);
  const roleArn = parameters.get('RoleArn');
  const roleSessionName = parameters.get('RoleSessionName');
  const webIdentityToken = parameters.get('WebIdentityToken');
  const providerId = parameters.get('ProviderId');
  const duration = parameters.get('DurationSeconds');
  const violations = [
    ...textViolations('roleArn', roleArn, ROLE_ARN),
    ...textViolations('roleSessionName', roleSessionName, SESSION_NAME),
    ...tokenViolations(webIdentityToken),
    ...providerId === undefined ? [] : textViolations('providerId', providerId, PROVIDER_ID),
    ...duration === undefined ? [] : durationViolations(duration),
  ];
  if (violations.length > 0) {
    const errors = violations.length === 1 ? 'error' : 'errors';
    throw new AwsError('ValidationError', `${violations.length} validation ${errors} detected: ${violations.join('; ')}`);
  }
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(roleArn!)) throw new AwsError('ValidationError', 'Request ARN is invalid');
  return {
    roleArn: roleArn!,
    roleSessionName: roleSessionName!,
    webIdentityToken: webIdentityToken!,
    providerId,
    durationSeconds: duration === undefined ? DURATION.usual : Number(duration),
  };
}

export function readGetCallerIdentity(parameters: Parameters): void {
  refuseOtherParameters(parameters, COMMON);
}

/** What is not understood is never ignored: a session policy that is dropped grants more than was asked for. */
function refuseOtherParameters(parameters: Parameters, known: readonly string[]): void {
  const other = [...parameters.keys()].find((name) => !known.includes(name));
  if (other !== undefined) {
    throw new AwsError('ValidationError', `The local cloud does not support the parameter ${JSON.stringify(other.slice(0, 64))} yet`);
  }
}

function textViolations(name: string, value: string | undefined, constraint: TextConstraint): string[] {
  if (value === undefined) return [violation(name, 'null', 'Member must not be null')];
  const failed: string[] = [];
  if (value.length > constraint.max) failed.push(`Member must have length less than or equal to ${constraint.max}`);
  if (value.length < constraint.min) failed.push(`Member must have length greater than or equal to ${constraint.min}`);
  if (constraint.pattern?.test(value) === false) failed.push(`Member must satisfy regular expression pattern: ${constraint.patternText}`);
  return failed.map((text) => violation(name, `'${value}'`, text));
}

/** The model marks the token as sensitive, so its value is not repeated. */
function tokenViolations(token: string | undefined): string[] {
  if (token === undefined) return [violation('webIdentityToken', 'null', 'Member must not be null')];
  const failed = tokenLengthViolation(token);
  return failed === undefined ? [] : [`Value at 'webIdentityToken' failed to satisfy constraint: ${failed}`];
}

function durationViolations(value: string): string[] {
  if (!/^-?\d{1,10}$/.test(value)) return [violation('durationSeconds', `'${value}'`, 'Member must be an integer')];
  const seconds = Number(value);
  if (seconds < DURATION.min) return [violation('durationSeconds', `'${value}'`, `Member must have value greater than or equal to ${DURATION.min}`)];
  if (seconds > DURATION.max) return [violation('durationSeconds', `'${value}'`, `Member must have value less than or equal to ${DURATION.max}`)];
  return [];
}

function violation(name: string, value: string, constraint: string): string {
  return `Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`;
}
