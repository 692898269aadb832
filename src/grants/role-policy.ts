import { CfnResource, Names, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { WebIdentityError } from '../checks/errors';

/**
 * Puts a statement about a resource on a role, in the resource's stack: the resource's own policy names the role
 * and the client config its ARN, so that all references point from the data to the users.
 */
export function addToRole(role: iam.IRole, resource: IConstruct, statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
  const stack = Stack.of(resource);
  if (stack === Stack.of(role) || !canBeNamedIn(stack, role)) return role.addToPrincipalPolicy(statement);
  const policy = policyIn(stack, role);
  policy.addStatements(statement);
  return { statementAdded: true, policyDependable: policy };
}

/**
 * Puts the statement of an ordinary grant on a role: in the stack of what it names, as those of tables and buckets are, so that a queue
 * may lie beside them; with the role, as CDK does, where no one stack can be told or the role's stack needs that one already.
 */
export function addGrantToRole(role: iam.IRole, statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
  const [resource, ...others] = resourcesOf(statement);
  if (resource === undefined || others.some((other) => Stack.of(other) !== Stack.of(resource)) || needs(Stack.of(role), Stack.of(resource))) {
    return role.addToPrincipalPolicy(statement);
  }
  return addToRole(role, resource, statement);
}

/** What a statement names by reference. */
function resourcesOf({ resources }: iam.PolicyStatement): IConstruct[] {
  return resources.flatMap((resource) => Tokenization.reverseString(resource).tokens)
    .filter((token) => Reference.isReference(token)).map(({ target }) => target).filter((target) => CfnResource.isCfnResource(target));
}

/** Whether a stack is deployed after another. */
function needs(stack: Stack, other: Stack): boolean {
  return stack.dependencies.some((dependency) => dependency === other || needs(dependency, other));
}

function policyIn(stack: Stack, role: iam.IRole): iam.Policy {
  const id = `UsersPolicy-${Names.nodeUniqueId(role.node)}`;
  const known = stack.node.tryFindChild(id);
  if (known !== undefined) return known as iam.Policy;
  dependOn(stack, role);
  return new iam.Policy(stack, id, { roles: [role] });
}

/** CDK can refer to another Region's stack by fixed names alone. */
function canBeNamedIn(stack: Stack, role: iam.IRole): boolean {
  const own = Stack.of(role);
  const { roleName = role.roleName } = (role.node.defaultChild ?? {}) as { roleName?: string };
  return !Token.isUnresolved(roleName) || [stack, own].every(({ region }) => region === own.region);
}

/** Throws where the role's stack needs this one already: CDK would tell of a cycle, without a way out. */
function dependOn(stack: Stack, role: iam.IRole): void {
  if (!CfnResource.isCfnResource(role.node.defaultChild) || isNestedIn(stack, Stack.of(role))) return;
  try {
    stack.addDependency(Stack.of(role));
  } catch {
    throw new WebIdentityError({
      code: 'users-stack',
      where: stack.node.path,
      got: `users in ${Stack.of(role).node.path}, which depends on this stack`,
      want: 'users in a stack that does not need the stacks of their data',
      fix: 'define the users in a stack of their own, and let the stacks of tables and buckets depend on it',
    });
  }
}

/** Whether one of two stacks lies in the other: they are deployed together. */
function isNestedIn(a: Stack, b: Stack): boolean {
  return [...a.node.scopes, ...b.node.scopes].filter((scope) => scope === a || scope === b).length > 2;
}
