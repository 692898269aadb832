import { AssemblyError } from '../assembly-error';
import { cdkMetadata } from './cdk-metadata';
import { identityPool } from './cognito-identity-pool';
import { identityPoolRoleAttachment } from './cognito-identity-pool-role-attachment';
import { userPool } from './cognito-user-pool';
import { userPoolClient } from './cognito-user-pool-client';
import { globalTable } from './dynamodb-global-table';
import { table } from './dynamodb-table';
import { managedPolicy } from './iam-managed-policy';
import { oidcProvider } from './iam-oidc-provider';
import { policy } from './iam-policy';
import { role } from './iam-role';
import type { Resource, ResourceType } from './resource-type';
import { bucket } from './s3-bucket';
import { bucketPolicy } from './s3-bucket-policy';
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
  ['AWS::IAM::ManagedPolicy', managedPolicy],
  ['AWS::IAM::OIDCProvider', oidcProvider],
  ['AWS::IAM::Policy', policy],
  ['AWS::IAM::Role', role],
  ['AWS::S3::Bucket', bucket],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  ['AWS::SQS::Queue', sqsQueue],
  ['AWS::SSM::Parameter', ssmParameter],
]);

export function resourceType({ type, logicalId, stack }: Resource): ResourceType {
  const found = TYPES.get(type);
  if (found === undefined) {
    throw new AssemblyError(
      `stack ${stack}: ${logicalId} is of type ${type}, which the local cloud does not support yet; it knows ${[...TYPES.keys()].join(', ')}`, true,
    );
  }
  return found;
}
