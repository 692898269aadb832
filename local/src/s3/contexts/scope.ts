import type { Buckets, Location } from '../bucket';
import type { ObjectKmsKey } from '../encryption';
import type { Tags } from '../request/tags';

/** An object, with an id one of its versions or an upload that is open. */
export interface StoredName {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  readonly uploadId?: string;
}

/** What a request is read against: where it arrives, the buckets, and what is stored. */
export interface Scope {
  readonly location: Location;
  readonly buckets: Buckets;
  /** Empty for an object that is missing. */
  readonly tagsOf: (stored: StoredName) => Tags;
  /** Undefined for what is missing, too. */
  readonly kmsKeyOf: (stored: StoredName) => ObjectKmsKey | undefined;
}
