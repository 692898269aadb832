import type { Location, Tables } from '../table';

/** What a request is read against: the tables known, and where it arrives. */
export interface Scope {
  readonly tables: Tables;
  readonly location: Location;
}
