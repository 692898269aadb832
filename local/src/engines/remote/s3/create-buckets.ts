import { readError } from './incoming';
import { renderXml } from '../../../protocols/xml';
import type { Bucket } from '../../../s3/bucket';
import type { RemoteServer } from '../remote-server';

/** Creates the buckets that are missing; those that are there are taken as they are, with all that is in them. */
export async function createBuckets(buckets: readonly Bucket[], region: string, server: RemoteServer): Promise<void> {
  for (const { name } of buckets) {
    if (!await exists(name, server)) await create(name, region, server);
  }
}

async function exists(name: string, server: RemoteServer): Promise<boolean> {
  const { status } = await server.send({ method: 'HEAD', path: `/${name}` });
  if (status === 401 || status === 403) throw server.refused();
  if (status !== 200 && status !== 404) throw server.nonsense();
  return status === 200;
}

async function create(name: string, region: string, server: RemoteServer): Promise<void> {
  // us-east-1 is what S3 takes where nothing is said, and refuses where it is said.
  const body = region === 'us-east-1' ? '' : renderXml({ root: 'CreateBucketConfiguration', members: { LocationConstraint: region } });
  const answer = await server.send({ method: 'PUT', path: `/${name}`, body });
  if (answer.status === 200) return;
  const error = readError(answer.body);
  throw error === undefined ? server.nonsense() : new Error(`bucket ${name}: ${error.code}: ${error.message}`);
}
