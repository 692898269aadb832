import { Stack } from 'aws-cdk-lib';
import type { CfnManagedPolicy, CfnPolicy, IRole } from 'aws-cdk-lib/aws-iam';
import { CfnRole, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import type { RenderedPolicy, RenderedStatement } from './attached-policies';
import { AttachedPolicies, inlinePolicies, rendered } from './attached-policies';
import { guardedIn } from './guarded-resources';
import { describe } from '../checks/errors';
import { inlineQuotaProblem, isFarBelowQuota, managedQuotaProblem } from '../checks/quotas';
import { roleRecord } from '../grants/grant';
import { reachedService } from '../users/users-principal';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** Sets of users by the root of their tree: one walk serves all of them. */
const WATCHED = new WeakMap<IConstruct, IWebIdentityUsers[]>();

/**
 * Judges at synthesis what is on users' roles once everybody has had their say: statements on
 * guarded tables and buckets that this library did not put there, and quotas.
 */
export function watchRoles(users: IWebIdentityUsers): void {
  const { root } = users.node;
  const watched = WATCHED.get(root);
  if (watched !== undefined) {
    watched.push(users);
    return;
  }
  const all = [users];
  WATCHED.set(root, all);
  users.node.addValidation({
    validate: () => {
      const attached = new AttachedPolicies(root);
      return all.flatMap((set) => set.roles.flatMap(({ role }) => problemsOf(role, attached)));
    },
  });
}

function problemsOf(role: IRole, attached: AttachedPolicies): string[] {
  const resource = role.node.defaultChild;
  const inline = CfnRole.isCfnRole(resource) ? inlinePolicies(resource) : [];
  const policies = attached.on(role);
  if (inline.length === 0 && isOursAlone(role, policies)) return [];

  const all = [...inline, ...policies.map(rendered)];
  return [
    ...foreignStatements(role, all),
    ...inlineQuotaProblem(role.node.path, all.filter(({ managed }) => !managed).flatMap(({ statements }) => statements)),
    ...all.filter(({ managed }) => managed).flatMap(({ path, statements }) => managedQuotaProblem(path, statements)),
  ];
}

/**
 * Whether nothing is on the role but what this library granted, and too little to come near a quota:
 * then there is nothing to judge, and rendering, the larger part of a synthesis, is spared.
 */
function isOursAlone(role: IRole, policies: readonly (CfnPolicy | CfnManagedPolicy)[]): boolean {
  const granted = roleRecord(role).allowed;
  if (policies.length > 1) return false;
  return policies.every(({ policyDocument }) => policyDocument instanceof PolicyDocument && policyDocument.statementCount === granted.length)
    && isFarBelowQuota(granted);
}

function foreignStatements(role: IRole, policies: readonly RenderedPolicy[]): string[] {
  const granted = new Set(roleRecord(role).allowed.flatMap((allow) => pairs(Stack.of(role).resolve({
    Action: allow.actions, Resource: allow.resourceArns, Condition: allow.conditions,
  }))));
  const isGuarded = guardedIn(role);
  return policies.flatMap(({ path, statements }) => statements
    .filter((statement) => statement.Effect === 'Allow' && !isGranted(statement, granted) && reachesUserData(statement, isGuarded))
    .map((statement) => foreignStatement(path, statement)));
}

function foreignStatement(path: string, statement: RenderedStatement): string {
  return describe({
    code: 'user-data-statement',
    where: path,
    got: `${[statement.Action ?? `NotAction ${statement.NotAction}`].flat().join(', ')} on a table or bucket whose users are kept apart`,
    want: 'the statements of UserTableGrants and UserBucketGrants alone',
    fix: 'grant it to a role of your backend instead; an ordinary grant on a users\' role reaches every user\'s data',
  });
}

function reachesUserData(statement: RenderedStatement, isGuarded: (resource: string) => boolean): boolean {
  const actions = [statement.Action ?? []].flat();
  if (statement.NotAction === undefined && !actions.some((action) => reachedService(String(action)) !== undefined)) return false;
  if (statement.NotResource !== undefined) return true;
  return [statement.Resource ?? []].flat().some((resource) => overlaps(resource, isGuarded));
}

/** Whether a statement, merged or not, says nothing but what this library granted. */
function isGranted(statement: RenderedStatement, granted: ReadonlySet<string>): boolean {
  return statement.NotAction === undefined && statement.NotResource === undefined && pairs(statement).every((pair) => granted.has(pair));
}

/** Whether a resource could be a guarded one: it is named, or a wildcard stands where its name would. */
function overlaps(resource: unknown, isGuarded: (resource: string) => boolean): boolean {
  if (isGuarded(JSON.stringify(resource))) return true;
  // Behind a `/` a wildcard stands for objects or indexes of a resource that is named before it.
  return typeof resource === 'string' && /^[^/]*[*?]|^arn:[^/]*table\/[^/]*[*?]/.test(resource);
}

/** Merged statements (a feature flag of CDK) hold every combination of theirs; so each is looked at by itself. */
function pairs(statement: Pick<RenderedStatement, 'Action' | 'Resource' | 'Condition'>): string[] {
  const condition = JSON.stringify(statement.Condition);
  return [statement.Action ?? []].flat().flatMap((action) => [statement.Resource ?? []].flat()
    .map((resource) => `${action} ${JSON.stringify(resource)} ${condition}`));
}
