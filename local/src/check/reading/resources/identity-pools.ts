import { isObject } from '../../../assembly/json';
import type { RoleMapping, RoleRule } from '../../../cognito/role-mapping';
import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { isUnread, unreadIn } from '../unread';
import { objectsOf, textOf } from './values';

/** Unless it says no, it may be yes. */
function mayBe(value: unknown): boolean {
  return isUnread(value) || value === true || value === 'true';
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypool.html */
export function readPool({ stack, logicalId, path, ref, properties }: ReadResource, collector: Collector): void {
  const { AllowUnauthenticatedIdentities, AllowClassicFlow } = properties;
  collector.pools.set(ref, {
    stack,
    logicalId,
    path,
    id: ref,
    allowsGuests: mayBe(AllowUnauthenticatedIdentities),
    allowsClassicFlow: mayBe(AllowClassicFlow),
    mappings: [],
    idTags: collector.idTags.get(ref) ?? [],
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cognito-identitypoolroleattachment.html */
export function readAttachment(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { IdentityPoolId, Roles, RoleMappings } = resource.properties;
  const reason = unreadIn([IdentityPoolId, Roles, RoleMappings]);
  if (reason !== undefined) gap(reason);
  const roles = isObject(Roles) ? Roles : {};
  const mappings = objectsOf(isObject(RoleMappings) ? Object.values(RoleMappings) : []).map((mapping): RoleMapping => ({
    ambiguous: mapping.AmbiguousRoleResolution === 'Deny' ? 'Deny' : 'AuthenticatedRole',
    ...mapping.Type === 'Rules' && isObject(mapping.RulesConfiguration) && { rules: objectsOf(mapping.RulesConfiguration.Rules).map(ruleOf) },
  }));
  for (const arn of [roles.authenticated, roles.unauthenticated, ...mappings.flatMap(({ rules = [] }) => rules.map(({ roleArn }) => roleArn))]) {
    collector.wantRole(textOf(arn), gap);
  }
  collector.later(() => {
    const pool = collector.pools.get(textOf(IdentityPoolId) ?? '');
    if (pool === undefined) return;
    collector.pools.set(pool.id, { ...pool, authenticated: textOf(roles.authenticated), unauthenticated: textOf(roles.unauthenticated), mappings });
  });
}

function ruleOf({ Claim, MatchType, Value, RoleARN }: { [name: string]: unknown }): RoleRule {
  return { claim: textOf(Claim) ?? '', match: MatchType as RoleRule['match'], value: textOf(Value) ?? '', roleArn: textOf(RoleARN) ?? '' };
}
