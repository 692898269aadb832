import { readBucket, readBucketPolicy } from './resources/buckets';
import { readAttachment, readPool } from './resources/identity-pools';
import { readManagedPolicy, readPolicyOfRoles, readRole, readRolePolicy } from './resources/roles';
import { readProvider } from './resources/oidc-providers';
import { readQueue, readQueuePolicy } from './resources/queues';
import { readTable } from './resources/tables';
import type { Collector } from './collector';
import type { ReadResource } from './read-resource';

/** Reads one resource; `gap` notes what cannot be read of it. */
export type ReadResourceType = (resource: ReadResource, collector: Collector, gap: (reason: string) => void) => void;

const READERS: ReadonlyMap<string, ReadResourceType> = new Map<string, ReadResourceType>([
  ['AWS::Cognito::IdentityPool', readPool],
  ['AWS::Cognito::IdentityPoolRoleAttachment', readAttachment],
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
  ...['AWS::CloudFormation::Stack', 'AWS::CloudFormation::Macro'].map((type): [string, ReadResourceType] => [type, (_, __, gap) => gap('its resources are not in this template')]),
]);

/** `undefined`: nothing that users of a web identity reach, as far as its type tells. */
export function readerOf(type: string): ReadResourceType | undefined {
  const known = READERS.get(type);
  if (known !== undefined) return known;
  // Made by code that nobody reads here: it may be a policy.
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') return undefined;
  return type.endsWith('::MODULE') ? (_, __, gap) => gap('a module is expanded at deployment') : undefined;
}
