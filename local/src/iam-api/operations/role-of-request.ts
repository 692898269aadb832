import type { Account, AccountRole } from '../../assembly';
import type { AwsError } from '../../aws-error';
import { noSuchEntity } from '../errors';
import { checkedName } from '../parameters';

const MAX_NAME_LENGTH = 64;

interface RoleInput {
  readonly RoleName?: string;
}

export function roleName({ RoleName }: RoleInput): string {
  return checkedName('RoleName', RoleName, MAX_NAME_LENGTH);
}

/** A role that does not exist has an ARN as well: AWS authorizes before it looks. */
export function roleArn(input: RoleInput, { roles, environment }: Account): string {
  const name = roleName(input);
  return named(name, roles)?.arn ?? `arn:${environment.partition}:iam::${environment.account}:role/${name}`;
}

/** Throws NoSuchEntity. */
export function roleOf(input: RoleInput, { roles }: Account): AccountRole {
  const name = roleName(input);
  const found = named(name, roles);
  if (found === undefined) throw noSuchRole(name);
  return found;
}

export function noSuchRole(name: string): AwsError {
  return noSuchEntity(`The role with name ${name} cannot be found.`);
}

/** IAM tells names apart without case (recorded). */
export function named(name: string, roles: readonly AccountRole[]): AccountRole | undefined {
  return roles.find((role) => role.name.toLowerCase() === name.toLowerCase());
}
