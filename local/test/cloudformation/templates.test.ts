import {
  CloudFormationClient, CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, GetTemplateCommand, GetTemplateSummaryCommand,
  ListExportsCommand, ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { codeOf, Deployer, gameTemplate, summary } from './support';

let cloud: Deployer;
beforeAll(async () => { cloud = await Deployer.start(); });
afterAll(() => cloud.stop());

const parameter = (name: string, value: unknown) => ({ Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Name: name, Value: value } });
const store = () => new SSMClient(cloud.as(cloud.cloud.administrator));
const valueOf = async (Name: string) => (await store().send(new GetParameterCommand({ Name }))).Parameter?.Value;

test('a template in YAML, short forms and all', async () => {
  const { outputs, stack } = await cloud.deploy('Yaml', `
AWSTemplateFormatVersion: 2010-09-09
Description: in YAML
Parameters:
  Stage: {Type: String, Default: beta}
Conditions:
  IsBeta: !Equals [!Ref Stage, beta]
Resources:
  Name:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Name: !Sub /\${AWS::StackName}/name
      Value: !If [IsBeta, !Join ['-', [a, !Select [1, !Split [',', 'x,y']]]], other]
  Other:
    Type: AWS::SSM::Parameter
    Condition: Never
    Properties: {Type: String, Value: never}
Outputs:
  Name: {Value: !Ref Name, Description: what it is called}
`.replace('Conditions:', 'Conditions:\n  Never: !Not [!Condition IsBeta]'));
  expect(outputs).toEqual({ Name: '/Yaml/name' });
  expect(stack).toMatchObject({ Description: 'in YAML', Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'beta' }], Outputs: [{ Description: 'what it is called' }] });
  expect(await valueOf('/Yaml/name')).toBe('a-y');
});

describe('parameters', () => {
  const template = {
    Parameters: {
      Level: { Type: 'Number', MinValue: 1, MaxValue: 9 },
      Names: { Type: 'CommaDelimitedList', Default: 'a,b' },
      Secret: { Type: 'String', Default: 'x', NoEcho: true },
      Stage: { Type: 'String', Default: 'beta', AllowedValues: ['beta', 'prod'] },
      Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
    },
    Resources: { It: parameter('/parameters', { 'Fn::Join': ['|', [{ Ref: 'Level' }, { Ref: 'Stage' }, { Ref: 'Version' }, { 'Fn::Select': [1, { Ref: 'Names' }] }]] }) },
  };

  test('are passed, kept, and told', async () => {
    const { stack } = await cloud.deploy('Parameters', template, { parameters: { Level: '3', Stage: 'prod' } });
    expect(await valueOf('/parameters')).toBe('3|prod|30|b');
    expect(stack.Parameters).toEqual(expect.arrayContaining([
      { ParameterKey: 'Secret', ParameterValue: '****' },
      { ParameterKey: 'Version', ParameterValue: '/cdk-bootstrap/hnb659fds/version', ResolvedValue: '30' },
    ]));
  });

  test.each([
    [{}, 'Parameters: [Level] must have values'],
    [{ Level: '10' }, 'parameter Level: got "10", want at most 9'],
    [{ Level: 'many' }, 'parameter Level: got "many", want a number'],
    [{ Level: '1', Stage: 'alpha' }, 'parameter Stage: got "alpha", want one of beta, prod'],
    [{ Level: '1', Other: '1' }, 'Parameters: [Other] do not exist in the template'],
    [{ Level: '1', Version: '/nowhere' }, 'parameter Version: the Parameter Store has no "/nowhere"'],
  ])('%j is refused before anything begins', async (parameters, problem) => {
    await expect(cloud.changeSet('Refused', template, { parameters })).rejects.toMatchObject({ name: 'ValidationError', message: problem });
    expect(await cloud.status('Refused')).toBeUndefined();
  });
});

