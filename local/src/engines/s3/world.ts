import type { Bodies } from './bodies/body';
import type { BucketStore } from './bucket-store';
import type { Location } from '../../s3/bucket';
import { noSuchBucket } from '../../s3/errors';

/** What operations work on. */
export interface World {
  readonly stores: ReadonlyMap<string, BucketStore>;
  readonly bodies: Bodies;
  readonly location: Location;
  readonly clock: () => number;
}

export function storeOf({ stores }: World, bucket: string): BucketStore {
  const store = stores.get(bucket);
  if (store === undefined) throw noSuchBucket(bucket);
  return store;
}
