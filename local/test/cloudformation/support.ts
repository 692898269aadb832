import {
  CloudFormationClient, CreateChangeSetCommand, DeleteStackCommand, DescribeChangeSetCommand, DescribeStackEventsCommand, DescribeStacksCommand,
  ExecuteChangeSetCommand, type Stack, type StackEvent,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { LocalCloud, type LocalCloudOptions } from '../../src';

export const APP = 'amzn1.application-oa2-client.game';

/** Keys of one player's own items, and what may be done with them. */
export function gameTemplate({ attributes = ['UserId', 'Wins'], table = {}, policies = {}, role = {}, resources = {} }: {
  readonly attributes?: readonly string[]; readonly table?: object; readonly policies?: object; readonly role?: object; readonly resources?: object;
} = {}): object {
  return {
    Resources: {
      Scores: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
          ...table,
        },
        ...policies,
      },
      Players: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [{
              Effect: 'Allow',
              Principal: { Federated: 'www.amazon.com' },
              Action: 'sts:AssumeRoleWithWebIdentity',
              Condition: { StringEquals: { 'www.amazon.com:app_id': APP } },
            }],
          },
          Policies: [{
            PolicyName: 'own',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{
                Effect: 'Allow',
                Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
                Resource: { 'Fn::GetAtt': ['Scores', 'Arn'] },
                Condition: {
                  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${www.amazon.com:user_id}'], 'dynamodb:Attributes': attributes },
                  'Null': { 'dynamodb:LeadingKeys': 'false' },
                },
              }],
            },
          }],
        },
        ...role,
      },
      ...resources,
    },
    Outputs: { Table: { Value: { Ref: 'Scores' } }, Role: { Value: { 'Fn::GetAtt': ['Players', 'Arn'] } } },
  };
}

export interface DeployOptions {
  readonly parameters?: { readonly [name: string]: string };
  readonly importExisting?: boolean;
  readonly tags?: { readonly [key: string]: string };
}

export interface Deployed {
  readonly stack: Stack;
  /** Of this deployment, oldest first. */
  readonly events: readonly StackEvent[];
  readonly outputs: { readonly [name: string]: string };
}

/** Deploys as the CDK CLI does: with a change set. */
export class Deployer {
  static async start(options: LocalCloudOptions = {}): Promise<Deployer> {
    return new Deployer(await LocalCloud.start(options));
  }

  readonly cloudformation: CloudFormationClient;
  private count = 0;

  constructor(readonly cloud: LocalCloud) {
    this.cloudformation = new CloudFormationClient(this.as(cloud.administrator));
  }

  as(credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }): object {
    const { endpoint, region } = this.cloud;
    return { endpoint, region, credentials, maxAttempts: 1 };
  }

  get administrator(): DynamoDBClient {
    return new DynamoDBClient(this.as(this.cloud.administrator));
  }

  async deploy(name: string, template: object | string, options: DeployOptions = {}): Promise<Deployed> {
    const id = await this.changeSet(name, template, options);
    const { Status, StatusReason } = await this.cloudformation.send(new DescribeChangeSetCommand({ ChangeSetName: id }));
    if (Status !== 'CREATE_COMPLETE') throw new Error(StatusReason);
    const stackName = name;
    await this.cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName: id }));
    return this.described(stackName);
  }

  async changeSet(name: string, template: object | string, { parameters = {}, importExisting, tags = {} }: DeployOptions = {}): Promise<string> {
    const status = await this.status(name);
    const { Id } = await this.cloudformation.send(new CreateChangeSetCommand({
      StackName: name,
      ChangeSetName: `set-${this.count += 1}`,
      ChangeSetType: status === undefined || status === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE',
      TemplateBody: typeof template === 'string' ? template : JSON.stringify(template),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      ImportExistingResources: importExisting,
    }));
    return Id!;
  }

  async destroy(name: string): Promise<readonly StackEvent[]> {
    const { stack } = await this.described(name);
    await this.cloudformation.send(new DeleteStackCommand({ StackName: name }));
    return this.events(stack.StackId!);
  }

  async status(name: string): Promise<string | undefined> {
    return (await this.described(name).catch(() => undefined))?.stack.StackStatus;
  }

  async described(name: string): Promise<Deployed> {
    const { Stacks } = await this.cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks!;
    const outputs = Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
    return { stack, outputs, events: await this.events(stack.StackId!) };
  }

  /** Of the latest operation, oldest first. */
  private async events(stackId: string): Promise<StackEvent[]> {
    const { StackEvents = [] } = await this.cloudformation.send(new DescribeStackEventsCommand({ StackName: stackId }));
    const latest = (StackEvents[0] as { readonly OperationId?: string } | undefined)?.OperationId;
    return StackEvents.filter((event) => (event as { readonly OperationId?: string }).OperationId === latest).reverse();
  }

  /** A player's DynamoDB. */
  async player(user: string, roleArn: string, app = APP): Promise<DynamoDBClient> {
    const { token, providerId } = await this.cloud.signIn({ provider: 'amazon', app, user });
    const sts = new STSClient({ endpoint: this.cloud.endpoint, region: this.cloud.region });
    const { Credentials } = await sts.send(new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn, RoleSessionName: 'game', WebIdentityToken: token, ProviderId: providerId,
    }));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    return new DynamoDBClient(this.as({ accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken }));
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }
}

export function summary(events: readonly StackEvent[]): string[] {
  return events.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`);
}

/** The code of what an SDK call is refused with. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'allowed', (error: Error) => error.name);
}
