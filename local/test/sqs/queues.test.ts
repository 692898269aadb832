import {
  ChangeMessageVisibilityCommand, DeleteMessageBatchCommand, DeleteMessageCommand, GetQueueAttributesCommand, GetQueueUrlCommand, ListQueuesCommand,
  PurgeQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient, type Message,
} from '@aws-sdk/client-sqs';
import { APP, codeOf, Deployer } from '../cloudformation/support';

/* A queue that users of an app reach, behind the same enforcement. API: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference */

const statement = (Effect: string, Action: string | string[], Resource: unknown, more: object = {}) => ({ Effect, Action, Resource, ...more });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const role = (...Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Federated: 'www.amazon.com' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringEquals: { 'www.amazon.com:app_id': APP } } }],
    },
    Policies: Statement.length === 0 ? [] : [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});

const TEMPLATE = {
  Resources: {
    Matches: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60, RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 } } },
    Dead: { Type: 'AWS::SQS::Queue' },
    Small: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'small', MaximumMessageSize: 1024, DelaySeconds: 5, MessageRetentionPeriod: 60 } },
    Shared: { Type: 'AWS::SQS::Queue' },
    SharedPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Shared' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: arn('Readers') }, Action: 'sqs:ReceiveMessage', Resource: arn('Shared') },
            { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: arn('Shared'), Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.1' }, ArnEquals: { 'aws:PrincipalArn': arn('Barred') } } },
          ],
        },
      },
    },
    Fifo: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true, ContentBasedDeduplication: true } },
    Senders: role(statement('Allow', 'sqs:SendMessage', arn('Matches'))),
    Alices: role(statement('Allow', 'sqs:*', arn('Matches'), { Condition: { StringEquals: { 'www.amazon.com:user_id': 'alice' } } })),
    Readers: role(),
    Barred: role(statement('Allow', 'sqs:*', '*')),
  },
  Outputs: {
    ...Object.fromEntries(['Matches', 'Dead', 'Small', 'Shared', 'Fifo'].map((id) => [id, { Value: { Ref: id } }])),
    ...Object.fromEntries(['Senders', 'Alices', 'Readers', 'Barred'].map((id) => [id, { Value: arn(id) }])),
  },
};

let now = Date.now();
let deployer: Deployer;
let urls: { readonly [name: string]: string };
beforeEach(async () => {
  now = Date.now();
  deployer = await Deployer.start({ clock: () => now });
  urls = (await deployer.deploy('Game', TEMPLATE)).outputs;
});
afterEach(() => deployer.stop());

const administrator = () => new SQSClient(deployer.as(deployer.cloud.administrator));
const user = async (name: string, roleName: string) => {
  const { config } = await deployer.player(name, urls[roleName]);
  return new SQSClient(deployer.as(await config.credentials()));
};
const receive = async (QueueUrl: string, more: object = {}): Promise<Message[]> => {
  const { Messages } = await administrator().send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }));
  return Messages ?? [];
};
const send = (QueueUrl: string, MessageBody: string) => administrator().send(new SendMessageCommand({ QueueUrl, MessageBody }));

describe('a message', () => {
  test('is sent, received with its attributes, hidden meanwhile, and deleted', async () => {
    const sent = await administrator().send(new SendMessageCommand({
      QueueUrl: urls.Matches, MessageBody: 'hello', MessageAttributes: { level: { DataType: 'Number', StringValue: '7' }, raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) } },
    }));
    expect(sent).toMatchObject({ MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592', MD5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    const [message] = await receive(urls.Matches, { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'hello',
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      Attributes: { ApproximateReceiveCount: '1' },
      MessageAttributes: { level: { DataType: 'Number', StringValue: '7' }, raw: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) } },
    });
    expect(await receive(urls.Matches)).toEqual([]);
    await administrator().send(new DeleteMessageCommand({ QueueUrl: urls.Matches, ReceiptHandle: message.ReceiptHandle }));
    now += 61_000;
    expect(await receive(urls.Matches)).toEqual([]);
  });

  test('comes again when nobody deletes it, or when it is made visible', async () => {
    await send(urls.Dead, 'a');
    const [first] = await receive(urls.Dead);
    now += 29_000;
    expect(await receive(urls.Dead)).toEqual([]);
    now += 2_000;
    const [again] = await receive(urls.Dead, { VisibilityTimeout: 100 });
    expect(again.MessageId).toBe(first.MessageId);
    const change = (ReceiptHandle?: string) => new ChangeMessageVisibilityCommand({ QueueUrl: urls.Dead, ReceiptHandle, VisibilityTimeout: 0 });
    const visible = (receipt?: string) => codeOf(administrator().send(change(receipt)) as never);
    expect([await visible(first.ReceiptHandle), await visible('nonsense'), await visible(again.ReceiptHandle)]).toEqual(['MessageNotInflight', 'ReceiptHandleIsInvalid', 'allowed']);
    expect(await receive(urls.Dead)).toHaveLength(1);
  });

  test('that is received too often goes to the dead-letter queue', async () => {
    await send(urls.Matches, 'poison');
    for (let i = 0; i < 2; i++) {
      expect(await receive(urls.Matches)).toHaveLength(1);
      now += 61_000;
    }
    expect(await receive(urls.Matches)).toEqual([]);
    expect((await receive(urls.Dead)).map(({ Body }) => Body)).toEqual(['poison']);
  });

  test('waits for its delay, and is gone after its retention', async () => {
    await send(urls.Small, 'late');
    const counts = async () => (await administrator().send(new GetQueueAttributesCommand({ QueueUrl: urls.Small, AttributeNames: ['All'] }))).Attributes;
    expect(await counts()).toMatchObject({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesDelayed: '1', DelaySeconds: '5', MaximumMessageSize: '1024', QueueArn: 'arn:aws:sqs:us-east-1:123456789012:small' });
    expect(await receive(urls.Small)).toEqual([]);
    now += 5_000;
    expect(await receive(urls.Small, { VisibilityTimeout: 0 })).toHaveLength(1);
    now += 60_000;
    expect(await receive(urls.Small)).toEqual([]);
  });

  test('is waited for', async () => {
    const waiting = receive(urls.Dead, { WaitTimeSeconds: 10 });
    await send(urls.Dead, 'soon');
    expect(await waiting).toHaveLength(1);
  });
});

