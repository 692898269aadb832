import { readBucket, readBucketPolicy } from './resources/buckets';
import { readAttachment, readPool } from './resources/identity-pools';
import { readManagedPolicy, readPolicyOfRoles, readRole, readRolePolicy } from './resources/roles';
import { readProvider } from './resources/oidc-providers';
import { readPolicyOfOthers } from './resources/policies-of-others';
import { readSdkCalls } from './resources/sdk-calls';
import { readGroup } from './resources/user-pool-groups';
import { readQueue, readQueuePolicy } from './resources/queues';
import { readTable } from './resources/tables';
import { carriesPermissions } from '../../assembly/resource-types/permissions';
import { INERT_POLICY_ROWS } from '../../assembly/resource-types/inert/policies';
import type { Collector } from './collector';
import { isCustom, isHarmless } from './harmless';
import type { ReadResource } from './read-resource';

/** Reads one resource; `gap` notes what cannot be read of it. */
export type ReadResourceType = (resource: ReadResource, collector: Collector, gap: (reason: string) => void) => void;

const READERS: ReadonlyMap<string, ReadResourceType> = new Map<string, ReadResourceType>([
  ['AWS::Cognito::IdentityPool', readPool],
  ['AWS::Cognito::IdentityPoolRoleAttachment', readAttachment],
  ['AWS::Cognito::UserPoolGroup', readGroup],
  ['AWS::DynamoDB::GlobalTable', readTable],
  ['AWS::DynamoDB::Table', readTable],
  ['AWS::IAM::ManagedPolicy', readManagedPolicy],
  ['AWS::IAM::OIDCProvider', readProvider],
  ['AWS::IAM::Policy', readPolicyOfRoles],
  ['AWS::IAM::Role', readRole],
  ['AWS::IAM::RolePolicy', readRolePolicy],
  ['AWS::S3::Bucket', readBucket],
  ['AWS::S3::BucketPolicy', readBucketPolicy],
  ['AWS::SQS::Queue', readQueue],
  ['AWS::SQS::QueuePolicy', readQueuePolicy],
  ['Custom::AWS', readSdkCalls],
  ['Custom::AWSCDKOpenIdConnectProvider', readProvider],
  ['Custom::DescribeCognitoUserPoolClient', readSdkCalls],
  ['Custom::UserPoolCloudFrontDomainName', readSdkCalls],
  ...Object.keys(INERT_POLICY_ROWS).map((type): [string, ReadResourceType] => [type, readPolicyOfOthers]),
  ...['AWS::CloudFormation::Stack', 'AWS::CloudFormation::Macro'].map((type): [string, ReadResourceType] => [type, (_, __, gap) => gap('its resources are not in this template')]),
]);

/** `undefined`: nothing that users of a web identity reach, as far as its type tells. */
export function readerOf(type: string): ReadResourceType | undefined {
  const known = READERS.get(type);
  if (known !== undefined || isHarmless(type)) return known;
  if (isCustom(type)) return (_, __, gap) => gap('it is made by code that nobody reads here: it may say who may do what');
  if (type.endsWith('::MODULE')) return (_, __, gap) => gap('a module is expanded at deployment');
  return carriesPermissions(type) ? unreadPolicy : undefined;
}

/** For what holds a policy, or is one, and has no reader. */
export const unreadPolicy: ReadResourceType = (_, __, gap) => gap('it says who may do what, and the check does not read it');
