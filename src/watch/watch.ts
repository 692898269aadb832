import { Annotations, CfnResource } from 'aws-cdk-lib';
import { CfnRole, type IRole, PolicyDocument, type PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledged';
import { reach } from './aws-managed-policies';
import { canonical, canonicalValue, mark } from './canonical';
import { type Finding, messages } from './findings';
import { GuardedResources } from './guarded';
import { openStatements } from './resource-policies';
import { RoleNames } from './role-names';
import { foreignStatements } from './role-statements';
import { pairs, type Statement, statementsOf } from './statement';
import { assumable, foreignTrust, rivalTrust } from './trusts';
import { weigh } from './weigh';
import { bucketPolicyQuotaProblem, inlineQuotaProblem, isFarBelowQuota, managedQuotaProblem } from '../checks/quotas';
import { roleRecord } from '../grants/grant';
import { Registry, type RoleRecord } from '../grants/registry';
import type { IWebIdentityUsers, WebIdentityUserRole } from '../web-identity-user-role';

/** Sets of users by the root of their tree: one walk serves all of them. */
const WATCHED = new WeakMap<IConstruct, IWebIdentityUsers[]>();

/**
 * Judges at synthesis what reaches users' data once everybody has had their say, in all stacks and stages: statements
 * on users' roles that this library did not put there, policies of tables and buckets, trust, and quotas. The root is
 * validated last, after its stages.
 */
export function watch(users: IWebIdentityUsers): void {
  const { root } = users.node;
  const watched = WATCHED.get(root);
  if (watched !== undefined) {
    watched.push(users);
    return;
  }
  const all = [users];
  WATCHED.set(root, all);
  root.node.addValidation({ validate: () => new Watch(root, all).problems() });
}

/** A users' role and what lands on it. */
interface WatchedRole {
  readonly user: WebIdentityUserRole;
  readonly users: IWebIdentityUsers;
  /** What the role becomes in the template; of an imported one nothing. */
  readonly resource?: IConstruct;
  readonly record: RoleRecord;
  readonly names: RoleNames;
  readonly policies: CfnResource[];
}

/** One walk over an app's tree. */
class Watch {
  private readonly roles: WatchedRole[];
  private readonly guarded: GuardedResources;
  private readonly resources: CfnResource[];
  private readonly managedPolicies: CfnResource[];
  /** Nobody can acknowledge what IAM would not take. */
  private readonly quotas: string[] = [];

  constructor(root: IConstruct, sets: readonly IWebIdentityUsers[]) {
    this.roles = sets.flatMap((users) => users.roles.map((user): WatchedRole => (
      { user, users, resource: user.role.node.defaultChild, record: roleRecord(user.role), names: new RoleNames(user.role), policies: [] }
    )));
    this.guarded = new GuardedResources(Registry.of(root));
    this.resources = root.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node));
    this.managedPolicies = this.resources.filter(({ cfnResourceType }) => cfnResourceType === 'AWS::IAM::ManagedPolicy');
  }

  problems(): string[] {
    const findings = [...this.resources.flatMap((resource) => this.ofResource(resource)), ...this.roles.flatMap((role) => this.ofRole(role))];
    return [...messages(findings), ...this.quotas];
  }

  private ofResource(resource: CfnResource): Finding[] {
    switch (resource.cfnResourceType) {
      case 'AWS::IAM::Policy':
      case 'AWS::IAM::ManagedPolicy':
      case 'AWS::IAM::RolePolicy':
        this.attach(resource);
        return [];
      case 'AWS::IAM::Role': return this.ofTrust(resource);
      case 'AWS::S3::BucketPolicy': return this.ofBucketPolicy(resource);
      case 'AWS::DynamoDB::Table':
      case 'AWS::DynamoDB::GlobalTable': return this.ofTable(resource);
      default: return [];
    }
  }

  /** Notes a policy with every users' role that it names. */
  private attach(policy: CfnResource): void {
    const named = attachedTo(policy);
    for (const role of this.roles) {
      if (named.some((name) => role.names.mayBe(name))) role.policies.push(policy);
    }
  }

  private ofRole({ user: { role }, resource, record, policies }: WatchedRole): Finding[] {
    const own = CfnRole.isCfnRole(resource) ? resource : undefined;
    const inRole = own !== undefined && hasPolicies(own) ? canonical(own) : {};
    const arns: string[] = [inRole.ManagedPolicyArns ?? []].flat();
    const known = this.managedPolicies;
    const managed = arns.flatMap((arn) => known.find((policy) => arn === mark(policy, 'Ref') || arn === mark(policy, 'PolicyArn')) ?? []);
    const unknown = arns.filter((arn) => !known.some((policy) => arn === mark(policy, 'Ref') || arn === mark(policy, 'PolicyArn')));
    const inline = statementsOfRole(inRole);
    const findings = unknown.flatMap((arn) => managedPolicy(role, arn));
    const attached = [...new Set([...policies, ...managed])];
    const oursAlone = inline.length === 0 && attached.every((policy) => isOurs(policy, record.statements));
    if (oursAlone && isFarBelowQuota([...record.allowed, ...record.denied])) return findings;

    const rendered = [
      ...(inline.length === 0 ? [] : [{ construct: own as IConstruct, managed: false, statements: inline }]),
      ...attached.map((policy) => ({
        construct: policy as IConstruct, managed: policy.cfnResourceType === 'AWS::IAM::ManagedPolicy', statements: statementsOf(canonical(policy).PolicyDocument),
      })),
    ];
    this.quotas.push(
      ...inlineQuotaProblem(role.node.path, weigh(rendered.filter((policy) => !policy.managed).flatMap(({ statements }) => statements))),
      ...rendered.filter((policy) => policy.managed)
        .flatMap(({ construct, statements }) => managedQuotaProblem(construct.node.path, weigh(statements))),
    );
    if (oursAlone) return findings;

    const granted = ourPairs(role, record);
    const there = new Set(rendered.flatMap(({ statements }) => statements.flatMap(pairs)));
    return [
      ...findings,
      ...rendered.flatMap(({ construct, statements }) => foreignStatements(construct, statements, granted, this.guarded)),
      ...([...granted].some((pair) => pair.startsWith('Deny ') && !there.has(pair)) ? [guardrailGone(role)] : []),
    ];
  }

  private ofTrust(resource: CfnResource): Finding[] {
    const watched = this.roles.find((role) => role.resource === resource);
    if (watched !== undefined && isPlainTrust(resource)) return [];
    const statements = statementsOf(canonicalValue(resource, trustOf(resource)));
    if (watched !== undefined) return foreignTrust(resource, statements, watched.user.provider);
    return [
      ...assumable(resource, statements, (principal) => this.isUsers(principal)),
      ...this.roles.flatMap(({ user, users }) => rivalTrust(resource, statements, user, users)),
    ];
  }

  private ofBucketPolicy(resource: CfnResource): Finding[] {
    const bucket = canonicalValue(resource, (resource as { bucket?: unknown }).bucket ?? canonical(resource).Bucket);
    if (!this.guarded.is(String(bucket))) return [];
    const statements = statementsOf(canonical(resource).PolicyDocument);
    this.quotas.push(...bucketPolicyQuotaProblem(resource.node.path, weigh(statements)));
    return openStatements(resource, statements, (principal) => this.isUsers(principal));
  }

  private ofTable(resource: CfnResource): Finding[] {
    if (!this.guarded.defined.has(resource)) return [];
    const { resourcePolicy, replicas } = resource as { resourcePolicy?: unknown; replicas?: unknown };
    const { rawOverrides } = resource as unknown as { rawOverrides: object };
    const said = Object.keys(rawOverrides).length > 0 ? canonical(resource) : canonicalValue(resource, { resourcePolicy, replicas });
    return openStatements(resource, documents(said).flatMap(statementsOf), (principal) => this.isUsers(principal));
  }

  private isUsers(principal: string): boolean {
    return this.roles.some(({ names }) => names.mayBe(principal));
  }
}

