import { CloudFormationClient, CreateChangeSetCommand, DeleteStackCommand, DescribeStacksCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { codeOf, Deployer, gameTemplate } from './support';

let cloud: Deployer;
beforeAll(async () => {
  cloud = await Deployer.start();
  await cloud.deploy('Game', gameTemplate());
});
afterAll(() => cloud.stop());

const TEMPLATE = JSON.stringify(gameTemplate());
const toolkitRole = (name: string) => `arn:aws:iam::123456789012:role/cdk-hnb659fds-${name}-123456789012-us-east-1`;

async function assume(role: string): Promise<object> {
  const sts = new STSClient(cloud.as(cloud.cloud.administrator));
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: toolkitRole(role), RoleSessionName: 'cdk' }));
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return cloud.as({ accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken });
}

test('the app\'s users may deploy nothing, nor look', async () => {
  const { outputs } = await cloud.described('Game');
  const player = await cloud.player('alice', outputs.Role);
  const client = new CloudFormationClient({ ...cloud.as(cloud.cloud.administrator), credentials: player.config.credentials });
  for (const command of [
    new DescribeStacksCommand({}), new DescribeStacksCommand({ StackName: 'Game' }), new DeleteStackCommand({ StackName: 'Game' }),
    new UpdateStackCommand({ StackName: 'Game', TemplateBody: TEMPLATE }),
  ]) {
    expect(await codeOf(client.send(command as DescribeStacksCommand))).toBe('AccessDenied');
  }
  const ssm = new SSMClient({ ...cloud.as(cloud.cloud.administrator), credentials: player.config.credentials });
  expect(await codeOf(ssm.send(new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' })))).toBe('AccessDeniedException');
  expect(await cloud.status('Game')).toBe('CREATE_COMPLETE');
});

test('requests without a signature that holds are refused', async () => {
  const { status, body, cors } = await fetch(`${cloud.cloud.endpoint}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-amz-date': '20260101T000000Z', 'authorization': 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/cloudformation/aws4_request, SignedHeaders=host;x-amz-date, Signature=0' },
    body: 'Action=DeleteStack&Version=2010-05-15&StackName=Game',
  }).then(async (response) => ({ status: response.status, body: await response.text(), cors: response.headers.get('access-control-allow-origin') }));
  // Nor is there CORS on a control plane: AWS has none.
  expect([status, body, cors]).toEqual([403, expect.stringContaining('InvalidClientTokenId'), null]);
});

test('whoever looks up may change nothing; whoever publishes may only publish', async () => {
  const lookup = new CloudFormationClient(await assume('lookup-role'));
  expect(await codeOf(lookup.send(new DescribeStacksCommand({ StackName: 'Game' })))).toBe('allowed');
  expect(await codeOf(lookup.send(new DeleteStackCommand({ StackName: 'Game' })))).toBe('AccessDenied');
  const publishing = await assume('file-publishing-role');
  expect(await codeOf(new CloudFormationClient(publishing).send(new DescribeStacksCommand({ StackName: 'Game' })))).toBe('AccessDenied');
});

test('whoever deploys may hand over the role of CloudFormation only, and read templates of the staging bucket only', async () => {
  const deploying = new CloudFormationClient(await assume('deploy-role'));
  const change = (RoleARN?: string, template: object = { TemplateBody: TEMPLATE }) => codeOf(deploying.send(new CreateChangeSetCommand({
    StackName: 'Game', ChangeSetName: `c${Math.random().toString(36).slice(2)}`, Capabilities: ['CAPABILITY_IAM'], RoleARN, ...template,
  })));
  expect(await change(toolkitRole('cfn-exec-role'))).toBe('allowed');
  expect(await change(toolkitRole('file-publishing-role'))).toBe('AccessDenied');

  const s3 = new S3Client({ ...cloud.as(cloud.cloud.administrator), forcePathStyle: true });
  await cloud.deploy('Bucket', { Resources: { Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'other-bucket' } } } });
  for (const Bucket of ['cdk-hnb659fds-assets-123456789012-us-east-1', 'other-bucket']) {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a b/template.json', Body: TEMPLATE }));
  }
  const at = (bucket: string) => ({ TemplateURL: `${cloud.cloud.endpoint}/${bucket}/a%20b/template.json` });
  expect(await change(undefined, at('cdk-hnb659fds-assets-123456789012-us-east-1'))).toBe('allowed');
  expect(await change(undefined, at('other-bucket'))).toBe('AccessDenied');
  expect(await change(undefined, { TemplateURL: 'http://169.254.169.254/latest/meta-data' })).toBe('ValidationError');
  expect(await change(undefined, { TemplateURL: 'http://127.0.0.1:1/other-bucket/x' })).toBe('ValidationError');
});

test('capabilities are asked for', async () => {
  const named = JSON.stringify({ Resources: { It: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'x', PolicyDocument: { Version: '2012-10-17', Statement: [] } } } } });
  const create = (TemplateBody: string, Capabilities: ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM')[]) =>
    codeOf(cloud.cloudformation.send(new CreateChangeSetCommand({ StackName: `S${Math.random().toString(36).slice(2)}`, ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody, Capabilities })));
  expect(await create(TEMPLATE, [])).toBe('InsufficientCapabilitiesException');
  expect(await create(TEMPLATE, ['CAPABILITY_IAM'])).toBe('allowed');
  expect(await create(named, ['CAPABILITY_IAM'])).toBe('InsufficientCapabilitiesException');
  expect(await create(named, ['CAPABILITY_NAMED_IAM'])).toBe('allowed');
});
