import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { fromWebToken } from '@aws-sdk/credential-providers';
import { CORPUS } from './corpus-cases';
import { stack } from './template';
import { LocalCloud } from '../../src';
import { check } from '../../src/check';
import type { ServiceCall, Witness } from '../../src/check/judge/witness';
import { templateFile } from '../support/game-scores';

/** What the local cloud says to a request that it lets through, beside an answer: there is no such item, object or upload. */
const THROUGH = ['allowed', 'NoSuchKey', 'NoSuchUpload', 'ResourceNotFoundException', 'ValidationException'];

/** Its hole takes an address in another network: all that comes to the local cloud comes from this machine. */
const FROM_ELSEWHERE = 'a Deny that the caller avoids';

/** Templates that the local cloud takes: IAM would refuse the others, such as trust policies without an app. */
const REPLAYED = CORPUS.filter(({ name, found, more }) => more === undefined && name !== FROM_ELSEWHERE && found.some((one) => /^hole (cross-user|whole-table|hidden|namespace|caller)/.test(one)));

test.each(REPLAYED.map((one) => [one.name, one] as const))('%s: every hole goes through, and what is refused is refused', async (_, { resources, options }) => {
  const template = { ...stack(resources), name: 'GameScores' };
  const { findings } = check([template], options);
  const holes = findings.filter(({ outcome: is, witness, role }) => is === 'hole' && witness?.call !== undefined && witness.signIn !== undefined && role !== undefined);
  const cloud = await LocalCloud.start({ assembly: templateFile({ Resources: resources }), skipUnknown: true });
  try {
    for (const { witness, role } of holes) {
      if (witness!.call!.service === 's3' && witness!.call!.key !== '') await put(cloud, witness!.call!.bucket, witness!.call!.key);
      const roleArn = Object.entries(cloud.roles).find(([path]) => path === role!.path)![1];
      expect(THROUGH).toContain(await outcome(cloud, roleArn, witness!));
      // The same request of a user whom the trust policy does not let in.
      expect(await outcome(cloud, roleArn, { ...witness!, signIn: { ...witness!.signIn!, app: 'a-strange-app' } })).toMatch(/AccessDenied|InvalidIdentityToken/);
    }
  } finally {
    await cloud.stop();
  }
}, 60_000);

test('there is something to replay', () => {
  expect(REPLAYED.length).toBeGreaterThanOrEqual(15);
});

/** Who may not list is not told that an object is missing, but refused. */
async function put(cloud: LocalCloud, Bucket: string, Key: string): Promise<void> {
  const { accessKeyId, secretAccessKey } = cloud.administrator;
  await new S3Client({ endpoint: cloud.endpoint, region: cloud.region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } }).send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
}

async function outcome(cloud: LocalCloud, roleArn: string, { signIn, user, sessionName, call }: Witness): Promise<string> {
  const { token, providerId } = await cloud.signIn({ ...signIn!, user, ...signIn!.provider === 'cognito' && { claims: { amr: ['authenticated'] } } });
  const endpoint = { endpoint: cloud.endpoint, region: cloud.region, maxAttempts: 1 };
  try {
    const credentials = await fromWebToken({ roleArn, roleSessionName: sessionName ?? 'app', webIdentityToken: token, providerId, clientConfig: endpoint })();
    await send(call!, { ...endpoint, credentials });
    return 'allowed';
  } catch (error) {
    return (error as Error).name;
  }
}

async function send(call: ServiceCall, config: object): Promise<unknown> {
  if (call.service === 'dynamodb') {
    const Command = (dynamodb as unknown as { [name: string]: new (input: object) => any })[`${call.operation}Command`];
    return new DynamoDBClient(config).send(new Command(call.input));
  }
  const client = new S3Client({ ...config, forcePathStyle: true });
  const object = { Bucket: call.bucket, Key: call.key };
  if (call.parameters['list-type'] !== undefined) return client.send(new ListObjectsV2Command({ Bucket: call.bucket, Prefix: call.parameters.prefix, Delimiter: call.parameters.delimiter }));
  switch (call.method) {
    case 'GET': return client.send(new GetObjectCommand(object));
    case 'PUT': return client.send(new PutObjectCommand({ ...object, Body: 'x' }));
    default: return client.send(new DeleteObjectCommand(object));
  }
}
