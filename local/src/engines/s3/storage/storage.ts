import type { Catalog } from './catalog';
import type { Change } from './change';
import type { Bodies } from '../bodies/body';

/** Where buckets are kept: an index, and the bytes beside it. The only one to change the index. */
export interface Storage {
  readonly catalog: Catalog;
  readonly bodies: Bodies;

  /** Resolves once the change is kept for good; until then, and where that fails, the index stays as it was. Throws InternalError. */
  commit(bucket: string, change: Change): Promise<void>;

  /** The bucket and all that is in it. Throws InternalError, and nothing is dropped then. */
  drop(bucket: string): Promise<void>;

  close(): Promise<void>;
}
