import { AssemblyError } from '../assembly-error';
import { cdkMetadata } from './cdk-metadata';
import { identityPool } from './cognito-identity-pool';
import { identityPoolRoleAttachment } from './cognito-identity-pool-role-attachment';
import { userPool } from './cognito-user-pool';
import { userPoolClient } from './cognito-user-pool-client';
import { globalTable } from './dynamodb-global-table';
import { table } from './dynamodb-table';
import { ecrRepository } from './ecr-repository';
import { managedPolicy } from './iam-managed-policy';
import { oidcProvider } from './iam-oidc-provider';
import { policy } from './iam-policy';
import { role } from './iam-role';
import { kmsAlias } from './kms-alias';
import { kmsKey } from './kms-key';
import { lambdaPermission } from './lambda-permission';
import { carriesPermissions } from './permissions';
import type { Resource, ResourceType } from './resource-type';
import { bucket } from './s3-bucket';
import { bucketPolicy } from './s3-bucket-policy';
import { skipped } from './skipped';
import { sqsQueue } from './sqs-queue';
import { ssmParameter } from './ssm-parameter';

export type { Identity, Resource } from './resource-type';

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['AWS::CDK::Metadata', cdkMetadata],
  ['AWS::Cognito::IdentityPool', identityPool],
  ['AWS::Cognito::IdentityPoolRoleAttachment', identityPoolRoleAttachment],
  ['AWS::Cognito::UserPool', userPool],
  ['AWS::Cognito::UserPoolClient', userPoolClient],
  ['AWS::DynamoDB::GlobalTable', globalTable],
  ['AWS::DynamoDB::Table', table],
  ['AWS::ECR::Repository', ecrRepository],
  ['AWS::IAM::ManagedPolicy', managedPolicy],
  ['AWS::IAM::OIDCProvider', oidcProvider],
  ['AWS::IAM::Policy', policy],
  ['AWS::IAM::Role', role],
  ['AWS::KMS::Alias', kmsAlias],
  ['AWS::KMS::Key', kmsKey],
  ['AWS::Lambda::Permission', lambdaPermission],
  ['AWS::S3::Bucket', bucket],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  ['AWS::SQS::Queue', sqsQueue],
  ['AWS::SSM::Parameter', ssmParameter],
]);

/** How the type of a resource becomes part of the account. Throws `AssemblyError` for one that is not known. */
export type FindResourceType = (resource: Pick<Resource, 'type' | 'logicalId' | 'stack'>) => ResourceType;

export const knownType: FindResourceType = ({ type, logicalId, stack }) => {
  const found = TYPES.get(type);
  if (found !== undefined) return found;
  const isSkippable = !carriesPermissions(type);
  throw new AssemblyError(
    `stack ${stack}: ${logicalId} is of type ${type}, which the local cloud does not support; it knows ${[...TYPES.keys()].join(', ')}`
    + (isSkippable ? '; --skip-unknown passes such resources over' : ''), true,
  );
};

/** Passes over what is not known: a name to refer to, and nothing behind it. Permissions are never passed over. */
export const knownTypeOrSkipped: FindResourceType = (resource) => {
  const { type, logicalId, stack } = resource;
  if (isSkipped(type)) return skipped;
  if (isKnownType(type)) return knownType(resource);
  throw new AssemblyError(`stack ${stack}: ${logicalId} is of type ${type}: ${NEVER_SKIPPED}`, true);
};

export const NEVER_SKIPPED = 'it says who may do what, so that it is not passed over: without it, the local cloud would decide otherwise than AWS; '
  + 'want the same in a type that it knows (AWS::IAM::Policy, AWS::IAM::ManagedPolicy, AWS::S3::BucketPolicy, …), or a stack without it';

export function isKnownType(type: string): boolean {
  return TYPES.has(type);
}

/** Whether it is passed over where that is asked for. */
export function isSkipped(type: string): boolean {
  return !isKnownType(type) && !carriesPermissions(type);
}
