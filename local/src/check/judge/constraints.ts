import { patternsOfCondition, patternsOfResources } from './patterns-of';
import type { RequestContext, Statement } from '../../iam';
import type { Condition } from '../../iam/conditions';
import { namingOf } from '../../iam/principals';
import type { Role } from '../../sts';
import { assumedRole } from '../../sts/session-context';
import type { Pattern } from '../patterns/pattern';
import type { ModelRole, ReadPolicy } from '../reading/model';

/** What must match one of some patterns for a request to be allowed: the text that says whose data it is about. */
export type Constraint = readonly Pattern[];

/** Which text of a request says whose data it is about. */
export interface Subject {
  /** Condition keys that hold it, in lower case. */
  readonly keys: ReadonlySet<string>;
  /** Whether the key can hold several values: then the set operator says which of them are meant. */
  readonly isList: boolean;
  /** Whether the resource itself says it. */
  readonly isResource: boolean;
}

export const LEADING_KEYS: Subject = { keys: new Set(['dynamodb:leadingkeys', 'dynamodb:firstpartitionkeyvalues']), isList: true, isResource: false };
export const OBJECT: Subject = { keys: new Set(), isList: false, isResource: true };
export const LIST_PREFIX: Subject = { keys: new Set(['s3:prefix']), isList: false, isResource: false };

/** What binds one Allow. */
export interface BoundAllow {
  readonly policy: ReadPolicy;
  readonly statement: Statement;
  /** Each by itself must hold. */
  readonly constraints: readonly Constraint[];
}

/** The Allows that cover an action, each with what it and the Denies demand of the subject. */
export function boundAllows(
  role: ModelRole, ofResource: ReadPolicy | undefined, action: string, resources: readonly string[], subject: Subject,
  session: RequestContext, idKeys: ReadonlySet<string>,
): BoundAllow[] {
  const policies = [...role.policies, ...role.boundary ? [role.boundary] : [], ...ofResource ? [ofResource] : []];
  const denies = policies.flatMap((policy) => statementsOn(policy, 'Deny', action).flatMap((statement) => demandOf(statement, policy, resources, subject, session, idKeys)));
  const allows = [...role.policies, ...ofResource ? [ofResource] : []];
  return allows.flatMap((policy) => statementsOn(policy, 'Allow', action).filter((statement) => mayMean(statement, role.role)).map((statement): BoundAllow => ({
    policy, statement, constraints: [...constraintsOf(statement, policy, subject, session, idKeys), ...denies],
  })));
}

/** Whether a statement may be about some session of a role. Of a resource's policy many are about others: whoever empties a bucket before it is deleted. */
function mayMean({ principals }: Statement, role: Role): boolean {
  if (principals === undefined) return true;
  const { arn } = assumedRole(role, '');
  return namingOf(principals, { arn, role: role.arn }) !== 'none' || [...principals.byType.get('AWS') ?? []].some((name) => name.startsWith(arn));
}

/** The statements of an effect that name an action, whatever the resource. */
export function statementsOn({ policy }: ReadPolicy, effect: 'Allow' | 'Deny', action: string): Statement[] {
  const name = action.toLowerCase();
  return policy.statements.filter((statement) => statement.effect === effect && statement.matchesAction(name));
}

function constraintsOf(
  statement: Statement, policy: ReadPolicy, subject: Subject, session: RequestContext, idKeys: ReadonlySet<string>,
): Constraint[] {
  const ofKeys = statement.conditions.filter((condition) => subject.keys.has(condition.lookup) && isPositive(condition, subject))
    .map((condition) => patternsOfCondition(condition, policy, session, idKeys));
  const ofResource = subject.isResource && !statement.resources.not ? [patternsOfResources(policy, statement, session, idKeys)] : [];
  return [...ofKeys, ...ofResource];
}

/** What a request must be like for a Deny to let it pass; nothing where the Deny asks something else besides. */
function demandOf(
  statement: Statement, policy: ReadPolicy, resources: readonly string[], subject: Subject, session: RequestContext, idKeys: ReadonlySet<string>,
): Constraint[] {
  const ofSubject = statement.conditions.filter(({ lookup }) => subject.keys.has(lookup));
  const others = statement.conditions.filter(({ lookup }) => !subject.keys.has(lookup));
  if (!others.every((condition) => isOfSession(condition) && condition.test(session) === 'met')) return [];
  if (subject.isResource) {
    if (statement.resources.not) return [patternsOfResources(policy, statement, session, idKeys)];
    return namesAllBelow(policy, statement, resources) ? [NEVER] : [];
  }
  if (!coversAll(statement, resources, session)) return [];
  const [condition, second] = ofSubject;
  if (condition === undefined || second !== undefined || !isNegative(condition, subject)) return [];
  return [patternsOfCondition(condition, policy, session, idKeys)];
}

/** What no request is like. */
const NEVER: Constraint = [];

/** Whether a statement names everything in each of some buckets. */
function namesAllBelow({ statements }: ReadPolicy, { index }: Statement, buckets: readonly string[]): boolean {
  const named = [statements[index].source.Resource ?? []].flat();
  return buckets.every((bucket) => named.includes('*') || named.includes(`${bucket}/*`));
}

/** What the session says is the same in each of its requests. */
function isOfSession({ lookup }: Condition): boolean {
  return lookup.startsWith('aws:principal') || lookup === 'aws:federatedprovider';
}

function coversAll({ resources: { not, fixed, bound } }: Statement, resources: readonly string[], session: RequestContext): boolean {
  return resources.every((one) => (fixed(one, session) || (bound?.(one, session) ?? false)) !== not);
}

function isPositive({ operator, negated }: Condition, { isList }: Subject): boolean {
  if (negated || operator.endsWith('IfExists') || !/String(Equals|Like|EqualsIgnoreCase)$/.test(operator)) return false;
  // Without its key ForAllValues holds; requests without the key are asked by themselves. A single value is any value.
  return isList ? operator.startsWith('ForAllValues:') : !operator.startsWith('ForAllValues:');
}

function isNegative({ operator, negated }: Condition, { isList }: Subject): boolean {
  if (!negated || !/String(NotEquals|NotLike|NotEqualsIgnoreCase)$/.test(operator)) return false;
  return isList ? operator.startsWith('ForAnyValue:') : !operator.includes(':') || operator.startsWith('ForAnyValue:');
}
