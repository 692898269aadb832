import { CfnElement, Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnPolicy, CfnRole, IRole } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

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
  private readonly policies: PolicyResource[];

  constructor(root: IConstruct) {
    this.policies = root.node.findAll()
      .filter((node): node is PolicyResource => CfnPolicy.isCfnPolicy(node) || CfnManagedPolicy.isCfnManagedPolicy(node));
  }

  /** Every policy on a role that the role's own stack defines; policies are rendered, so Aspects and flags have done their work. */
  on(role: IRole): RenderedPolicy[] {
    const stack = Stack.of(role);
    const name = JSON.stringify(stack.resolve(role.roleName));
    const resource = role.node.defaultChild;
    const inline = CfnRole.isCfnRole(resource) ? this.inline(resource) : [];
    const managedArns: unknown[] = CfnRole.isCfnRole(resource) ? stack.resolve(resource.managedPolicyArns) ?? [] : [];
    const refs = new Set(managedArns.map((arn) => JSON.stringify(arn)));

    return [...inline, ...this.policies
      .filter((policy) => Stack.of(policy) === stack && (this.rolesOf(policy).includes(name) || refs.has(JSON.stringify({ Ref: idOf(policy) }))))
      .map((policy) => ({
        path: policy.node.path,
        managed: CfnManagedPolicy.isCfnManagedPolicy(policy),
        statements: statementsOf(stack.resolve(policy.policyDocument)),
      }))];
  }

  private rolesOf(policy: PolicyResource): string[] {
    const roles: unknown[] = Stack.of(policy).resolve(policy.roles) ?? [];
    return roles.map((role) => JSON.stringify(role));
  }

  private inline(role: CfnRole): RenderedPolicy[] {
    const policies: any[] = Stack.of(role).resolve(role.policies) ?? [];
    return policies.map((policy) => ({
      path: role.node.path, managed: false, statements: statementsOf(policy.policyDocument ?? policy.PolicyDocument),
    }));
  }
}

function idOf(element: CfnElement): string {
  return Stack.of(element).resolve(element.logicalId);
}

function statementsOf(document: any): RenderedStatement[] {
  return [document?.Statement ?? []].flat();
}
