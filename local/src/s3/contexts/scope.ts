import type { Location } from '../bucket';
import type { Tags } from '../request/tags';

/** What a request is read against: where it arrives, and the tags of what is stored. */
export interface Scope {
  readonly location: Location;
  /** Empty for an object that is missing. */
  readonly tagsOf: (bucket: string, key: string) => Tags;
}
