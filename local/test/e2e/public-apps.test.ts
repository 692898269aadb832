import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { BrokerApp, outcome, type SignedIn } from './broker-app';
import { cdk } from '../../../tools/cdk.cjs';
import { LocalCloud, type LocalCloudOptions } from '../../src';
import type { JsonObject } from '../../src/assembly';

/*
 * Apps of public repositories, as types of resources and what of them others refer to: names are others, and nothing of their code is
 * here. The apps themselves were synthesized and deployed so, with the CDK CLI of their own, before they were described.
 */

jest.setTimeout(60_000);

type Template = { readonly Resources: { readonly [id: string]: JsonObject }; readonly Outputs: { readonly [id: string]: JsonObject } };

const at = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const ref = (id: string) => ({ Ref: id });
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const exported = (stack: string, name: string, Value: unknown) => ({ Value, Export: { Name: `${stack}:${name}` } });
const imported = (stack: string, name: string) => ({ 'Fn::ImportValue': `${stack}:${name}` });
const awsManaged = (name: string) => joined('arn:', ref('AWS::Partition'), `:iam::aws:policy/service-role/${name}`);

const ofService = (service: string, managed: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: `${service}.amazonaws.com` } }),
    ManagedPolicyArns: [awsManaged(managed)],
  },
});
const ofPool = (pool: string, amr: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Condition: {
        'StringEquals': { 'cognito-identity.amazonaws.com:aud': ref(pool) }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
      },
    }),
  },
});
const allowing = (role: string, Action: string | string[], Resource: unknown) => ({
  Type: 'AWS::IAM::Policy', Properties: { PolicyName: `of-${role}`, Roles: [ref(role)], PolicyDocument: policy({ Effect: 'Allow', Action, Resource }) },
});
const lambda = (role: string, more: JsonObject = {}, dependsOn: string[] = [role]) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'code.zip' }, Handler: 'index.handler', Runtime: 'nodejs22.x', Role: at(role), ...more,
  },
  DependsOn: dependsOn,
});
const table = (...keys: string[]) => ({
  AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: keys.slice(0, 2).map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
});

/** A resource of the API behind the user pool, with the function that answers. */
const method = (httpMethod: string, fn: unknown, others: JsonObject = {}) => ({
  [`${httpMethod}Allowed`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: fn,
      Principal: 'apigateway.amazonaws.com',
      SourceArn: joined('arn:', ref('AWS::Partition'), ':execute-api:', ref('AWS::Region'), ':', ref('AWS::AccountId'), ':', ref('Api'), '/', ref('ApiStage'), `/${httpMethod}/things`),
    },
  },
  [httpMethod]: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizerId: ref('Authorizer'),
      HttpMethod: httpMethod,
      Integration: {
        IntegrationHttpMethod: 'POST',
        Type: 'AWS_PROXY',
        Uri: joined('arn:', ref('AWS::Partition'), ':apigateway:', ref('AWS::Region'), ':lambda:path/2015-03-31/functions/', fn, '/invocations'),
      },
      ResourceId: ref('ApiThings'),
      RestApiId: ref('Api'),
      ...others,
    },
  },
});
const api = (userPoolArn: unknown, fn: unknown) => ({
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Api' } },
  ApiLogsRole: ofService('apigateway', 'AmazonAPIGatewayPushToCloudWatchLogs'),
  ApiAccount: { Type: 'AWS::ApiGateway::Account', Properties: { CloudWatchRoleArn: at('ApiLogsRole') }, DependsOn: ['Api'] },
  ApiThings: { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId: at('Api', 'RootResourceId'), PathPart: 'things', RestApiId: ref('Api') } },
  Authorizer: {
    Type: 'AWS::ApiGateway::Authorizer',
    Properties: { IdentitySource: 'method.request.header.Authorization', Name: 'users', ProviderARNs: [userPoolArn], RestApiId: ref('Api'), Type: 'COGNITO_USER_POOLS' },
  },
  ...method('GET', fn),
  ...method('POST', fn),
  ApiDeployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: ref('Api') }, DependsOn: ['GET', 'POST', 'ApiThings'] },
  ApiStage: { Type: 'AWS::ApiGateway::Stage', Properties: { DeploymentId: ref('ApiDeployment'), RestApiId: ref('Api'), StageName: 'prod' }, DependsOn: ['ApiAccount'] },
});
const apiUrl = { Value: joined('https://', ref('Api'), '.execute-api.', ref('AWS::Region'), '.', ref('AWS::URLSuffix'), '/', ref('ApiStage'), '/') };

