import { AssemblyError } from '../assembly-error';
import { document, refuseProperties, textList, textProperty } from './properties';
import type { ResourceType } from './resource-type';

/** Inline policy put on roles. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-policy.html */
export const policy: ResourceType = {
  identify: (resource) => ({ ref: textProperty(resource, 'PolicyName'), attributes: {} }),
  declare: (resource, { ref }, account) => {
    refuseProperties(resource, ['Users', 'Groups']);
    for (const name of textList(resource, 'Roles')) {
      account.afterwards.push(() => {
        const role = account.roles.get(name);
        if (role === undefined) throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId} is put on role ${name}, which these stacks do not define`);
        role.inlinePolicies.set(ref, document(resource, 'PolicyDocument'));
      });
    }
  },
};