test('batches: each entry by itself', async () => {
  const Entries = [{ Id: 'a', MessageBody: 'a' }, { Id: 'b', MessageBody: 'x'.repeat(2000) }];
  const { Successful, Failed } = await administrator().send(new SendMessageBatchCommand({ QueueUrl: urls.Small, Entries }));
  expect([Successful!.map(({ Id }) => Id), Failed]).toEqual([['a'], [{ Id: 'b', Code: 'InvalidParameterValue', Message: expect.stringContaining('shorter than 1024') as string, SenderFault: true }]]);
  now += 5_000;
  const [message] = await receive(urls.Small);
  const deleted = await administrator().send(new DeleteMessageBatchCommand({ QueueUrl: urls.Small, Entries: [{ Id: 'a', ReceiptHandle: message.ReceiptHandle }, { Id: 'b', ReceiptHandle: 'x' }] }));
  expect([deleted.Successful, deleted.Failed?.map(({ Code }) => Code)]).toEqual([[{ Id: 'a' }], ['ReceiptHandleIsInvalid']]);
});

test('its URL leads to the local cloud, and messages stay over a deployment', async () => {
  expect(urls.Matches).toMatch(new RegExp(`^${deployer.cloud.endpoint}/123456789012/Game-Matches-[0-9A-F]{12}$`));
  // As a client that has only the URL: no endpoint of its own.
  const { endpoint: _, ...settings } = deployer.as(deployer.cloud.administrator) as { endpoint: string };
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
  const bare = new SQSClient({ ...settings, logger: { debug() {}, info() {}, warn() {}, error() {} } } as never);
  await bare.send(new SendMessageCommand({ QueueUrl: urls.Matches, MessageBody: 'kept' }));
  delete process.env.AWS_ENDPOINT_URL;
  await deployer.deploy('Game', { ...TEMPLATE, Description: 'again' });
  expect((await receive(urls.Matches)).map(({ Body }) => Body)).toEqual(['kept']);
  expect((await administrator().send(new GetQueueUrlCommand({ QueueName: 'small' }))).QueueUrl).toBe(urls.Small);
  expect((await administrator().send(new ListQueuesCommand({ QueueNamePrefix: 'Game-' }))).QueueUrls).toHaveLength(4);
  await administrator().send(new PurgeQueueCommand({ QueueUrl: urls.Matches }));
  await deployer.destroy('Game');
  expect(await codeOf(receive(urls.Matches) as never)).toBe('QueueDoesNotExist');
});