const originAccess = { Type: 'AWS::CloudFront::OriginAccessControl', Properties: { OriginAccessControlConfig: { Name: 'site', OriginAccessControlOriginType: 's3', SigningBehavior: 'always', SigningProtocol: 'sigv4' } } };
const distribution = (bucket: string, more: JsonObject = {}) => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: {
    DistributionConfig: {
      DefaultCacheBehavior: { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https' },
      DefaultRootObject: 'index.html',
      Enabled: true,
      Origins: [{ DomainName: at(bucket, 'RegionalDomainName'), Id: 'site', OriginAccessControlId: at('OriginAccess', 'Id'), S3OriginConfig: { OriginAccessIdentity: '' } }],
      ...more,
    },
  },
});
const readableBy = (id: string) => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Resource: joined(at(id), '/*'),
  Condition: { StringEquals: { 'AWS:SourceArn': joined('arn:', ref('AWS::Partition'), ':cloudfront::', ref('AWS::AccountId'), ':distribution/', ref('Distribution')) } },
});
const bucketPolicy = (id: string, ...statements: object[]) => ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: ref(id), PolicyDocument: policy(...statements) } });
/** CDK's own, that copies files into a bucket. */
const uploaded = (bucket: string, SourceObjectKeys: unknown[]) => ({
  AwsCli: { Type: 'AWS::Lambda::LayerVersion', Properties: { Content: { S3Bucket: { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'cli.zip' } } },
  UploadRole: ofService('lambda', 'AWSLambdaBasicExecutionRole'),
  UploadPolicy: allowing('UploadRole', ['s3:GetObject*', 's3:List*', 's3:PutObject', 's3:DeleteObject*'], [at(bucket), joined(at(bucket), '/*')]),
  UploadFunction: lambda('UploadRole', { Layers: [ref('AwsCli')] }, ['UploadPolicy', 'UploadRole']),
  Upload: {
    Type: 'Custom::CDKBucketDeployment',
    Properties: {
      ServiceToken: at('UploadFunction'), SourceBucketNames: [{ 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }], SourceObjectKeys, DestinationBucketName: ref(bucket), Prune: true,
    },
  },
});

/**
 * adarshem/cdk-serverless-space-finder, an app that many have from a course: five stacks with exports between them; names that end in a
 * piece of the stack's id; guests, and a group whose role the token chooses.
 */
function spaces(): { readonly [stack: string]: Template } {
  const suffix = { 'Fn::Select': [4, { 'Fn::Split': ['-', { 'Fn::Select': [2, { 'Fn::Split': ['/', ref('AWS::StackId')] }] }] }] };
  return {
    Data: {
      Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { ...table('id'), ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }, TableName: joined('Things-', suffix) } } },
      Outputs: { TableArn: exported('Data', 'TableArn', at('Table')), TableName: exported('Data', 'TableName', ref('Table')) },
    },
    Functions: {
      Resources: {
        ServiceRole: ofService('lambda', 'AWSLambdaBasicExecutionRole'),
        ServicePolicy: allowing('ServiceRole', ['dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], imported('Data', 'TableArn')),
        Service: lambda('ServiceRole', { Environment: { Variables: { TABLE_NAME: imported('Data', 'TableName') } } }, ['ServicePolicy', 'ServiceRole']),
      },
      Outputs: { ServiceArn: exported('Functions', 'ServiceArn', at('Service')) },
    },
    Auth: {
      Resources: {
        Users: { Type: 'AWS::Cognito::UserPool', Properties: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: false }, AliasAttributes: ['email'], AutoVerifiedAttributes: ['email'] } },
        Client: {
          Type: 'AWS::Cognito::UserPoolClient',
          Properties: {
            AllowedOAuthFlows: ['implicit', 'code'],
            AllowedOAuthFlowsUserPoolClient: true,
            AllowedOAuthScopes: ['openid', 'email'],
            CallbackURLs: ['https://example.com'],
            ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
            SupportedIdentityProviders: ['COGNITO'],
            UserPoolId: ref('Users'),
          },
        },
        Pool: {
          Type: 'AWS::Cognito::IdentityPool',
          Properties: { AllowUnauthenticatedIdentities: true, CognitoIdentityProviders: [{ ClientId: ref('Client'), ProviderName: at('Users', 'ProviderName') }] },
        },
        SignedIn: ofPool('Pool', 'authenticated'),
        Guest: ofPool('Pool', 'unauthenticated'),
        Admin: ofPool('Pool', 'authenticated'),
        AdminPolicy: allowing('Admin', 's3:ListAllMyBuckets', '*'),
        Roles: {
          Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
          Properties: {
            IdentityPoolId: ref('Pool'),
            RoleMappings: { admins: { AmbiguousRoleResolution: 'AuthenticatedRole', IdentityProvider: joined(at('Users', 'ProviderName'), ':', ref('Client')), Type: 'Token' } },
            Roles: { authenticated: at('SignedIn'), unauthenticated: at('Guest') },
          },
        },
        Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { GroupName: 'admins', RoleArn: at('Admin'), UserPoolId: ref('Users') } },
      },
      Outputs: {
        UserPoolArn: exported('Auth', 'UserPoolArn', at('Users')), UserPoolId: { Value: ref('Users') }, ClientId: { Value: ref('Client') }, IdentityPoolId: { Value: ref('Pool') }, AdminRole: { Value: at('Admin') },
      },
    },
    Api: { Resources: api(imported('Auth', 'UserPoolArn'), imported('Functions', 'ServiceArn')), Outputs: { Url: apiUrl } },
    Site: {
      Resources: {
        Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: joined('the-site-', suffix) } },
        FilesPolicy: bucketPolicy('Files', readableBy('Files')),
        ...uploaded('Files', ['site.zip']),
        OriginAccess: originAccess,
        Distribution: distribution('Files'),
      },
      Outputs: { SiteUrl: { Value: joined('https://', at('Distribution', 'DomainName')) }, Bucket: { Value: ref('Files') } },
    },
  };
}

