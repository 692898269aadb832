import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { readTrust } from '../read-trust';
import { isUnread, unreadIn } from '../unread';
import { objectsOf, textOf, textsOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html */
export function readRole(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { stack, logicalId, path, ref, attributes, properties, region } = resource;
  const place = { stack, logicalId, path };
  const listed = properties.ManagedPolicyArns;
  const reason = unreadIn(listed) ?? unreadIn(properties.PermissionsBoundary);
  if (reason !== undefined) gap(reason);
  collector.claim(attributes.Arn, gap);
  const inline = objectsOf(properties.Policies).map(({ PolicyName, PolicyDocument }) => collector.readPolicy(textOf(PolicyName) ?? 'inline policy', PolicyDocument, place));
  if (isUnread(properties.Policies) || (Array.isArray(properties.Policies) && properties.Policies.some(isUnread))) gap('some of its inline policies cannot be read');
  collector.roles.set(ref, {
    ...place,
    region,
    role: { arn: attributes.Arn, name: ref, roleId: attributes.RoleId, maxSessionDuration: 3600, trustPolicy: properties.AssumeRolePolicyDocument },
    trust: readTrust(properties.AssumeRolePolicyDocument, place),
    policies: [...inline, ...isUnread(listed) ? [collector.readPolicy('managed policies', listed, place)] : []],
    managed: [...textsOf(listed), ...(Array.isArray(listed) ? listed : []).filter(isUnread).map((one) => `unknown: ${one.reason}`)],
    boundary: properties.PermissionsBoundary === undefined ? undefined : textOf(properties.PermissionsBoundary) ?? 'unknown',
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-policy.html */
export function readPolicyOfRoles(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const policy = collector.readPolicy(textOf(resource.properties.PolicyName) ?? resource.logicalId, resource.properties.PolicyDocument, resource);
  putOnRoles(resource, collector, gap, (name) => collector.roleNamed(name, resource).policies.push(policy));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html */
export function readManagedPolicy(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const policy = collector.readPolicy(resource.logicalId, resource.properties.PolicyDocument, resource);
  collector.claim(resource.ref, gap);
  collector.managedPolicies.set(resource.ref, policy);
  putOnRoles(resource, collector, gap, (name) => collector.roleNamed(name, resource).policies.push(policy));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-rolepolicy.html */
export function readRolePolicy(resource: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { PolicyName, PolicyDocument, RoleName } = resource.properties;
  const policy = collector.readPolicy(textOf(PolicyName) ?? resource.logicalId, PolicyDocument, resource);
  putOnRoles({ ...resource, properties: { Roles: [RoleName] } }, collector, gap, (name) => collector.roleNamed(name, resource).policies.push(policy));
}

function putOnRoles({ properties }: Pick<ReadResource, 'properties'>, collector: Collector, gap: (reason: string) => void, put: (name: string) => void): void {
  const reason = unreadIn(properties.Roles);
  if (reason !== undefined) gap(`on which roles it is: ${reason}`);
  for (const name of textsOf(properties.Roles)) collector.later(() => put(name));
}

