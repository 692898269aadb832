import { AssemblyError } from '../assembly-error';
import { isObject } from '../json';
import { uniqueId } from '../physical-name';
import { document, objectList, optionalText, textList } from './properties';
import type { Resource, ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 64;
const DEFAULT_SESSION_SECONDS = 3600;

function roleName(resource: Resource): string {
  return optionalText(resource, 'RoleName') ?? resource.physicalName(MAX_NAME_LENGTH);
}

function roleArn(resource: Resource): string {
  const { partition, account } = resource.environment;
  return `arn:${partition}:iam::${account}:role${optionalText(resource, 'Path') ?? '/'}${roleName(resource)}`;
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-role.html */
export const role: ResourceType = {
  identify: (resource) => {
    const arn = roleArn(resource);
    return { ref: roleName(resource), attributes: { Arn: arn, RoleId: uniqueId('AROA', arn) } };
  },
  declare: (resource, { ref, attributes }, account) => {
    if (account.roles.has(ref)) throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}: role ${ref} is defined twice`);
    account.roles.set(ref, {
      path: resource.path,
      name: ref,
      arn: attributes.Arn,
      roleId: attributes.RoleId,
      maxSessionDuration: Number(resource.property('MaxSessionDuration') ?? DEFAULT_SESSION_SECONDS),
      trustPolicy: document(resource, 'AssumeRolePolicyDocument'),
      boundaryArn: optionalText(resource, 'PermissionsBoundary'),
      managedPolicyArns: textList(resource, 'ManagedPolicyArns'),
      inlinePolicies: new Map(objectList(resource, 'Policies')
        .map((inline) => [String(inline.PolicyName), isObject(inline.PolicyDocument) ? inline.PolicyDocument : {}])),
    });
  },
};