/** Roles that a policy names, as text. */
function attachedTo(policy: CfnResource): string[] {
  const typed = policy as unknown as { roles?: unknown; roleName?: unknown; rawOverrides?: object };
  if (typed.roles === undefined && typed.roleName === undefined || Object.keys(typed.rawOverrides ?? {}).length > 0) {
    const { Roles, RoleName } = canonical(policy);
    return [Roles ?? [], RoleName ?? []].flat().map(String);
  }
  return [canonicalValue(policy, [typed.roles ?? [], typed.roleName ?? []])].flat(2).map(String);
}

/** Whether a policy holds nothing but statements of ours, which cannot be changed any more: then there is nothing to render and judge. */
function isOurs(policy: CfnResource, ours: ReadonlySet<PolicyStatement>): boolean {
  const { policyDocument, rawOverrides } = policy as unknown as { policyDocument?: unknown; rawOverrides: object };
  if (Object.keys(rawOverrides).length > 0) return false;
  // CDK keeps the statements to itself.
  return policyDocument instanceof PolicyDocument
    && ((policyDocument as any).statements as PolicyStatement[]).every((statement) => ours.has(statement));
}

function hasPolicies(role: CfnRole): boolean {
  const { policies, managedPolicyArns } = role;
  return Object.keys((role as any).rawOverrides).length > 0
    || [canonicalValue(role, [policies ?? [], managedPolicyArns ?? []])].flat(2).length > 0;
}

