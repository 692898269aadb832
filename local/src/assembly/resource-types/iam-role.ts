import { iamName, iamPath } from './iam-names';
import { identityPolicy, trustPolicy } from './policy-document';
import { objectList, onlyProperties, optionalText, refuse, textList } from './properties';
import type { Identity, Resource, ResourceType } from './resource-type';
import { tagsOf } from './tags';
import { isObject, type JsonObject } from '../json';
import { uniqueId } from '../physical-name';

const MAX_NAME_LENGTH = 64;
/** IAM API Reference, CreateRole: 1 to 12 hours, 1 hour if left out. */
const SESSION_SECONDS = { min: 3600, max: 43_200, usual: 3600 };

function identify(resource: Resource): Identity {
  const { partition, account } = resource.environment;
  const name = iamName(resource, 'RoleName', MAX_NAME_LENGTH);
  const arn = `arn:${partition}:iam::${account}:role${iamPath(resource)}${name}`;
  return { ref: name, attributes: { Arn: arn, RoleId: uniqueId('AROA', arn, resource) } };
}

function maxSessionDuration(resource: Resource): number {
  const value = resource.property('MaxSessionDuration') ?? SESSION_SECONDS.usual;
  const seconds = typeof value === 'string' ? Number(value) : value;
  const valid = Number.isInteger(seconds) && Number(seconds) >= SESSION_SECONDS.min && Number(seconds) <= SESSION_SECONDS.max;
  return valid ? Number(seconds) : refuse(resource, 'MaxSessionDuration', value, `${SESSION_SECONDS.min} to ${SESSION_SECONDS.max}`);
}

function inlinePolicies(resource: Resource): Map<string, JsonObject> {
  const policies = new Map<string, JsonObject>();
  for (const { PolicyName, PolicyDocument } of objectList(resource, 'Policies')) {
    if (typeof PolicyName !== 'string' || policies.has(PolicyName)) return refuse(resource, 'Policies.PolicyName', PolicyName, 'a name of its own for each');
    const found = isObject(PolicyDocument) ? PolicyDocument : refuse(resource, 'Policies.PolicyDocument', PolicyDocument, 'a policy document');
    policies.set(PolicyName, identityPolicy(resource, 'Policies.PolicyDocument', found));
  }
  return policies;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html */
export const role: ResourceType = {
  replacedOn: ['RoleName', 'Path'],
  namedBy: 'RoleName',
  identify,
  declare: (resource, { ref, attributes }, account) => {
    onlyProperties(resource, [
      'RoleName', 'Path', 'Description', 'AssumeRolePolicyDocument', 'ManagedPolicyArns', 'MaxSessionDuration', 'PermissionsBoundary', 'Policies', 'Tags',
    ]);
    // IAM API Reference, CreateRole: "Names are not distinguished by case".
    const twin = [...account.roles.keys()].find((name) => name.toLowerCase() === ref.toLowerCase());
    if (twin !== undefined) refuse(resource, 'RoleName', ref, `a name that differs from that of role ${twin} in more than case`);
    account.roles.set(ref, {
      path: resource.path,
      stack: resource.stack,
      logicalId: resource.logicalId,
      name: ref,
      arn: attributes.Arn,
      roleId: attributes.RoleId,
      description: optionalText(resource, 'Description'),
      created: resource.created,
      maxSessionDuration: maxSessionDuration(resource),
      trustPolicy: trustPolicy(resource, 'AssumeRolePolicyDocument'),
      tags: tagsOf(resource),
      boundaryArn: optionalText(resource, 'PermissionsBoundary'),
      managedPolicyArns: [...textList(resource, 'ManagedPolicyArns')],
      inlinePolicies: inlinePolicies(resource),
    });
  },
};
