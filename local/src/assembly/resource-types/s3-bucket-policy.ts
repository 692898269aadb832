import { document, onlyProperties, refuse, textProperty } from './properties';
import type { Resource, ResourceType } from './resource-type';
import { compilePolicy, MalformedPolicyError } from '../../iam';
import type { JsonObject } from '../json';
import { refuseTagConditions } from '../tag-conditions';

function policyDocument(resource: Resource): JsonObject {
  const found = document(resource, 'PolicyDocument');
  refuseTagConditions(`stack ${resource.stack}: ${resource.logicalId}`, [found]);
  try {
    const { attachedTo } = compilePolicy(found);
    return attachedTo === 'resource' ? found : refuse(resource, 'PolicyDocument', found, 'a Principal in every statement');
  } catch (error) {
    if (error instanceof MalformedPolicyError) return refuse(resource, 'PolicyDocument', error.message, 'a policy that AWS would take');
    throw error;
  }
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicy: ResourceType = {
  identify: (resource) => ({ ref: textProperty(resource, 'Bucket'), attributes: {} }),
  declare: (resource, { ref }, account) => {
    onlyProperties(resource, ['Bucket', 'PolicyDocument']);
    if (account.bucketPolicies.has(ref)) refuse(resource, 'Bucket', ref, 'a bucket that has no other policy: it has one, the last to come would win');
    account.bucketPolicies.set(ref, policyDocument(resource));
    account.afterwards.push(() => {
      if (!account.buckets.has(ref)) refuse(resource, 'Bucket', ref, 'a bucket that these stacks define');
    });
  },
};
