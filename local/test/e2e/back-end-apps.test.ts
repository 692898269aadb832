import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as notifications from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { LocalCloud } from '../../src';

jest.setTimeout(120_000);

/* What CDK's own constructs make of a back end, as the newest CDK writes it: it deploys without an option. */

function handler(stack: Stack, id: string): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'), logGroup: new logs.LogGroup(stack, `${id}Logs`),
  });
}

/** A web app: API with sign-in, items, uploads, a distribution, alarms. */
function webApp(app: App): void {
  const stack = new Stack(app, 'WebApp');
  const table = new dynamodb.Table(stack, 'Items', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
  const uploads = new s3.Bucket(stack, 'Uploads', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  const items = handler(stack, 'Api');
  table.grantReadWriteData(items);
  uploads.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(handler(stack, 'OnUpload')));
  const pool = new cognito.UserPool(stack, 'Users');
  pool.addClient('Web');
  pool.addDomain('Login', { cognitoDomain: { domainPrefix: 'items' } });
  new cognito.CfnUserPoolGroup(stack, 'Admins', { userPoolId: pool.userPoolId, groupName: 'admins' });
  const api = new apigateway.LambdaRestApi(stack, 'Gateway', {
    handler: items, defaultMethodOptions: { authorizer: new apigateway.CognitoUserPoolsAuthorizer(stack, 'Authorizer', { cognitoUserPools: [pool] }) },
  });
  new cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(uploads) } });
  new cloudwatch.Alarm(stack, 'Errors', { metric: items.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  new CfnOutput(stack, 'Url', { value: api.url });
}

/** A pipeline of events: a stream, a queue with its dead letters, a topic, rules, a provider of GitHub. */
function eventApp(app: App): void {
  const stack = new Stack(app, 'EventApp');
  const table = new dynamodb.TableV2(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, dynamoStream: dynamodb.StreamViewType.NEW_IMAGE });
  const onChange = handler(stack, 'OnChange');
  onChange.addEventSource(new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.LATEST }));
  const queue = new sqs.Queue(stack, 'Work', { enforceSSL: true, deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 3 } });
  handler(stack, 'Worker').addEventSource(new sources.SqsEventSource(queue));
  const topic = new sns.Topic(stack, 'News', { enforceSSL: true });
  topic.addSubscription(new subscriptions.SqsSubscription(queue));
  new events.Rule(stack, 'Nightly', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(onChange), new targets.SqsQueue(queue)] });
  const github = new iam.OpenIdConnectProvider(stack, 'GitHub', { url: 'https://token.actions.githubusercontent.com', clientIds: ['sts.amazonaws.com'] });
  new iam.Role(stack, 'Deployer', {
    assumedBy: new iam.OpenIdConnectPrincipal(github, {
      StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com', 'token.actions.githubusercontent.com:sub': 'repo:me/it:ref:refs/heads/main' },
    }),
  });
  new CfnOutput(stack, 'QueueUrl', { value: queue.queueUrl });
}

test('two back ends deploy as they are; what is not run is told, what decides is real', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'back-end-'));
  const app = new App({ outdir });
  webApp(app);
  eventApp(app);
  app.synth();
  const cloud = await LocalCloud.start({ assembly: outdir });
  try {
    const types = new Set(Object.values(cloud.inert));
    expect([...types]).toEqual(expect.arrayContaining([
      'AWS::Lambda::Function', 'AWS::Lambda::EventSourceMapping', 'AWS::ApiGateway::RestApi', 'AWS::CloudFront::Distribution', 'AWS::SNS::Topic', 'AWS::Events::Rule',
      'AWS::Logs::LogGroup', 'AWS::CloudWatch::Alarm', 'Custom::S3BucketNotifications',
    ]));
    expect([...types].filter((type) => /^AWS::(?:IAM|DynamoDB|S3|SQS|KMS)::|Permission|Policy|Custom::(?:S3AutoDelete|AWSCDKOpenId)/.test(type))).toEqual([]);
    expect(cloud.skipped).toEqual({});
    expect(cloud.stacks.EventApp.QueueUrl).toContain(`${cloud.endpoint}/123456789012/`);
    expect(cloud.stacks.WebApp.Url).toMatch(/^https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/prod\/$/);
    expect(Object.keys(cloud.roles)).toEqual(expect.arrayContaining(['EventApp/Deployer', 'WebApp/Api/ServiceRole']));

    const signIn = (repository: string) => cloud.signIn({
      provider: 'https://token.actions.githubusercontent.com', app: 'sts.amazonaws.com', user: `repo:${repository}:ref:refs/heads/main`,
    });
    const [{ token }, { token: other }] = await Promise.all([signIn('me/it'), signIn('you/it')]);
    const role = cloud.roles['EventApp/Deployer'];
    expect((await cloud.explain({ role, token })).verdict).toBe('allowed');
    expect((await cloud.explain({ role, token: other })).verdict).toBe('denied');
  } finally {
    await cloud.stop();
  }
});