function statementsOfRole({ Policies }: { readonly [property: string]: any }): Statement[] {
  return [Policies ?? []].flat().flatMap((policy) => statementsOf(policy.PolicyDocument ?? policy.policyDocument));
}

function trustOf(role: CfnResource): unknown {
  const { assumeRolePolicyDocument } = role as Partial<CfnRole>;
  if (assumeRolePolicyDocument === undefined || Object.keys((role as any).rawOverrides).length > 0) return canonical(role).AssumeRolePolicyDocument;
  return assumeRolePolicyDocument;
}

/** Whether a users' role has the one trust statement that it was made with. */
function isPlainTrust(resource: CfnResource): boolean {
  const role = resource.node.scope;
  return Role.isRole(role) && role.assumeRolePolicy?.statementCount === 1 && Object.keys((resource as any).rawOverrides).length === 0
    && (resource as CfnRole).assumeRolePolicyDocument === role.assumeRolePolicy;
}

function ourPairs(role: IRole, { allowed, denied }: RoleRecord): ReadonlySet<string> {
  const said = [...allowed.map((allow) => ({ Effect: 'Allow', ...allow })), ...denied.map((deny) => ({ Effect: 'Deny', ...deny }))];
  return new Set(said.flatMap(({ Effect, actions, resourceArns, conditions }) => (
    pairs(canonicalValue(role, { Effect, Action: actions, Resource: resourceArns, Condition: conditions }))
  )));
}

function managedPolicy(role: IRole, arn: string): Finding[] {
  const shown = arn.replace(/\u0000/g, ' ').trim();
  if (reach(arn) === 'unknown') {
    if (!isAcknowledged(role, 'managed-policy')) {
      Annotations.of(role).addWarningV2('cdk-web-identity::managed-policy', `${shown} cannot be read: guardrails hold, but rights to change IAM or to become another role would not be seen`);
    }
    return [];
  }
  return [{
    construct: role, code: 'managed-policy', got: shown, want: 'no managed policy that reaches users\' data', fix: 'grant the few actions that users need',
  }];
}

function guardrailGone(role: IRole): Finding {
  return {
    construct: role, code: 'guardrail-gone', got: 'a role whose explicit denies were removed or changed', want: 'the guardrails of UserTableGrants', fix: 'leave Deny statements of users\' roles as they are',
  };
}

/** Policy documents anywhere in a table: its own, its stream's, its replicas'. */
function documents(value: any): any[] {
  if (typeof value !== 'object' || value === null) return [];
  const { policyDocument, PolicyDocument: rendered } = value;
  return [policyDocument ?? rendered ?? [], Object.values(value).flatMap(documents)].flat();
}
