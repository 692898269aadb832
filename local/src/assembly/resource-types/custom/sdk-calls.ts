import { AssemblyError } from '../../assembly-error';
import { isObject } from '../../json';
import { onlyProperties, optionalText, refuse } from '../properties';
import type { Resource, ResourceType } from '../resource-type';

export const CALLS = ['Create', 'Update', 'Delete'];
/** Services whose state the local cloud has itself: what changes it would be missing here. */
const SERVICES_THAT_RUN = ['cognito-identity', 'cognito-identity-provider', 'dynamodb', 'iam', 'kms', 's3', 's3-control', 'sqs', 'sts'];
const READS = /^(?:batchget|describe|get|head|list)/;

/**
 * CDK's `AwsCustomResource`: calls of an AWS SDK at deployment, which are not made. Those that change what the local cloud runs are
 * refused, since they could say who may do what.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsCustomResource.html
 */
export const sdkCalls: ResourceType = {
  identify: (resource) => ({ ref: resource.physicalName(64), attributes: {}, otherAttribute: (name) => `${resource.logicalId}.${name}` }),
  declare: (resource) => {
    onlyProperties(resource, CALLS, ['InstallLatestAwsSdk', 'ServiceToken', 'ServiceTimeout']);
    for (const property of CALLS) checkCall(resource, property);
  },
};

function checkCall(resource: Resource, property: string): void {
  const text = optionalText(resource, property);
  if (text === undefined) return;
  const call = callIn(text);
  if (call === undefined) return refuse(resource, property, text, 'JSON with service and action');
  if (SERVICES_THAT_RUN.includes(call.service) && !isReading(call)) {
    throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}.${property}: calls ${call.action} of ${call.service}, which the local cloud does not do at deployment: want a resource of CloudFormation for it`, true);
  }
}

export interface SdkCall {
  readonly service: string;
  readonly action: string;
}

export function isReading({ action }: SdkCall): boolean {
  return READS.test(action);
}

/** `@aws-sdk/client-s3`, `S3` and `s3` are the same; so are `PutObjectCommand` and `putObject`. */
export function callIn(text: string): SdkCall | undefined {
  try {
    const call: unknown = JSON.parse(text);
    if (!isObject(call) || typeof call.service !== 'string' || typeof call.action !== 'string') return undefined;
    const service = call.service.toLowerCase().replace(/^@aws-sdk\/client-/, '');
    return { service: ALIASES.get(service) ?? service, action: call.action.toLowerCase().replace(/command$/, '') };
  } catch {
    return undefined;
  }
}

/** Names of the SDK for JavaScript 2 that differ from those of its packages of version 3. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['cognitoidentity', 'cognito-identity'],
  ['cognitoidentityserviceprovider', 'cognito-identity-provider'],
  ['cognitoidentityprovider', 'cognito-identity-provider'],
  ['s3control', 's3-control'],
]);
