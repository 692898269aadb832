import type { CfnElement } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { CfnManagedPolicy, CfnPolicy, CfnRole, Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** A statement as rendered. */
export interface RenderedStatement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

export interface RenderedPolicy {
  readonly path: string;
  readonly managed: boolean;
  readonly statements: RenderedStatement[];
}

type PolicyResource = CfnPolicy | CfnManagedPolicy;

/** Policies of an app that name roles, found in one walk over its tree. */
export class AttachedPolicies {
  /** Role → the policy that ordinary grants fill. */
  private readonly defaults = new Map<IConstruct, PolicyResource>();
  /** Stack and role name as rendered → other policies. */
  private readonly byRole = new Map<string, PolicyResource[]>();
  private readonly byId = new Map<string, PolicyResource>();

  constructor(root: IConstruct) {
    for (const node of root.node.findAll()) {
      if (CfnPolicy.isCfnPolicy(node) || CfnManagedPolicy.isCfnManagedPolicy(node)) this.add(node);
    }
  }

  /** The policies on a role that the role's own stack defines. */
  on(role: IRole): PolicyResource[] {
    const own = this.defaults.get(role);
    return [...(own === undefined ? [] : [own]), ...this.others(role)];
  }

  private others(role: IRole): PolicyResource[] {
    // Rendering names costs more than all the rest, and most apps have no other policies.
    if (this.byId.size === 0) return [];
    const stack = Stack.of(role);
    const resource = role.node.defaultChild;
    const arns: unknown[] = CfnRole.isCfnRole(resource) ? stack.resolve(resource.managedPolicyArns) ?? [] : [];
    const managed = arns.map((arn) => this.byId.get(keyIn(stack, arn))).filter((policy) => policy !== undefined);
    return [...this.byRole.get(keyIn(stack, stack.resolve(role.roleName))) ?? [], ...managed];
  }

  private add(policy: PolicyResource): void {
    const { scope } = policy.node;
    if (scope?.node.id === 'DefaultPolicy' && scope.node.scope instanceof Role) {
      this.defaults.set(scope.node.scope, policy);
      return;
    }
    const stack = Stack.of(policy);
    this.byId.set(keyIn(stack, { Ref: idOf(policy) }), policy);
    for (const role of stack.resolve(policy.roles) ?? []) {
      const key = keyIn(stack, role);
      this.byRole.set(key, [...this.byRole.get(key) ?? [], policy]);
    }
  }
}

/** The policy as it will be deployed: Aspects and feature flags have done their work. */
export function rendered(policy: PolicyResource): RenderedPolicy {
  return {
    path: policy.node.path,
    managed: CfnManagedPolicy.isCfnManagedPolicy(policy),
    statements: statementsOf(Stack.of(policy).resolve(policy.policyDocument)),
  };
}

/** Policies that stand in the role itself. */
export function inlinePolicies(role: CfnRole): RenderedPolicy[] {
  const policies: any[] = Stack.of(role).resolve(role.policies) ?? [];
  return policies.map((policy) => ({
    path: role.node.path, managed: false, statements: statementsOf(policy.policyDocument ?? policy.PolicyDocument),
  }));
}

function keyIn(stack: Stack, rendering: unknown): string {
  return `${stack.node.addr} ${JSON.stringify(rendering)}`;
}

function idOf(element: CfnElement): string {
  return Stack.of(element).resolve(element.logicalId);
}

function statementsOf(document: any): RenderedStatement[] {
  return [document?.Statement ?? []].flat();
}
