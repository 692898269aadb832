import { AssemblyError } from '../assembly-error';
import { document, optionalText, refuseProperties, textList } from './properties';
import type { Resource, ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 128;

function policyArn(resource: Resource): string {
  const { partition, account } = resource.environment;
  const name = optionalText(resource, 'ManagedPolicyName') ?? resource.physicalName(MAX_NAME_LENGTH);
  return `arn:${partition}:iam::${account}:policy${optionalText(resource, 'Path') ?? '/'}${name}`;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html */
export const managedPolicy: ResourceType = {
  identify: (resource) => {
    const arn = policyArn(resource);
    return { ref: arn, attributes: { PolicyArn: arn } };
  },
  declare: (resource, { ref }, account) => {
    refuseProperties(resource, ['Users', 'Groups']);
    account.managedPolicies.set(ref, document(resource, 'PolicyDocument'));
    for (const name of textList(resource, 'Roles')) {
      account.afterwards.push(() => {
        const role = account.roles.get(name);
        if (role === undefined) throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId} is put on role ${name}, which these stacks do not define`);
        role.managedPolicyArns.push(ref);
      });
    }
  },
};
