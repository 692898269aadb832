import { AssemblyError } from '../assembly-error';
import { cdkMetadata } from './cdk-metadata';
import { identityPool } from './cognito-identity-pool';
import { identityPoolPrincipalTag } from './cognito-identity-pool-principal-tag';
import { identityPoolRoleAttachment } from './cognito-identity-pool-role-attachment';
import { userPool } from './cognito-user-pool';
import { userPoolClient } from './cognito-user-pool-client';
import { userPoolGroup } from './cognito-user-pool-group';
import { autoDeleteObjects } from './custom/auto-delete-objects';
import { bucketDeployment } from './custom/bucket-deployment';
import { cfnJson, cfnJsonStringify } from './custom/cfn-json';
import { inertCustom } from './custom/inert-custom';
import { sdkCalls } from './custom/sdk-calls';
import { globalTable } from './dynamodb-global-table';
import { table } from './dynamodb-table';
import { ecrRepository } from './ecr-repository';
import { managedPolicy } from './iam-managed-policy';
import { customOidcProvider, oidcProvider } from './iam-oidc-provider';
import { policy } from './iam-policy';
import { role } from './iam-role';
import { inert } from './inert/inert';
import { INERT_POLICY_ROWS } from './inert/policies';
import type { InertRow } from './inert/template';
import { INERT_ROWS } from './inert/types';
import { kmsAlias } from './kms-alias';
import { kmsKey } from './kms-key';
import { carriesPermissions } from './permissions';
import type { Resource, ResourceType } from './resource-type';
import { bucket } from './s3-bucket';
import { bucketPolicy } from './s3-bucket-policy';
import { skipped } from './skipped';
import { sqsQueue } from './sqs-queue';
import { queuePolicy } from './sqs-queue-policy';
import { ssmParameter } from './ssm-parameter';

export type { Identity, Resource } from './resource-type';

const QUEUE = 'AWS::SQS::Queue';
/** Of a queue in a template that is read and not run. */
const NOWHERE = 'http://127.0.0.1';

const TYPES: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ['AWS::CDK::Metadata', cdkMetadata],
  ['AWS::Cognito::IdentityPool', identityPool],
  ['AWS::Cognito::IdentityPoolPrincipalTag', identityPoolPrincipalTag],
  ['AWS::Cognito::IdentityPoolRoleAttachment', identityPoolRoleAttachment],
  ['AWS::Cognito::UserPool', userPool],
  ['AWS::Cognito::UserPoolClient', userPoolClient],
  ['AWS::Cognito::UserPoolGroup', userPoolGroup],
  ['AWS::DynamoDB::GlobalTable', globalTable],
  ['AWS::DynamoDB::Table', table],
  ['AWS::ECR::Repository', ecrRepository],
  ['AWS::IAM::ManagedPolicy', managedPolicy],
  ['AWS::IAM::OIDCProvider', oidcProvider],
  ['AWS::IAM::Policy', policy],
  ['AWS::IAM::Role', role],
  ['AWS::KMS::Alias', kmsAlias],
  ['AWS::KMS::Key', kmsKey],
  ['AWS::S3::Bucket', bucket],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  [QUEUE, sqsQueue(NOWHERE)],
  ['AWS::SQS::QueuePolicy', queuePolicy],
  ['AWS::SSM::Parameter', ssmParameter],
  ...rows(INERT_POLICY_ROWS),
  // CDK's, with functions behind them on AWS.
  ['Custom::AWSCDKCfnJson', cfnJson],
  ['Custom::AWSCDKCfnJsonStringify', cfnJsonStringify],
  ['Custom::AWSCDKOpenIdConnectProvider', customOidcProvider],
  ['Custom::S3AutoDeleteObjects', autoDeleteObjects],
]);

/** Known, and not run. */
const INERT_TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ...rows(INERT_ROWS),
  ['Custom::CDKBucketDeployment', bucketDeployment],
  ...['Custom::LogRetention', 'Custom::S3BucketNotifications', 'Custom::VpcRestrictDefaultSG']
    .map((type) => [type, inertCustom] as const),
  ...['Custom::AWS', 'Custom::CloudwatchLogResourcePolicy', 'Custom::DescribeCognitoUserPoolClient', 'Custom::UserPoolCloudFrontDomainName']
    .map((type) => [type, sdkCalls] as const),
]);

function rows(all: { readonly [type: string]: InertRow }): (readonly [type: string, ResourceType])[] {
  return Object.entries(all).map(([type, row]) => [type, inert(row)] as const);
}

/** How the type of a resource becomes part of the account. Throws `AssemblyError` for one that is not known. */
export interface FindResourceType {
  (resource: Pick<Resource, 'type' | 'logicalId' | 'stack'>): ResourceType;
  /** Whether types that are not known are passed over. */
  readonly skips?: boolean;
}

export const knownType: FindResourceType = ({ type, logicalId, stack }) => {
  const found = findType(type);
  if (found !== undefined) return found;
  throw new AssemblyError(
    `stack ${stack}: ${logicalId} is of type ${type}, which the local cloud does not support; it runs ${[...TYPES.keys()].join(', ')}`
    + `, and knows ${INERT_TYPES.size} types more that it does not run${carriesPermissions(type) ? '' : '; --skip-unknown passes such resources over'}`, true,
  );
};

/** Passes over what is not known: a name to refer to, and nothing behind it. Permissions are never passed over. */
export const knownTypeOrSkipped: FindResourceType = Object.assign(({ type, logicalId, stack }: Pick<Resource, 'type' | 'logicalId' | 'stack'>) => {
  const found = findType(type);
  if (found !== undefined) return found;
  if (!carriesPermissions(type)) return skipped;
  throw new AssemblyError(`stack ${stack}: ${logicalId} is of type ${type}: ${NEVER_SKIPPED}`, true);
}, { skips: true });

/** The same, with queues whose URLs lead to where the local cloud listens: clients of SQS go where those lead. */
export function queuesAt(origin: string, findResourceType: FindResourceType): FindResourceType {
  const queue = sqsQueue(origin);
  const found = (resource: Parameters<FindResourceType>[0]): ResourceType => (resource.type === QUEUE ? queue : findResourceType(resource));
  return Object.assign(found, { skips: findResourceType.skips });
}

export const NEVER_SKIPPED = 'it says who may do what, so that it is not passed over: without it, the local cloud would decide otherwise than AWS; '
  + 'want the same in a type that it knows (AWS::IAM::Policy, AWS::IAM::ManagedPolicy, AWS::S3::BucketPolicy, …), or a stack without it';

export function isKnownType(type: string): boolean {
  return findType(type) !== undefined;
}

/** Whether nothing is behind a resource of the type, though it is known. */
export function isInertType(type: string): boolean {
  return INERT_TYPES.has(type);
}

function findType(type: string): ResourceType | undefined {
  return TYPES.get(type) ?? INERT_TYPES.get(type);
}

/** Whether it is passed over where that is asked for. */
export function isSkipped(type: string): boolean {
  return !isKnownType(type) && !carriesPermissions(type);
}