/**
 * aws-samples/generative-ai-use-cases, four hundred resources in two stacks: functions behind an API, tables with indexes, buckets that
 * write logs into each other and are emptied with their stack, channels of AppSync, a build at deployment by a function of the app's own.
 */
function useCases(): { readonly [stack: string]: Template } {
  const closed = (id: string, more: JsonObject = {}) => ({
    [id]: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
        Tags: [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }],
        ...more,
      },
    },
    [`${id}Policy`]: bucketPolicy(
      id,
      { Effect: 'Deny', Action: 's3:*', Principal: { AWS: '*' }, Resource: [at(id), joined(at(id), '/*')], Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Allow', Action: ['s3:DeleteObject*', 's3:GetBucket*', 's3:List*', 's3:PutBucketPolicy'], Principal: { AWS: at('EmptyingRole') }, Resource: [at(id), joined(at(id), '/*')] },
      ...id === 'SiteLogs' ? [{
        Effect: 'Allow',
        Action: 's3:PutObject',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Resource: joined(at(id), '/*'),
        Condition: { ArnLike: { 'aws:SourceArn': at('Site') }, StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
      }] : [],
      ...id === 'Site' ? [readableBy(id)] : [],
    ),
    [`${id}Emptied`]: { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: at('Emptying'), BucketName: ref(id) }, DependsOn: [`${id}Policy`] },
  });
  const emptying = { EmptyingRole: ofService('lambda', 'AWSLambdaBasicExecutionRole'), Emptying: lambda('EmptyingRole') };
  const written = { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] }, VersioningConfiguration: { Status: 'Enabled' } };
  const index = (name: string, hash: string) => ({ IndexName: name, KeySchema: [{ AttributeName: hash, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } });
  const modes = ['AWS_IAM', 'AMAZON_COGNITO_USER_POOLS'].map((AuthType) => ({ AuthType }));
  return {
    Temporary: { Resources: { ...emptying, ...closed('Videos') }, Outputs: { Videos: exported('Temporary', 'Videos', ref('Videos')) } },
    UseCases: {
      Resources: {
        Users: { Type: 'AWS::Cognito::UserPool', Properties: { Policies: { PasswordPolicy: { MinimumLength: 8, RequireNumbers: true, RequireSymbols: true, RequireUppercase: true } }, UsernameAttributes: ['email'] } },
        Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { IdTokenValidity: 1440, TokenValidityUnits: { IdToken: 'minutes' }, SupportedIdentityProviders: ['COGNITO'], UserPoolId: ref('Users') } },
        Pool: {
          Type: 'AWS::Cognito::IdentityPool',
          Properties: {
            AllowUnauthenticatedIdentities: false,
            CognitoIdentityProviders: [{ ClientId: ref('Client'), ProviderName: joined('cognito-idp.', ref('AWS::Region'), '.', ref('AWS::URLSuffix'), '/', ref('Users')), ServerSideTokenCheck: true }],
          },
          DependsOn: ['Client', 'Users'],
        },
        SignedIn: { ...ofPool('Pool', 'authenticated'), Properties: { ...ofPool('Pool', 'authenticated').Properties, Description: joined('Role of ', at('Pool', 'Name')) } },
        Guest: ofPool('Pool', 'unauthenticated'),
        SignedInPolicy: allowing('SignedIn', 'lambda:InvokeFunction', [at('Service'), joined(at('Service'), ':*')]),
        Roles: { Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: ref('Pool'), Roles: { authenticated: at('SignedIn'), unauthenticated: at('Guest') } } },
        Chats: { Type: 'AWS::DynamoDB::Table', Properties: { ...table('id', 'created', 'feedback'), BillingMode: 'PAY_PER_REQUEST', GlobalSecondaryIndexes: [index('ByFeedback', 'feedback')] }, DeletionPolicy: 'Delete' },
        Stats: { Type: 'AWS::DynamoDB::Table', Properties: { ...table('id', 'user'), BillingMode: 'PAY_PER_REQUEST' }, DeletionPolicy: 'Delete' },
        ...emptying,
        ...closed('Uploads', { CorsConfiguration: { CorsRules: [{ AllowedHeaders: ['*'], AllowedMethods: ['GET', 'POST', 'PUT'], AllowedOrigins: ['*'], ExposedHeaders: [], MaxAge: 3000 }] } }),
        ServiceRole: ofService('lambda', 'AWSLambdaBasicExecutionRole'),
        ServicePolicy: allowing('ServiceRole', ['dynamodb:Query', 'dynamodb:PutItem', 's3:PutObject'], [at('Chats'), joined(at('Chats'), '/index/*'), joined(at('Uploads'), '/*'), joined('arn:aws:s3:::', imported('Temporary', 'Videos'), '/*')]),
        Service: lambda('ServiceRole', { Environment: { Variables: { TABLE: ref('Chats'), BUCKET: ref('Uploads') } } }, ['ServicePolicy', 'ServiceRole']),
        ...api(at('Users'), at('Service')),
        NotFound: { Type: 'AWS::ApiGateway::GatewayResponse', Properties: { ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" }, ResponseType: 'DEFAULT_4XX', RestApiId: ref('Api') } },
        Events: {
          Type: 'AWS::AppSync::Api',
          Properties: {
            EventConfig: {
              AuthProviders: [modes[0], { ...modes[1], CognitoConfig: { AwsRegion: ref('AWS::Region'), UserPoolId: ref('Users') } }], ConnectionAuthModes: modes, DefaultPublishAuthModes: modes, DefaultSubscribeAuthModes: modes,
            },
            Name: 'Events',
          },
        },
        Channel: { Type: 'AWS::AppSync::ChannelNamespace', Properties: { ApiId: at('Events', 'ApiId'), HandlerConfigs: {}, Name: 'speech' } },
        ...closed('SiteLogs', written),
        ...closed('Site', { ...written, LoggingConfiguration: { DestinationBucketName: ref('SiteLogs') }, LifecycleConfiguration: { Rules: [{ NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 90 }], Status: 'Enabled' }] } }),
        ...closed('DistributionLogs', { ...written, AccessControl: 'LogDeliveryWrite' }),
        Headers: { Type: 'AWS::CloudFront::ResponseHeadersPolicy', Properties: { ResponseHeadersPolicyConfig: { Name: 'headers', SecurityHeadersConfig: { FrameOptions: { FrameOption: 'DENY', Override: true } } } } },
        OriginAccess: originAccess,
        Distribution: distribution('Site', {
          DefaultCacheBehavior: { CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6', ResponseHeadersPolicyId: ref('Headers'), TargetOriginId: 'site', ViewerProtocolPolicy: 'redirect-to-https' },
          Logging: { Bucket: at('DistributionLogs', 'RegionalDomainName') },
        }),
        BuildRole: ofService('codebuild', 'AWSLambdaBasicExecutionRole'),
        Project: {
          Type: 'AWS::CodeBuild::Project',
          Properties: {
            Artifacts: { Type: 'NO_ARTIFACTS' }, Environment: { ComputeType: 'BUILD_GENERAL1_MEDIUM', Image: 'aws/codebuild/standard:7.0', Type: 'LINUX_CONTAINER' }, ServiceRole: at('BuildRole'), Source: { BuildSpec: 'version: 0.2', Type: 'NO_SOURCE' },
          },
        },
        BuilderRole: ofService('lambda', 'AWSLambdaBasicExecutionRole'),
        BuilderPolicy: allowing('BuilderRole', 'codebuild:StartBuild', at('Project')),
        Builder: lambda('BuilderRole'),
        Build: { Type: 'Custom::OwnBuild', Properties: { ServiceToken: at('Builder'), url: apiUrl.Value, userPoolId: ref('Users') } },
        ...uploaded('Site', [at('Build', 'objectKey')]),
      },
      Outputs: {
        Url: apiUrl,
        UserPoolId: { Value: ref('Users') },
        ClientId: { Value: ref('Client') },
        IdentityPoolId: { Value: ref('Pool') },
        EventsUrl: { Value: joined('https://', at('Events', 'Dns.Http'), '/event') },
        Bucket: { Value: ref('Uploads') },
        Table: { Value: ref('Chats') },
        Project: { Value: at('Project') },
      },
    },
  };
}

/** An assembly of these templates, in their order. */
function synthesized(templates: { readonly [stack: string]: Template }): string {
  const folder = mkdtempSync(join(tmpdir(), 'public-app-'));
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const stacks = Object.entries(templates).map(([name, template]) => {
    const templateFile = join(folder, `${name}.json`);
    writeFileSync(templateFile, JSON.stringify(template));
    const stack = new Stack(app, name);
    new CfnInclude(stack, 'Template', { templateFile });
    return stack;
  });
  // The names of exports tell CDK of no order.
  stacks.slice(1).forEach((stack, i) => stack.addDependency(stacks[i]));
  app.synth();
  return app.outdir;
}

/** By the CDK CLI, unmodified. */
async function deployed(templates: { readonly [stack: string]: Template }, options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const assembly = synthesized(templates);
  const cloud = await LocalCloud.start(options);
  const { status, output } = await cdk(cloud, tmpdir(), ['deploy', '--all', '--app', assembly, '--require-approval', 'never']);
  if (status === 0) return cloud;
  await cloud.stop();
  throw new Error(`cdk deploy ended with ${status}:\n${output}`);
}

/** What the app's page is told. */
function broker(cloud: LocalCloud): BrokerApp & { readonly outputs: { readonly [name: string]: string } } {
  const outputs = Object.assign({}, ...Object.values(cloud.stacks)) as { [name: string]: string };
  const cognito = { identityPoolId: outputs.IdentityPoolId, userPoolId: outputs.UserPoolId, userPoolClientId: outputs.ClientId };
  return Object.assign(new BrokerApp(cloud, { cognito }), { outputs });
}

const nameOf = (cloud: LocalCloud, id: string) => cloud.roles[id].split('/').pop();
const roleOf = async (app: BrokerApp, { credentials }: SignedIn) => (await new STSClient({ ...app.settings, credentials }).send(new GetCallerIdentityCommand({}))).Arn!.split('/')[1];

test('adarshem/cdk-serverless-space-finder', async () => {
  const cloud = await deployed(spaces());
  try {
    expect([Object.keys(cloud.stacks), cloud.skipped]).toEqual([['Data', 'Functions', 'Auth', 'Api', 'Site'], {}]);
    const app = broker(cloud);
    const { AdminRole, Bucket, TableName, SiteUrl, Url } = app.outputs;
    expect([TableName, Bucket, SiteUrl, Url]).toEqual([
      expect.stringMatching(/^Things-[0-9a-f]{12}$/), expect.stringMatching(/^the-site-[0-9a-f]{12}$/), expect.stringMatching(/^https:\/\/\w+\.cloudfront\.net$/), expect.stringMatching(/\.execute-api\./),
    ]);
    const [guest, user, admin] = await Promise.all([app.signIn(), app.user('alice'), app.user('bob', { 'cognito:groups': ['admins'], 'cognito:roles': [AdminRole], 'cognito:preferred_role': AdminRole })]);
    expect(await Promise.all([guest, user, admin].map((who) => roleOf(app, who)))).toEqual(['Guest', 'SignedIn', 'Admin'].map((id) => nameOf(cloud, id)));
    const buckets = (who: SignedIn) => outcome(app.s3(who).send(new ListBucketsCommand({})));
    const scan = (who: SignedIn) => outcome(app.items(who).send(new ScanCommand({ TableName })));
    expect(await Promise.all([guest, user, admin].map(buckets))).toEqual(['AccessDenied', 'AccessDenied', 'allowed']);
    expect(await Promise.all([guest, user, admin].map(scan))).toEqual(Array(3).fill('AccessDeniedException'));
  } finally {
    await cloud.stop();
  }
});

test('aws-samples/generative-ai-use-cases', async () => {
  await expect(LocalCloud.start({ assembly: synthesized(useCases()) })).rejects.toThrow('Build is of type Custom::OwnBuild, which the local cloud does not support');
  const cloud = await deployed(useCases(), { skipUnknown: true });
  try {
    expect(Object.values(cloud.skipped)).toEqual(['Custom::OwnBuild']);
    expect(Object.values(cloud.inert)).toEqual(expect.arrayContaining(['AWS::AppSync::Api', 'AWS::AppSync::ChannelNamespace', 'AWS::CodeBuild::Project', 'Custom::CDKBucketDeployment']));
    const app = broker(cloud);
    const { Bucket, EventsUrl, Project, Table: TableName } = app.outputs;
    expect([EventsUrl, Project]).toEqual([expect.stringMatching(/^https:\/\/\w+\.appsync-api\.us-east-1\.amazonaws\.com\/event$/), expect.stringMatching(/^arn:aws:codebuild:us-east-1:123456789012:project\//)]);
    // Users reach everything by functions, and nothing by themselves; there are no guests.
    const user = await app.user('alice');
    expect(await roleOf(app, user)).toBe(nameOf(cloud, 'SignedIn'));
    expect(await Promise.all([
      outcome(app.items(user).send(new ScanCommand({ TableName }))), outcome(app.s3(user).send(new ListObjectsV2Command({ Bucket }))), outcome(app.s3(user).send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' }))),
    ])).toEqual(['AccessDeniedException', 'AccessDenied', 'AccessDenied']);
    expect(await outcome(app.signIn())).toBe('NotAuthorizedException');
  } finally {
    await cloud.stop();
  }
});
