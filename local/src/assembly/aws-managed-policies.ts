import type { JsonObject } from './json';
import type { ManagedPolicy } from './managed-policy';
import { uniqueId } from './physical-name';

const allow = (...Action: string[]): JsonObject => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

/**
 * The managed policies of AWS that the roles of `cdk bootstrap` and of every function have, as far as the services of the local cloud go.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const POLICIES: readonly (Omit<ManagedPolicy, 'arn'> & { readonly name: string })[] = [
  {
    name: 'AdministratorAccess',
    policyId: 'ANPAIWMBCKSKIEE64ZLYK',
    description: 'Provides full access to AWS services and resources.',
    created: Date.parse('2015-02-06T18:39:46Z'),
    document: allow('*'),
  },
  {
    name: 'AWSCloudFormationReadOnlyAccess',
    policyId: 'ANPAJWVBEE4I2POWLODLW',
    description: 'Provides access to AWS CloudFormation via the AWS Management Console.',
    created: Date.parse('2015-02-06T18:39:49Z'),
    document: allow(
      'cloudformation:Describe*', 'cloudformation:EstimateTemplateCost', 'cloudformation:Get*', 'cloudformation:List*', 'cloudformation:ValidateTemplate',
      'cloudformation:Detect*'),
  },
  {
    name: 'service-role/AWSLambdaBasicExecutionRole',
    policyId: 'ANPAJNCQGXC42545SKXIK',
    description: 'Provides write permissions to CloudWatch Logs.',
    created: Date.parse('2015-04-09T15:03:43Z'),
    document: allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  },
  {
    name: 'ReadOnlyAccess',
    policyId: 'ANPAILL3HVNFSB6DCOWYQ',
    description: 'Provides read-only access to AWS services and resources.',
    created: Date.parse('2015-02-06T18:39:48Z'),
    document: allow(
      'cloudformation:Describe*', 'cloudformation:Detect*', 'cloudformation:EstimateTemplateCost', 'cloudformation:Get*', 'cloudformation:List*',
      'cloudformation:ValidateTemplate', 'cognito-identity:Describe*', 'cognito-identity:GetIdentityPoolRoles', 'cognito-identity:List*',
      'dynamodb:BatchGet*', 'dynamodb:Describe*', 'dynamodb:Get*', 'dynamodb:List*', 'dynamodb:PartiQLSelect', 'dynamodb:Query', 'dynamodb:Scan',
      'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*', 'ssm:Describe*', 'ssm:Get*', 'ssm:List*', 'sts:GetAccessKeyInfo', 'sts:GetCallerIdentity'),
  },
];

export const AWS_MANAGED_POLICIES: readonly string[] = POLICIES.map(({ name }) => name);

/** By ARN. */
export function awsManagedPolicies(partition: string): ReadonlyMap<string, ManagedPolicy> {
  return new Map(POLICIES.map(({ name, ...policy }) => {
    const arn = `arn:${partition}:iam::aws:policy/${name}`;
    return [arn, { arn, ...policy }];
  }));
}

export function isAwsManaged(arn: string): boolean {
  return /^arn:[a-z-]+:iam::aws:policy\/[\w+=,.@/-]+$/.test(arn);
}

/** One whose text is not known here: it allows nothing, and denies all. */
export function unreadPolicy(arn: string): ManagedPolicy {
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
  return { arn, policyId: uniqueId('ANPA', arn, { stack: '', logicalId: '', generation: 0 }), created: 0, document };
}