describe('exports', () => {
  const exporting = (value: string) => ({ Resources: { It: parameter('/exporting', 'x') }, Outputs: { Out: { Value: value, Export: { Name: 'shared' } } } });
  const importing = { Resources: { It: parameter('/importing', { 'Fn::ImportValue': 'shared' }) } };

  test('hold stacks together', async () => {
    await cloud.deploy('Exporting', exporting('one'));
    await cloud.deploy('Importing', importing);
    expect(await valueOf('/importing')).toBe('one');
    expect((await cloud.cloudformation.send(new ListExportsCommand({}))).Exports).toEqual([expect.objectContaining({ Name: 'shared', Value: 'one' })]);

    const changed = await cloud.deploy('Exporting', exporting('two'));
    expect([changed.stack.StackStatus, changed.stack.StackStatusReason]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'Cannot update export shared as it is in use by Importing']);
    const events = await cloud.destroy('Exporting');
    expect(events.at(-1)).toMatchObject({ ResourceStatus: 'DELETE_FAILED', ResourceStatusReason: 'Delete canceled. Cannot delete export shared as it is in use by Importing' });
    expect(await valueOf('/importing')).toBe('one');

    await cloud.destroy('Importing');
    expect(summary(await cloud.destroy('Exporting')).at(-1)).toBe('Exporting DELETE_COMPLETE');
  });

  test('that nobody has fail the stack that imports them', async () => {
    const { stack } = await cloud.deploy('Alone', { Resources: { It: parameter('/alone', { 'Fn::ImportValue': 'nothing' }) } });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    await cloud.destroy('Alone');
  });
});

describe('what is no template of this cloud is refused before anything begins', () => {
  test.each([
    ['{', 'Template format error: JSON not well-formed. ('],
    ['Resources: [', 'Template format error: YAML not well-formed. ('],
    ['{}', 'Template format error: At least one Resources member must be defined.'],
    [JSON.stringify({ Resources: { It: { Type: 'AWS::IoT::Thing' } } }),
      'Template format error: Unrecognized resource types: [AWS::IoT::Thing]: the local cloud does not run It (AWS::IoT::Thing); start it with --skip-unknown to pass them over'],
    [JSON.stringify({ Resources: { It: { Type: 'AWS::SQS::QueueInlinePolicy' } } }),
      'Template format error: Unrecognized resource types: [AWS::SQS::QueueInlinePolicy]: the local cloud does not run It (AWS::SQS::QueueInlinePolicy); of AWS::SQS::QueueInlinePolicy: it says who may do what'],
    [JSON.stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: { It: parameter('/x', 'x') } }), 'template: Transform is not supported by the local cloud'],
    [`{"Resources": {"It": {"Type": "AWS::CDK::Metadata"}}, "Description": "${'x'.repeat(51_200)}"}`, 'less than or equal to 51200'],
  ])('%.60s', async (body, problem) => {
    await expect(cloud.changeSet('Refused', body)).rejects.toMatchObject({ name: 'ValidationError', message: expect.stringContaining(problem) as string });
    expect(await cloud.status('Refused')).toBeUndefined();
  });
});

test('--skip-unknown passes over what says nothing about permissions, and refuses what does before anything begins', async () => {
  const skipping = await Deployer.start({ skipUnknown: true });
  try {
    const topic = { Type: 'AWS::IoT::Thing' };
    const { stack } = await skipping.deploy('Skipping', { Resources: { It: parameter('/skipping', 'x'), Topic: topic } });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const policy = { Type: 'AWS::IAM::RolePolicy', Properties: { RoleName: 'x', PolicyName: 'x' } };
    await expect(skipping.changeSet('Refused', { Resources: { Topic: topic, Policy: policy } })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringMatching(/^Template format error: Unrecognized resource types: \[AWS::IAM::RolePolicy\].*it says who may do what/) as string,
    });
    expect(await skipping.status('Refused')).toBeUndefined();
  } finally {
    await skipping.stop();
  }
});

test('a change set that changes nothing says so, as clients expect', async () => {
  const template = { Resources: { It: parameter('/same', 'x') } };
  await cloud.deploy('Same', template);
  await expect(cloud.deploy('Same', template)).rejects.toThrow("The submitted information didn't contain changes. Submit different information to create a change set.");
  expect((await cloud.deploy('Same', template, { tags: { team: 'x' } })).stack.Tags).toEqual([{ Key: 'team', Value: 'x' }]);
});

test('what was deployed can be asked for', async () => {
  const template = gameTemplate();
  await cloud.deploy('Asked', template);
  const { TemplateBody } = await cloud.cloudformation.send(new GetTemplateCommand({ StackName: 'Asked' }));
  expect(JSON.parse(TemplateBody!)).toEqual(template);
  const { ResourceTypes } = await cloud.cloudformation.send(new GetTemplateSummaryCommand({ StackName: 'Asked' }));
  expect(ResourceTypes).toEqual(['AWS::DynamoDB::Table', 'AWS::IAM::Role']);
  const { StackResourceSummaries } = await cloud.cloudformation.send(new ListStackResourcesCommand({ StackName: 'Asked' }));
  expect(StackResourceSummaries!.map(({ LogicalResourceId, ResourceStatus }) => [LogicalResourceId, ResourceStatus])).toEqual([['Scores', 'CREATE_COMPLETE'], ['Players', 'CREATE_COMPLETE']]);
});