describe('users do what their policies and those of the queue allow', () => {
  type Attempt = readonly [what: string, act: (client: SQSClient) => Promise<unknown>];
  const on = (queue: string): readonly Attempt[] => [
    ['SendMessage', (client) => client.send(new SendMessageCommand({ QueueUrl: urls[queue], MessageBody: 'x' }))],
    ['SendMessageBatch', (client) => client.send(new SendMessageBatchCommand({ QueueUrl: urls[queue], Entries: [{ Id: 'a', MessageBody: 'x' }] }))],
    ['ReceiveMessage', (client) => client.send(new ReceiveMessageCommand({ QueueUrl: urls[queue] }))],
    ['DeleteMessage', (client) => client.send(new DeleteMessageCommand({ QueueUrl: urls[queue], ReceiptHandle: `${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}#${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}` }))],
    ['PurgeQueue', (client) => client.send(new PurgeQueueCommand({ QueueUrl: urls[queue] }))],
    ['GetQueueAttributes', (client) => client.send(new GetQueueAttributesCommand({ QueueUrl: urls[queue], AttributeNames: ['All'] }))],
  ];
  const allowed = async (client: SQSClient, queue: string) => {
    const outcomes = await Promise.all(on(queue).map(async ([what, act]) => [what, await codeOf(act(client) as never)] as const));
    const odd = outcomes.filter(([, code]) => code !== 'allowed' && code !== 'AccessDenied' && code !== 'AccessDeniedException');
    expect(odd).toEqual([]);
    return outcomes.filter(([, code]) => code === 'allowed').map(([what]) => what);
  };

  test.each<[who: string, roleName: string, queue: string, may: string[]]>([
    ['alice', 'Senders', 'Matches', ['SendMessage', 'SendMessageBatch']],
    ['alice', 'Senders', 'Dead', []],
    ['alice', 'Alices', 'Matches', on('Matches').map(([what]) => what)],
    ['bob', 'Alices', 'Matches', []],
    ['alice', 'Alices', 'Shared', []],
    ['alice', 'Readers', 'Shared', ['ReceiveMessage']],
    ['alice', 'Readers', 'Matches', []],
    ['alice', 'Barred', 'Dead', on('Dead').map(([what]) => what)],
    ['alice', 'Barred', 'Shared', []],
  ])('%s with the role %s on %s may %j', async (name, roleName, queue, may) => {
    expect(await allowed(await user(name, roleName), queue)).toEqual(may);
  });

  test('a list of queues is about no queue', async () => {
    expect(await codeOf((await user('alice', 'Alices')).send(new ListQueuesCommand({})) as never)).toMatch(/^AccessDenied/);
    expect(deployer.cloud.decisions().at(-1)).toMatchObject({ action: 'sqs:ListQueues', resource: '*' });
  });

  test('a refusal says what SQS says, and the log says why', async () => {
    const client = await user('bob', 'Alices');
    await expect(client.send(new SendMessageCommand({ QueueUrl: urls.Matches, MessageBody: 'x' }))).rejects.toMatchObject({
      message: expect.stringMatching(/is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:.* because no identity-based policy allows the sqs:sendmessage action$/) as string,
      $metadata: { httpStatusCode: 403 },
    });
    expect(deployer.cloud.decisions().at(-1)).toMatchObject({ action: 'sqs:SendMessage', effect: 'ImplicitlyDenied', reason: expect.stringContaining('www.amazon.com:user_id') as string });
    expect(await codeOf(client.send(new SendMessageCommand({ QueueUrl: `${deployer.cloud.endpoint}/123456789012/nobody`, MessageBody: 'x' })) as never)).toMatch(/^AccessDenied/);
  });
});

test.each<[what: string, act: () => Promise<unknown>, code: string]>([
  ['a FIFO queue', () => send(urls.Fifo, 'x'), 'UnsupportedOperation'],
  ['a group of FIFO', () => administrator().send(new SendMessageCommand({ QueueUrl: urls.Matches, MessageBody: 'x', MessageGroupId: 'g' })), 'UnsupportedOperation'],
  ['a queue that is none', () => send(`${deployer.cloud.endpoint}/123456789012/nobody`, 'x'), 'QueueDoesNotExist'],
  ['a queue of another account', () => send(`${deployer.cloud.endpoint}/210987654321/small`, 'x'), 'InvalidAddress'],
  ['an empty message', () => send(urls.Matches, ''), 'InvalidParameterValue'],
  ['a message with a control character', () => send(urls.Matches, 'a\u0000'), 'InvalidParameterValue'],
  ['a message that is too long', () => send(urls.Small, 'x'.repeat(1025)), 'InvalidParameterValue'],
  ['eleven at once', () => receive(urls.Matches, { MaxNumberOfMessages: 11 }), 'InvalidParameterValue'],
  ['two entries of an id', () => administrator().send(new SendMessageBatchCommand({ QueueUrl: urls.Matches, Entries: [{ Id: 'a', MessageBody: 'x' }, { Id: 'a', MessageBody: 'y' }] })), 'BatchEntryIdsNotDistinct'],
  ['a list that is none', () => administrator().send(new ReceiveMessageCommand({ QueueUrl: urls.Matches, MessageAttributeNames: { 0: 'a' } as never })), 'InvalidParameterValue'],
  ['no entries', () => administrator().send(new SendMessageBatchCommand({ QueueUrl: urls.Matches, Entries: [] })), 'EmptyBatchRequest'],
  ['an attribute that is none', () => administrator().send(new GetQueueAttributesCommand({ QueueUrl: urls.Matches, AttributeNames: ['Nothing' as never] })), 'InvalidAttributeName'],
])('%s is refused', async (_, act, code) => {
  expect(await codeOf(act() as never)).toBe(code);
});
