import { createHash } from 'node:crypto';
import { noSuchBucket, notImplemented } from '../../../s3/errors';
import type { S3Request } from '../../../s3/request/s3-request';
import { xmlAnswer, type Answer } from '../answer';
import type { World } from '../world';

/** Buckets by name; what is in them does not matter here. */
export interface BucketNames extends Pick<World, 'location' | 'clock'> {
  readonly stores: ReadonlyMap<string, unknown>;
}

/** Buckets of a local cloud have no date of their own: they are as old as this one. */
export function listBuckets({ parameters }: S3Request, { stores, location, clock }: BucketNames): Answer {
  if (parameters.has('continuation-token')) throw notImplemented('continuation tokens of ListBuckets');
  const region = parameters.get('bucket-region') ?? location.region;
  const names = [...stores.keys()].filter((name) => region === location.region && name.startsWith(parameters.get('prefix') ?? '')).sort();
  const most = parameters.get('max-buckets');
  if (most !== undefined && !(/^\d{1,5}$/.test(most) && Number(most) >= names.length)) throw notImplemented('ListBuckets in pages');
  const CreationDate = new Date(clock()).toISOString();
  return xmlAnswer('ListAllMyBucketsResult', {
    Owner: owner(location.account),
    Buckets: { Bucket: names.map((Name) => ({ Name, CreationDate, BucketRegion: location.region })) },
  });
}

export function headBucket({ bucket }: S3Request, { stores, location }: BucketNames): Answer {
  if (!stores.has(bucket)) throw noSuchBucket(bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': location.region, 'x-amz-access-point-alias': 'false' } };
}

/** Empty for us-east-1 (Amazon S3 API Reference, GetBucketLocation). */
export function getBucketLocation({ bucket }: S3Request, { stores, location: { region } }: BucketNames): Answer {
  if (!stores.has(bucket)) throw noSuchBucket(bucket);
  return xmlAnswer('LocationConstraint', region === 'us-east-1' ? '' : region);
}

/** Buckets come and go with the stacks. */
/** Which buckets there are is the account's. */
export function notOfEngine(): never {
  throw notImplemented('to make or delete a bucket by its engine');
}

/** Canonical ids are 64 hexadecimal digits; AWS does not tell how it makes them. */
export function owner(account: string): { ID: string } {
  return { ID: createHash('sha256').update(account).digest('hex') };
}
