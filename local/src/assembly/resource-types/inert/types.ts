import type { InertRow } from './template';

/**
 * Resources of a back end that the local cloud knows and does not run: type → what `Ref` and `Fn::GetAtt` give. Held against
 * AWS's own specification of the types by a test. What says who may do what is none of them: that is read.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const INERT_ROWS: { readonly [type: string]: InertRow } = {
  'AWS::ApiGateway::Account': { ref: '{id}', attributes: { Id: '{id}' } },
  'AWS::ApiGateway::ApiKey': { ref: '{id}', attributes: { APIKeyId: '{id}' } },
  'AWS::ApiGateway::Authorizer': { ref: '{id}', attributes: { AuthorizerId: '{id}' } },
  'AWS::ApiGateway::BasePathMapping': { ref: '{DomainName}|{BasePath|(none)}' },
  'AWS::ApiGateway::Deployment': { ref: '{id}', attributes: { DeploymentId: '{id}' } },
  'AWS::ApiGateway::DomainName': {
    ref: '{name}',
    name: 'DomainName',
    attributes: {
      DistributionDomainName: 'd{id}.cloudfront.net',
      DistributionHostedZoneId: 'Z2FDTNDATAQYW2',
      DomainNameArn: 'arn:{partition}:apigateway:{region}::/domainnames/{name}',
      RegionalDomainName: 'd-{id}.execute-api.{region}.{suffix}',
      RegionalHostedZoneId: 'Z{id}',
    },
  },
  'AWS::ApiGateway::GatewayResponse': { ref: '{id}', attributes: { Id: '{id}' } },
  'AWS::ApiGateway::Method': { ref: '{RestApiId}|{ResourceId}|{HttpMethod}' },
  'AWS::ApiGateway::Model': { ref: '{name}', name: 'Name' },
  'AWS::ApiGateway::RequestValidator': { ref: '{id}', attributes: { RequestValidatorId: '{id}' } },
  'AWS::ApiGateway::Resource': { ref: '{id}', attributes: { ResourceId: '{id}' } },
  'AWS::ApiGateway::RestApi': { ref: '{id}', attributes: { RestApiId: '{id}', RootResourceId: 'r{id}' }, policies: ['Policy'] },
  'AWS::ApiGateway::Stage': { ref: '{name}', name: 'StageName' },
  'AWS::ApiGateway::UsagePlan': { ref: '{id}', attributes: { Id: '{id}' } },
  'AWS::ApiGateway::UsagePlanKey': { ref: '{id}', attributes: { Id: '{id}' } },
  'AWS::ApiGatewayV2::Api': {
    ref: '{id}', attributes: { ApiEndpoint: 'https://{id}.execute-api.{region}.{suffix}', ApiId: '{id}' },
  },
  'AWS::ApiGatewayV2::ApiMapping': { ref: '{id}', attributes: { ApiMappingId: '{id}' } },
  'AWS::ApiGatewayV2::Authorizer': { ref: '{id}', attributes: { AuthorizerId: '{id}' } },
  'AWS::ApiGatewayV2::Deployment': { ref: '{id}', attributes: { DeploymentId: '{id}' } },
  'AWS::ApiGatewayV2::DomainName': {
    ref: '{name}',
    name: 'DomainName',
    attributes: {
      DomainNameArn: 'arn:{partition}:apigateway:{region}::/domainnames/{name}',
      RegionalDomainName: 'd-{id}.execute-api.{region}.{suffix}',
      RegionalHostedZoneId: 'Z{id}',
    },
  },
  'AWS::ApiGatewayV2::Integration': { ref: '{id}', attributes: { IntegrationId: '{id}' } },
  'AWS::ApiGatewayV2::Route': { ref: '{id}', attributes: { RouteId: '{id}' } },
  'AWS::ApiGatewayV2::Stage': { ref: '{name}', name: 'StageName', attributes: { Id: '{id}' } },
  'AWS::AppSync::Api': {
    ref: '{arn}',
    arn: 'appsync:{region}:{account}:apis/{id}',
    attributes: {
      'ApiArn': '{arn}', 'ApiId': '{id}', 'Dns.Http': '{id}.appsync-api.{region}.{suffix}', 'Dns.Realtime': '{id}.appsync-realtime-api.{region}.{suffix}',
    },
  },
  'AWS::AppSync::ApiKey': {
    ref: '{arn}', arn: 'appsync:{region}:{account}:apis/{ApiId}/apikeys/{id}', attributes: { ApiKey: 'da2-{id}', ApiKeyId: '{id}', Arn: '{arn}' },
  },
  'AWS::AppSync::ChannelNamespace': {
    ref: '{arn}', arn: 'appsync:{region}:{account}:apis/{ApiId}/channelNamespace/{Name}', attributes: { ChannelNamespaceArn: '{arn}' },
  },
  'AWS::AppSync::DataSource': {
    ref: '{arn}', name: 'Name', arn: 'appsync:{region}:{account}:apis/{ApiId}/datasources/{name}', attributes: { DataSourceArn: '{arn}', Name: '{name}' },
  },
  'AWS::AppSync::FunctionConfiguration': {
    ref: '{arn}',
    name: 'Name',
    arn: 'appsync:{region}:{account}:apis/{ApiId}/functions/{id}',
    attributes: { DataSourceName: '{DataSourceName}', FunctionArn: '{arn}', FunctionId: '{id}', Name: '{name}' },
  },
  'AWS::AppSync::GraphQLApi': {
    ref: '{arn}',
    arn: 'appsync:{region}:{account}:apis/{id}',
    attributes: {
      ApiId: '{id}',
      Arn: '{arn}',
      GraphQLDns: '{id}.appsync-api.{region}.{suffix}',
      GraphQLEndpointArn: 'arn:{partition}:appsync:{region}:{account}:endpoints/graphql-api/{id}',
      GraphQLUrl: 'https://{id}.appsync-api.{region}.{suffix}/graphql',
      RealtimeDns: '{id}.appsync-realtime-api.{region}.{suffix}',
      RealtimeUrl: 'wss://{id}.appsync-realtime-api.{region}.{suffix}/graphql',
    },
  },
  'AWS::AppSync::GraphQLSchema': { ref: '{id}GraphQLSchema', attributes: { Id: '{id}GraphQLSchema' } },
  'AWS::AppSync::Resolver': {
    ref: '{arn}',
    arn: 'appsync:{region}:{account}:apis/{ApiId}/types/{TypeName}/resolvers/{FieldName}',
    attributes: { FieldName: '{FieldName}', ResolverArn: '{arn}', TypeName: '{TypeName}' },
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    ref: '{ResourceId}|{ScalableDimension}|{ServiceNamespace}', attributes: { Id: '{ResourceId}|{ScalableDimension}|{ServiceNamespace}' },
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    ref: '{arn}', arn: 'autoscaling:{region}:{account}:scalingPolicy:{uuid}', attributes: { Arn: '{arn}' },
  },
  'AWS::CertificateManager::Certificate': { ref: '{arn}', arn: 'acm:{region}:{account}:certificate/{uuid}', attributes: { Id: '{arn}' } },
  'AWS::CloudFront::CachePolicy': { ref: '{uuid}', attributes: { Id: '{uuid}', LastModifiedTime: '2026-01-01T00:00:00Z' } },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': { ref: 'E{id}', attributes: { Id: 'E{id}', S3CanonicalUserId: '{hex}{hex}' } },
  'AWS::CloudFront::Distribution': { ref: 'E{id}', attributes: { DomainName: 'd{id}.cloudfront.net', Id: 'E{id}' } },
  'AWS::CloudFront::Function': {
    ref: '{arn}',
    name: 'Name',
    arn: 'cloudfront::{account}:function/{name}',
    attributes: { 'FunctionARN': '{arn}', 'FunctionMetadata.FunctionARN': '{arn}', 'Stage': 'LIVE' },
  },
  'AWS::CloudFront::OriginAccessControl': { ref: 'E{id}', attributes: { Id: 'E{id}' } },
  'AWS::CloudFront::OriginRequestPolicy': { ref: '{uuid}', attributes: { Id: '{uuid}', LastModifiedTime: '2026-01-01T00:00:00Z' } },
  'AWS::CloudFront::ResponseHeadersPolicy': { ref: '{uuid}', attributes: { Id: '{uuid}', LastModifiedTime: '2026-01-01T00:00:00Z' } },
  'AWS::CloudTrail::Trail': {
    ref: '{name}',
    name: 'TrailName',
    arn: 'cloudtrail:{region}:{account}:trail/{name}',
    attributes: { Arn: '{arn}', SnsTopicArn: 'arn:{partition}:sns:{region}:{account}:{SnsTopicName|}' },
  },
  'AWS::CloudWatch::Alarm': { ref: '{name}', name: 'AlarmName', arn: 'cloudwatch:{region}:{account}:alarm:{name}', attributes: { Arn: '{arn}' } },
  'AWS::CloudWatch::CompositeAlarm': { ref: '{name}', name: 'AlarmName', arn: 'cloudwatch:{region}:{account}:alarm:{name}', attributes: { Arn: '{arn}' } },
  'AWS::CloudWatch::Dashboard': { ref: '{name}', name: 'DashboardName' },
  'AWS::CodeBuild::Project': {
    ref: '{name}', name: 'Name', arn: 'codebuild:{region}:{account}:project/{name}', attributes: { Arn: '{arn}', Id: '{name}' },
  },
  'AWS::Cognito::ManagedLoginBranding': { ref: '{UserPoolId}|{uuid}', attributes: { ManagedLoginBrandingId: '{uuid}' } },
  'AWS::Cognito::UserPoolDomain': { ref: '{name}', name: 'Domain', attributes: { CloudFrontDistribution: 'd{id}.cloudfront.net' } },
  'AWS::Cognito::UserPoolIdentityProvider': { ref: '{name}', name: 'ProviderName' },
  'AWS::Cognito::UserPoolResourceServer': { ref: '{name}', name: 'Identifier' },
  'AWS::EC2::EIP': { ref: '192.0.2.1', attributes: { AllocationId: 'eipalloc-{hex}', PublicIp: '192.0.2.1' } },
  'AWS::EC2::InternetGateway': { ref: 'igw-{hex}', attributes: { InternetGatewayId: 'igw-{hex}' } },
  'AWS::EC2::NatGateway': {
    ref: 'nat-{hex}',
    attributes: {
      AutoProvisionZones: 'disabled', AutoScalingIps: 'disabled', EniId: 'eni-{hex}', NatGatewayId: 'nat-{hex}', RouteTableId: 'rtb-{hex}',
    },
  },
  'AWS::EC2::Route': { ref: '{RouteTableId}|{DestinationCidrBlock|}', attributes: { CidrBlock: '{DestinationCidrBlock|}' } },
  'AWS::EC2::RouteTable': { ref: 'rtb-{hex}', attributes: { RouteTableId: 'rtb-{hex}' } },
  'AWS::EC2::SecurityGroup': { ref: 'sg-{hex}', attributes: { GroupId: 'sg-{hex}', Id: 'sg-{hex}', VpcId: '{VpcId|vpc-default}' } },
  'AWS::EC2::SecurityGroupEgress': { ref: 'sgr-{hex}', attributes: { Id: 'sgr-{hex}' } },
  'AWS::EC2::SecurityGroupIngress': { ref: 'sgr-{hex}', attributes: { Id: 'sgr-{hex}' } },
  'AWS::EC2::Subnet': {
    ref: 'subnet-{hex}',
    attributes: {
      AvailabilityZone: '{AvailabilityZone|{region}a}',
      AvailabilityZoneId: '{AvailabilityZoneId|use1-az1}',
      CidrBlock: '{CidrBlock|}',
      NetworkAclAssociationId: 'aclassoc-{hex}',
      OutpostArn: '{OutpostArn|}',
      SubnetId: 'subnet-{hex}',
      VpcId: '{VpcId}',
    },
  },
  'AWS::EC2::SubnetRouteTableAssociation': { ref: 'rtbassoc-{hex}', attributes: { Id: 'rtbassoc-{hex}' } },
  'AWS::EC2::VPC': {
    ref: 'vpc-{hex}',
    attributes: { CidrBlock: '{CidrBlock|}', DefaultNetworkAcl: 'acl-{hex}', DefaultSecurityGroup: 'sg-{hex}', VpcId: 'vpc-{hex}' },
  },
  'AWS::EC2::VPCEndpoint': { ref: 'vpce-{hex}', attributes: { CreationTimestamp: '2026-01-01T00:00:00Z', Id: 'vpce-{hex}' }, policies: ['PolicyDocument'] },
  'AWS::EC2::VPCGatewayAttachment': { ref: 'IGW|{VpcId}', attributes: { AttachmentType: 'IGW' } },
  'AWS::Events::ApiDestination': {
    ref: '{name}', name: 'Name', arn: 'events:{region}:{account}:api-destination/{name}/{uuid}', attributes: { Arn: '{arn}', ArnForPolicy: 'arn:{partition}:events:{region}:{account}:api-destination/{name}' },
  },
  'AWS::Events::Archive': { ref: '{name}', name: 'ArchiveName', arn: 'events:{region}:{account}:archive/{name}', attributes: { Arn: '{arn}' } },
  'AWS::Events::EventBus': {
    ref: '{name}', name: 'Name', arn: 'events:{region}:{account}:event-bus/{name}', attributes: { Arn: '{arn}', Name: '{name}' }, policies: ['Policy'],
  },
  'AWS::Events::Rule': { ref: '{name}', name: 'Name', arn: 'events:{region}:{account}:rule/{name}', attributes: { Arn: '{arn}' } },
  'AWS::IAM::InstanceProfile': {
    ref: '{name}', name: 'InstanceProfileName', arn: 'iam::{account}:instance-profile{Path|/}{name}', attributes: { Arn: '{arn}' },
  },
  'AWS::Kinesis::Stream': { ref: '{name}', name: 'Name', arn: 'kinesis:{region}:{account}:stream/{name}', attributes: { Arn: '{arn}' } },
  'AWS::KinesisFirehose::DeliveryStream': {
    ref: '{name}', name: 'DeliveryStreamName', arn: 'firehose:{region}:{account}:deliverystream/{name}', attributes: { Arn: '{arn}' },
  },
  'AWS::Lambda::Alias': { ref: '{arn}', arn: 'lambda:{region}:{account}:function:{FunctionName}:{Name}', attributes: { AliasArn: '{arn}' } },
  'AWS::Lambda::CodeSigningConfig': {
    ref: '{arn}', arn: 'lambda:{region}:{account}:code-signing-config:csc-{hex}', attributes: { CodeSigningConfigArn: '{arn}', CodeSigningConfigId: 'csc-{hex}' },
  },
  'AWS::Lambda::EventInvokeConfig': { ref: '{FunctionName}|{Qualifier}' },
  'AWS::Lambda::EventSourceMapping': {
    ref: '{uuid}', arn: 'lambda:{region}:{account}:event-source-mapping:{uuid}', attributes: { EventSourceMappingArn: '{arn}', Id: '{uuid}' },
  },
  'AWS::Lambda::Function': {
    ref: '{name}',
    name: 'FunctionName',
    arn: 'lambda:{region}:{account}:function:{name}',
    attributes: { 'Arn': '{arn}', 'SnapStartResponse.ApplyOn': 'None', 'SnapStartResponse.OptimizationStatus': 'Off' },
  },
  'AWS::Lambda::LayerVersion': { ref: '{arn}', arn: 'lambda:{region}:{account}:layer:{LayerName|{name}}:1', attributes: { LayerVersionArn: '{arn}' } },
  'AWS::Lambda::Url': {
    ref: '{TargetFunctionArn}', attributes: { FunctionArn: '{TargetFunctionArn}', FunctionUrl: 'https://{id}.lambda-url.{region}.on.aws/' },
  },
  'AWS::Lambda::Version': {
    ref: '{arn}', arn: 'lambda:{region}:{account}:function:{FunctionName}:1', attributes: { FunctionArn: '{arn}', Version: '1' },
  },
  'AWS::Logs::LogGroup': {
    ref: '{name}', name: 'LogGroupName', arn: 'logs:{region}:{account}:log-group:{name}:*', attributes: { Arn: '{arn}' }, policies: ['ResourcePolicyDocument'],
  },
  'AWS::Logs::LogStream': { ref: '{name}', name: 'LogStreamName' },
  'AWS::Logs::MetricFilter': { ref: '{name}', name: 'FilterName' },
  'AWS::Logs::SubscriptionFilter': { ref: '{name}', name: 'FilterName' },
  'AWS::Pipes::Pipe': {
    ref: '{name}',
    name: 'Name',
    arn: 'pipes:{region}:{account}:pipe/{name}',
    attributes: {
      Arn: '{arn}', CreationTime: '2026-01-01T00:00:00Z', CurrentState: 'RUNNING', LastModifiedTime: '2026-01-01T00:00:00Z', StateReason: '',
    },
  },
  'AWS::Route53::HostedZone': { ref: 'Z{id}', attributes: { Id: 'Z{id}' } },
  'AWS::Route53::RecordSet': { ref: '{Name}', attributes: { Id: '{id}' } },
  'AWS::S3::StorageLens': { ref: '{id}', attributes: { 'StorageLensConfiguration.StorageLensArn': 'arn:{partition}:s3:{region}:{account}:storage-lens/{id}' } },
  'AWS::Scheduler::Schedule': { ref: '{name}', name: 'Name', arn: 'scheduler:{region}:{account}:schedule/{GroupName|default}/{name}', attributes: { Arn: '{arn}' } },
  'AWS::Scheduler::ScheduleGroup': {
    ref: '{name}',
    name: 'Name',
    arn: 'scheduler:{region}:{account}:schedule-group/{name}',
    attributes: { Arn: '{arn}', CreationDate: '2026-01-01T00:00:00Z', LastModificationDate: '2026-01-01T00:00:00Z', State: 'ACTIVE' },
  },
  'AWS::SecretsManager::Secret': { ref: '{arn}', name: 'Name', arn: 'secretsmanager:{region}:{account}:secret:{name}-{hex}', attributes: { Id: '{arn}' } },
  'AWS::SES::ConfigurationSet': { ref: '{name}', name: 'Name' },
  'AWS::SNS::Subscription': { ref: '{arn}', arn: 'sns:{region}:{account}:{id}:{uuid}', attributes: { Arn: '{arn}' } },
  'AWS::SNS::Topic': { ref: '{arn}', name: 'TopicName', arn: 'sns:{region}:{account}:{name}', attributes: { TopicArn: '{arn}', TopicName: '{name}' } },
  'AWS::StepFunctions::Activity': { ref: '{arn}', name: 'Name', arn: 'states:{region}:{account}:activity:{name}', attributes: { Arn: '{arn}', Name: '{name}' } },
  'AWS::StepFunctions::StateMachine': {
    ref: '{arn}',
    name: 'StateMachineName',
    arn: 'states:{region}:{account}:stateMachine:{name}',
    attributes: { Arn: '{arn}', Name: '{name}', StateMachineRevisionId: '{uuid}' },
  },
  'AWS::WAFv2::WebACL': {
    ref: '{name}|{uuid}|{Scope}',
    name: 'Name',
    arn: 'wafv2:{region}:{account}:regional/webacl/{name}/{uuid}',
    attributes: { Arn: '{arn}', Capacity: '1', Id: '{uuid}', LabelNamespace: 'awswaf:{account}:webacl:{name}:' },
  },
  'AWS::WAFv2::WebACLAssociation': { ref: '{ResourceArn}|{WebACLArn}' },
  'AWS::XRay::Group': { ref: '{arn}', name: 'GroupName', arn: 'xray:{region}:{account}:group/{name}/{id}', attributes: { GroupARN: '{arn}' } },
};
