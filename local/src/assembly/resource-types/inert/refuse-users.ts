import { compilePolicy, MalformedPolicyError, type Statement } from '../../../iam';
import type { AccountBuilder } from '../../declarations';
import { optionalText, refuse } from '../properties';
import type { Resource } from '../resource-type';
import { trustsTokens } from '../trust-policy/trusted';

/** Refuses the policy of an inert resource that lets a users' role in by name: nobody could see here what that permits. */
export function refuseUsersInPolicy(resource: Resource, property: string, account: AccountBuilder): void {
  const given = resource.property(property);
  if (given === undefined) return;
  for (const { effect, principals } of statements(resource, property, given)) {
    if (effect === 'Deny' || principals === undefined) continue;
    if (principals.not) refuse(resource, property, 'NotPrincipal', 'a Principal: what is allowed to all others cannot be told');
    refuseUsers(resource, property, [...principals.byType.get('AWS') ?? []], account);
  }
}

/** The same of a property that is a principal by itself. */
export function refuseUsersAsPrincipal(resource: Resource, property: string, account: AccountBuilder): void {
  const name = optionalText(resource, property);
  if (name !== undefined) refuseUsers(resource, property, [name], account);
}

function refuseUsers(resource: Resource, property: string, names: readonly string[], account: AccountBuilder): void {
  account.afterwards.push(() => {
    const named = [...account.roles.values()].filter(({ arn, roleId }) => names.includes(arn) || names.includes(roleId));
    const role = named.find(({ trustPolicy }) => trustsTokens(trustPolicy));
    if (role === undefined) return;
    refuse(resource, property, role.arn, 'none of the roles that tokens are traded for: what the policy is about is not run here, so that nobody could try '
      + 'what it permits; grant it in a policy of the role');
  });
}

/** Some types have their policy as a text. */
function statements(resource: Resource, property: string, given: unknown): readonly Statement[] {
  try {
    return compilePolicy(typeof given === 'string' ? JSON.parse(given) : given).statements;
  } catch (error) {
    if (error instanceof MalformedPolicyError || error instanceof SyntaxError) return refuse(resource, property, error.message, 'a policy that AWS would take');
    throw error;
  }
}