test('several parameters of the store at once', async () => {
  const { Parameters, InvalidParameters } = await new SSMClient(cloud.as(cloud.cloud.administrator)).send(new GetParametersCommand({ Names: ['/cdk-bootstrap/hnb659fds/version', '/none'] }));
  expect([Parameters?.map(({ Value }) => Value), InvalidParameters]).toEqual([['30'], ['/none']]);
});

test('deleting what is not there is no error, and makes nothing', async () => {
  const stacks = async () => {
    const { Stacks } = await cloud.cloudformation.send(new DescribeStacksCommand({}));
    return Stacks!.map(({ StackName, StackStatus }) => [StackName, StackStatus]);
  };
  const before = await stacks();
  expect(await codeOf(cloud.cloudformation.send(new DeleteStackCommand({ StackName: 'Nothing' })))).toBe('allowed');
  expect(await codeOf(cloud.cloudformation.send(new DescribeStacksCommand({ StackName: 'Nothing' })))).toBe('ValidationError');
  expect(await stacks()).toEqual(before);
});

describe('nested stacks', () => {
  const bucket = 'templates-of-the-game';
  const nesting = (url: string) => ({ Resources: { Part: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, Parameters: { Value: 'given' } } } } });
  const refusal = (url: string) => cloud.changeSet('Nesting', nesting(url)).then(() => undefined, (error: Error) => error.message);
  beforeAll(async () => {
    await cloud.deploy('Bucket', { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: bucket } } } });
    const s3 = new S3Client({ ...cloud.as(cloud.cloud.administrator), forcePathStyle: true });
    const put = (Key: string, content: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: content }));
    await put('part.yaml', 'Parameters: {Value: {Type: String}}\nResources: {It: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: /part, Value: !Ref Value}}}');
    await put('large.yaml', `${'#'.repeat(1_000_000)}\nResources: {It: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: x}}}`);
    await put('itself.json', JSON.stringify(nesting(`https://s3.us-east-1.amazonaws.com/${bucket}/itself.json`)));
    await put('macro.yaml', 'Transform: Macro\nResources: {It: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: x}}}');
  });

  test('lie in buckets, as `aws cloudformation package` puts them', async () => {
    await cloud.deploy('Nesting', nesting(`https://s3.us-east-1.amazonaws.com/${bucket}/part.yaml`));
    expect(await valueOf('/part')).toBe('given');
  });

  test.each([
    ['elsewhere', 'https://example.com/part.yaml', 'TemplateURL must be a supported URL: got "https://example.com/part.yaml", want an object in a bucket of the local cloud'],
    ['nowhere', `https://s3.us-east-1.amazonaws.com/${bucket}/no.yaml`, 'S3 error: The specified key does not exist.'],
    ['longer than CloudFormation takes', `https://s3.us-east-1.amazonaws.com/${bucket}/large.yaml`, 'Template may not exceed 1000000 bytes in size.'],
    ['that nest themselves', `https://s3.us-east-1.amazonaws.com/${bucket}/itself.json`, 'nested stacks: got more than 10 levels of them'],
    ['with a macro', `https://s3.us-east-1.amazonaws.com/${bucket}/macro.yaml`, 'stack template: Transform is not supported by the local cloud: macros change the template at deployment'],
  ])('%s are refused', async (_, url, message) => {
    expect(await refusal(url)).toBe(message);
  });

  test('are read as whoever deploys: who may not read them does not deploy them', async () => {
    const table = gameTemplate() as { Resources: { Players: { Properties: { Policies: object[] } } } };
    table.Resources.Players.Properties.Policies = [{
      PolicyName: 'deploy', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'cloudformation:*', Resource: '*' }] },
    }];
    const { outputs } = await cloud.deploy('Players', table);
    const { config: { credentials } } = await cloud.player('alice', outputs.Role);
    const asPlayer = new CloudFormationClient(cloud.as(await credentials()));
    const TemplateBody = JSON.stringify(nesting(`https://s3.us-east-1.amazonaws.com/${bucket}/part.yaml`));
    const create = asPlayer.send(new CreateStackCommand({ StackName: 'Stolen', TemplateBody }));
    expect(await codeOf(create)).toBe('AccessDenied');
  });
});
