import type { Account } from '../assembly';
import { type DynamoDbEngine } from './dynamodb/dynamodb-engine';
import { Engine as DynamoDb } from './dynamodb/engine';
import { remoteEndpoint } from './remote/remote-endpoint';
import { Engine as S3 } from './s3/engine';
import { type S3Engine } from './s3/s3-engine';

export interface Engines {
  readonly dynamodb: DynamoDbEngine;
  readonly s3: S3Engine;
}

/** Where engines run that do not run in this process. */
export interface EngineOptions {
  readonly dynamodbEndpoint?: string;
  readonly s3Endpoint?: string;
  readonly allowRemoteEndpoint?: boolean;
}

type Parts = Pick<Account, 'tables' | 'buckets' | 'environment'>;

/** The engines of an account, with its tables and buckets. Those in this process keep their data in the folder, if there is one. */
export async function openEngines(account: Parts, clock: () => number, options: EngineOptions, folder?: string): Promise<Engines> {
  const { dynamodbEndpoint, s3Endpoint, allowRemoteEndpoint = false } = options;
  const [dynamodbAt, s3At] = [dynamodbEndpoint, s3Endpoint].map((text) => text === undefined ? undefined : remoteEndpoint(text, allowRemoteEndpoint));
  const dynamodb = await openDynamoDb(account, clock, dynamodbAt, folder);
  try {
    return { dynamodb, s3: await openS3(account, clock, s3At, folder) };
  } catch (error) {
    await dynamodb.close();
    throw error;
  }
}

async function openDynamoDb({ tables, environment }: Parts, clock: () => number, endpoint?: URL, folder?: string): Promise<DynamoDbEngine> {
  if (endpoint === undefined) return DynamoDb.create(tables, clock, folder);
  const { RemoteDynamoDb } = await import('./remote/dynamodb/remote-dynamodb');
  return RemoteDynamoDb.connect(endpoint, tables, environment);
}

async function openS3({ buckets, environment }: Parts, clock: () => number, endpoint?: URL, folder?: string): Promise<S3Engine> {
  if (endpoint === undefined) return folder === undefined ? new S3(buckets, environment, clock) : S3.open(folder, buckets, environment, clock);
  const { RemoteS3 } = await import('./remote/s3/remote-s3');
  return RemoteS3.connect(endpoint, buckets, environment, clock);
}
