import type { Account, AccountRole } from '../../assembly';
import type { AwsError } from '../../aws-error';
import type { Parameters } from '../../sts';
import { noSuchEntity } from '../errors';
import { nameParameter } from '../parameters';

const MAX_NAME_LENGTH = 64;

export function roleName(parameters: Parameters): string {
  return nameParameter(parameters, 'RoleName', MAX_NAME_LENGTH);
}

/** A role that does not exist has an ARN as well: AWS authorizes before it looks. */
export function roleArn(parameters: Parameters, { roles, environment }: Account): string {
  const name = roleName(parameters);
  return roles.find((role) => role.name === name)?.arn ?? `arn:${environment.partition}:iam::${environment.account}:role/${name}`;
}

/** Throws NoSuchEntity. */
export function roleOf(parameters: Parameters, { roles }: Account): AccountRole {
  const name = roleName(parameters);
  const found = roles.find((role) => role.name === name);
  if (found === undefined) throw noSuchRole(name);
  return found;
}

export function noSuchRole(name: string): AwsError {
  return noSuchEntity(`The role with name ${name} cannot be found.`);
}
