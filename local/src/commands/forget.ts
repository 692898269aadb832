import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { readClientConfig, userKeys, type ClientConfig, type UserKeys } from './forget/client-config';
import { forgetItems } from './forget/items';
import { forgetObjects } from './forget/objects';
import type { Removed } from './forget/removed';
import { findCloud } from './local-endpoint';
import { printable } from '../iam/printable';

export interface ForgetOptions {
  /** The local cloud's; without it, AWS. */
  readonly endpoint?: string;
  /** File with the client config; `-` reads stdin. */
  readonly config: string;
  readonly provider?: string;
  /** The user's id at the provider. */
  readonly user: string;
  /** Whether to list only what would be removed. */
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * Removes all items and objects of one user, and lists them: with the administrator's keys in the local cloud, with those of the environment in
 * AWS. What a run that failed has left, the next one removes.
 */
export async function forget({ endpoint, config: file, provider, user, dryRun = false, json = false }: ForgetOptions): Promise<void> {
  const config = readClientConfig(file);
  const keys = userKeys(config, provider, user);
  let count = 0;
  for await (const removed of forgetAll(config, keys, await settingsOf(endpoint, config), dryRun)) {
    count += 1;
    console.log(json ? JSON.stringify(removed) : printable(`${dryRun ? 'would remove' : 'removed'} from ${removed.from} ${removed.name}: ${JSON.stringify(removed.what)}`));
  }
  if (!json) console.log(count === 0 ? `nothing of user ${printable(user)} is there` : `${dryRun ? 'would remove' : 'removed'} ${count} of user ${printable(user)}`);
}

async function* forgetAll(
  { tables, buckets }: ClientConfig, { key, folder }: UserKeys, settings: Settings, isTrial: boolean,
): AsyncGenerator<Removed> {
  const items = new DynamoDBClient(settings);
  const objects = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
  for (const table of Object.values(tables)) yield* forgetItems(items, table, key, isTrial);
  for (const bucket of Object.values(buckets)) yield* forgetObjects(objects, bucket, folder, isTrial);
}

interface Settings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The local cloud of this user gives its administrator's keys; elsewhere the SDK finds keys as it always does. */
async function settingsOf(endpoint: string | undefined, { region }: ClientConfig): Promise<Settings> {
  if (endpoint === undefined) return { region };
  const cloud = await findCloud(endpoint);
  if (cloud === undefined) throw new Error(`${endpoint} does not answer as a local cloud of this user: is it running? Without --endpoint, and without AWS_ENDPOINT_URL, the command is for AWS`);
  const { accessKeyId, secretAccessKey } = cloud;
  return { region: cloud.region, endpoint, credentials: { accessKeyId, secretAccessKey } };
}
