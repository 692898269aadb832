import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { Deployer, gameTemplate } from './support';

let cloud: Deployer;
beforeEach(async () => { cloud = await Deployer.start(); });
afterEach(() => cloud.stop());

const REFEREE = {
  RefereeRole: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' }],
    },
  },
  Referee: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['RefereeRole', 'Arn'] }, Code: { ZipFile: 'x' }, Handler: 'index.handler' } },
  Results: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Referee' }, EventSourceArn: { 'Fn::GetAtt': ['Scores', 'StreamArn'] } } },
};

test('a function on the stream of a table deploys, is told as inert once, and can be changed and taken away', async () => {
  const game = (resources: object) => gameTemplate({ table: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }, resources });
  const { stack, events, outputs } = await cloud.deploy('Game', game(REFEREE));
  expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  const reasons = events.filter(({ ResourceStatusReason }) => ResourceStatusReason?.startsWith('Inert: '));
  expect(reasons.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`).sort()).toEqual(['Referee CREATE_COMPLETE', 'Results CREATE_COMPLETE']);
  expect(cloud.cloud.inert).toEqual({ 'Game/Referee': 'AWS::Lambda::Function', 'Game/Results': 'AWS::Lambda::EventSourceMapping' });
  expect(Object.keys(cloud.cloud.roles)).toEqual(expect.arrayContaining(['RefereeRole']) as string[]);

  const { Table } = await cloud.administrator.send(new DescribeTableCommand({ TableName: outputs.Table }));
  expect(Table).toMatchObject({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' }, LatestStreamArn: `${Table!.TableArn}/stream/${Table!.LatestStreamLabel}` });

  const changed = { ...REFEREE, Referee: { ...REFEREE.Referee, Properties: { ...REFEREE.Referee.Properties, Timeout: 5 } } };
  expect((await cloud.deploy('Game', game(changed))).stack.StackStatus).toBe('UPDATE_COMPLETE');
  expect((await cloud.deploy('Game', game({}))).stack.StackStatus).toBe('UPDATE_COMPLETE');
  expect(cloud.cloud.inert).toEqual({});
});

test('an inert resource that refers to nothing is refused all the same', async () => {
  const resources = { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Nobody' } } } };
  const { stack } = await cloud.deploy('Game', gameTemplate({ resources }));
  expect(stack).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE', StackStatusReason: expect.stringContaining('Topic.DisplayName: nothing is called "Nobody"') as string });
});

describe('autoDeleteObjects', () => {
  const s3 = () => new S3Client({ ...cloud.as(cloud.cloud.administrator), forcePathStyle: true });
  const template = (tags: object[], custom: object = { Emptied: { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: 'arn', BucketName: { Ref: 'Files' } } } }) => (
    { Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files-of-the-game', Tags: tags } }, ...custom } });
  const TAG = [{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }];
  const names = async () => (await s3().send(new ListBucketsCommand({}))).Buckets!.map(({ Name }) => Name);
  const fill = () => s3().send(new PutObjectCommand({ Bucket: 'files-of-the-game', Key: 'a', Body: 'x' }));

  test('a bucket goes with its stack, and with what is in it', async () => {
    await cloud.deploy('Game', template(TAG));
    await fill();
    await cloud.destroy('Game');
    expect(await names()).not.toContain('files-of-the-game');
    await cloud.deploy('Game', template(TAG));
    expect(await names()).toContain('files-of-the-game');
  });

  test.each<[what: string, tags: object[], custom: object | undefined]>([
    ['without the tag that its function asks for', [], undefined],
    ['without its custom resource', TAG, {}],
    ['for another bucket', TAG, { Emptied: { Type: 'Custom::S3AutoDeleteObjects', Properties: { ServiceToken: 'arn', BucketName: 'other-bucket' } } }],
  ])('%s, a bucket that holds something stays', async (_, tags, custom) => {
    await cloud.deploy('Game', template(tags, custom));
    await fill();
    await cloud.destroy('Game');
    expect(await names()).toContain('files-of-the-game');
  });
});

describe('Fn::GetStackOutput is weak', () => {
  const producer = (Value: string) => ({ Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } } }, Outputs: { Name: { Value } } });
  const output = { 'Fn::GetStackOutput': { StackName: 'Producer', OutputName: 'Name', Region: { Ref: 'AWS::Region' } } };
  const consumer = (Description: string) => ({
    Description,
    Resources: { C: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/read', Type: 'String', Value: output } } },
    Outputs: { Read: { Value: output } },
  });

  test('the value is that of the deployment, until the next one', async () => {
    await cloud.deploy('Producer', producer('one'));
    expect((await cloud.deploy('Consumer', consumer('first'))).outputs.Read).toBe('one');
    await cloud.deploy('Producer', producer('two'));
    expect(cloud.cloud.stacks.Consumer.Read).toBe('one');
    expect((await cloud.deploy('Consumer', consumer('second'))).outputs.Read).toBe('two');
  });

  test('the stack that it is read from may go', async () => {
    await cloud.deploy('Producer', producer('one'));
    await cloud.deploy('Consumer', consumer('first'));
    await cloud.destroy('Producer');
    expect(cloud.cloud.stacks).toEqual({ Consumer: { Read: 'one' } });
    const { stack, events } = await cloud.deploy('Consumer', consumer('second'));
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(events.map(({ ResourceStatusReason }) => ResourceStatusReason).join()).toContain('stack "Producer" does not exist: deploy it first');
    expect(cloud.cloud.stacks).toEqual({ Consumer: { Read: 'one' } });
  });
});
