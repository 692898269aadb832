import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { CloudAccess } from './cloud-environment';
import { getLocal } from './local-endpoint';
import { readSeed, type Seed } from './seed-file';

export interface SeedOptions {
  readonly endpoint: string;
  readonly secret?: string;
}

/** API reference of BatchWriteItem: "up to 25 item put or delete operations". */
const BATCH = 25;

/** Writes the items and objects of a file into a running local cloud, as its administrator; what is there under the same keys is replaced. */
export async function seed(file: string, { endpoint, secret }: SeedOptions): Promise<void> {
  const { tables, buckets } = readSeed(file);
  const { region, accessKeyId, secretAccessKey } = await getLocal<CloudAccess>(endpoint, 'cloud', secret);
  const settings = { endpoint, region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
  await putItems(new DynamoDBClient(settings), tables);
  await putObjects(new S3Client({ ...settings, forcePathStyle: true }), buckets);
}

async function putItems(client: DynamoDBClient, tables: Seed['tables']): Promise<void> {
  for (const [name, items] of tables) {
    const writes = items.map((item): WriteRequest => ({ PutRequest: { Item: marshall(item) } }));
    for (let i = 0; i < writes.length; i += BATCH) {
      await told(`table ${name}`, () => client.send(new BatchWriteItemCommand({ RequestItems: { [name]: writes.slice(i, i + BATCH) } })));
    }
    console.log(`table ${name}: ${items.length} items`);
  }
}

async function putObjects(client: S3Client, buckets: Seed['buckets']): Promise<void> {
  for (const [Bucket, objects] of buckets) {
    for (const [Key, { body: Body, contentType: ContentType }] of objects) {
      await told(`bucket ${Bucket}, ${Key}`, () => client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType })));
    }
    console.log(`bucket ${Bucket}: ${objects.size} objects`);
  }
}

async function told<T>(where: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message || (error as Error).name}`);
  }
}
