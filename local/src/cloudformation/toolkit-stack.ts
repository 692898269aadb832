import type { JsonObject } from '../assembly';

export const TOOLKIT_STACK = 'CDKToolkit';

/** Of the bootstrap template whose parts these are; apps ask for a version at least so high. */
const VERSION = '30';
const QUALIFIER = 'hnb659fds';
/** How the name of its bucket begins. */
export const STAGING_BUCKET = `cdk-${QUALIFIER}-assets-`;
const ACCOUNT_AND_REGION = '${AWS::AccountId}-${AWS::Region}';

const allow = (Action: string | string[], Resource: unknown): object => ({ Effect: 'Allow', Action, Resource });
const policy = (...Statement: object[]): object => ({ Version: '2012-10-17', Statement });
const managed = (name: string): object => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::aws:policy/${name}` });

function role(name: string, properties: object): JsonObject {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: { 'Fn::Sub': `cdk-${QUALIFIER}-${name}-${ACCOUNT_AND_REGION}` },
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { AWS: { Ref: 'AWS::AccountId' } } }),
      ...properties,
    },
  };
}

const BUCKET_AND_OBJECTS = [{ 'Fn::GetAtt': 'StagingBucket.Arn' }, { 'Fn::Sub': '${StagingBucket.Arn}/*' }];

/**
 * What `cdk bootstrap` makes, as far as deploying needs it, under the same logical ids: apps deploy
 * without it, and whoever runs it all the same updates this stack.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
export const TOOLKIT_TEMPLATE: JsonObject = {
  Resources: {
    StagingBucket: {
      Type: 'AWS::S3::Bucket',
      Properties: { BucketName: { 'Fn::Sub': `${STAGING_BUCKET}${ACCOUNT_AND_REGION}` } },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    },
    FilePublishingRole: role('file-publishing-role', {
      Policies: [{
        PolicyName: 'default',
        PolicyDocument: policy(allow(['s3:GetObject*', 's3:GetBucket*', 's3:GetEncryptionConfiguration', 's3:List*', 's3:DeleteObject*', 's3:PutObject*', 's3:Abort*'], BUCKET_AND_OBJECTS)),
      }],
    }),
    LookupRole: role('lookup-role', { ManagedPolicyArns: [managed('ReadOnlyAccess')] }),
    DeploymentActionRole: role('deploy-role', {
      ManagedPolicyArns: [managed('AWSCloudFormationReadOnlyAccess')],
      Policies: [{
        PolicyName: 'default',
        PolicyDocument: policy(
          allow([
            'cloudformation:CreateChangeSet', 'cloudformation:DeleteChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:CreateStack',
            'cloudformation:UpdateStack', 'cloudformation:DeleteStack', 'cloudformation:UpdateTerminationProtection',
          ], '*'),
          allow(['s3:GetObject*', 's3:GetBucket*', 's3:List*'], BUCKET_AND_OBJECTS),
          allow('iam:PassRole', { 'Fn::GetAtt': 'CloudFormationExecutionRole.Arn' }),
          allow(['ssm:GetParameter', 'ssm:GetParameters'], { 'Fn::Sub': 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${CdkBootstrapVersion}' }),
        ),
      }],
    }),
    CloudFormationExecutionRole: role('cfn-exec-role', {
      AssumeRolePolicyDocument: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'cloudformation.amazonaws.com' } }),
      ManagedPolicyArns: [managed('AdministratorAccess')],
    }),
    CdkBootstrapVersion: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Type: 'String', Name: `/cdk-bootstrap/${QUALIFIER}/version`, Value: VERSION },
    },
  },
  Outputs: {
    BucketName: { Value: { Ref: 'StagingBucket' } },
    BucketDomainName: { Value: { 'Fn::GetAtt': 'StagingBucket.RegionalDomainName' } },
    BootstrapVersion: { Value: VERSION },
  },
};
