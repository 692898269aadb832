import { iamName, iamPath } from './iam-names';
import { identityPolicy } from './policy-document';
import { onlyProperties, optionalText, refuse } from './properties';
import { putOnRoles } from './put-on-roles';
import type { Resource, ResourceType } from './resource-type';
import { uniqueId } from '../physical-name';

const MAX_NAME_LENGTH = 128;

function policyArn(resource: Resource): string {
  const { partition, account } = resource.environment;
  return `arn:${partition}:iam::${account}:policy${iamPath(resource)}${iamName(resource, 'ManagedPolicyName', MAX_NAME_LENGTH)}`;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html */
export const managedPolicy: ResourceType = {
  replacedOn: ['ManagedPolicyName', 'Path', 'Description'],
  namedBy: 'ManagedPolicyName',
  identify: (resource) => {
    const arn = policyArn(resource);
    return { ref: arn, attributes: { PolicyArn: arn } };
  },
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, ['ManagedPolicyName', 'Path', 'Description', 'PolicyDocument', 'Roles']);
    if (account.managedPolicies.has(ref)) refuse(resource, 'ManagedPolicyName', ref, 'a name of its own');
    account.managedPolicies.set(ref, {
      arn: ref,
      policyId: uniqueId('ANPA', ref, resource),
      description: optionalText(resource, 'Description'),
      created: resource.created,
      document: identityPolicy(resource, 'PolicyDocument'),
    });
    putOnRoles(resource, account, (role) => role.managedPolicyArns.push(ref));
  },
};
