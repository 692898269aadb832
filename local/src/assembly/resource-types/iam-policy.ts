import { identityPolicy } from './policy-document';
import { onlyProperties, refuse, textProperty } from './properties';
import { putOnRoles } from './put-on-roles';
import type { ResourceType } from './resource-type';

/** Inline policy put on roles. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-policy.html */
export const policy: ResourceType = {
  identify: (resource) => ({ ref: textProperty(resource, 'PolicyName'), attributes: {} }),
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, ['PolicyName', 'PolicyDocument', 'Roles']);
    const policyDocument = identityPolicy(resource, 'PolicyDocument');
    putOnRoles(resource, account, (role) => {
      // PutRolePolicy replaces the one of that name: which one stays is a matter of luck.
      if (role.inlinePolicies.has(ref)) refuse(resource, 'PolicyName', ref, `a name that no other policy of role ${role.name} has`);
      role.inlinePolicies.set(ref, policyDocument);
    });
  },
};
