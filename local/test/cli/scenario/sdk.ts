import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { fetched } from './presigned';
import type { Client, Endpoint, Outcome, Step } from './step';

type Call = (credentials: sts.STSClientConfig['credentials'], step: Step, endpoint: Endpoint) => Promise<any>;

/** The AWS SDK for JavaScript, in this process. */
export const sdk: Client = async (endpoint, steps) => {
  const credentials = new Map<string, sts.STSClientConfig['credentials']>();
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    try {
      const answer = await (SPECIAL[step.operation] ?? send)(credentials.get(step.as), step, endpoint);
      const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = answer.Credentials ?? {};
      if (accessKeyId !== undefined) credentials.set(step.as, { accessKeyId, secretAccessKey, sessionToken });
      outcomes.push({ outcome: 'allowed', answer });
    } catch (error) {
      outcomes.push({ outcome: (error as Error).name, answer: String(error) });
    }
  }
  return outcomes;
};

const MODULES: { readonly [service: string]: any } = { dynamodb, s3, sts };
const CLIENTS = { dynamodb: dynamodb.DynamoDBClient, s3: s3.S3Client, sts: sts.STSClient };

const clientOf = (credentials: sts.STSClientConfig['credentials'], { service }: Step, { endpoint, region }: Endpoint): any =>
  new CLIENTS[service]({ endpoint, region, credentials, maxAttempts: 1, forcePathStyle: true } as object);

const send: Call = async (credentials, step, endpoint) => {
  const answer = await clientOf(credentials, step, endpoint).send(new MODULES[step.service][`${step.operation}Command`](step.input));
  return answer.Body === undefined ? answer : { ...answer, Body: await answer.Body.transformToString() };
};

const SPECIAL: { readonly [operation: string]: Call } = {
  Upload: (credentials, step, endpoint) => {
    const { Size, ...params } = step.input as any;
    return new Upload({ client: clientOf(credentials, step, endpoint), params: { ...params, Body: Buffer.alloc(Size, 'a') } }).done();
  },
  PresignedGet: async (credentials, step, endpoint) =>
    fetched(await getSignedUrl(clientOf(credentials, step, endpoint), new s3.GetObjectCommand(step.input as any), { expiresIn: 60 })),
};
