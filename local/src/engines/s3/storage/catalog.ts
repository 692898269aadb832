import { BucketIndex } from './bucket-index';
import type { Body } from '../bodies/body';

/** The indexes of all buckets, by name. */
export class Catalog {
  private readonly indexes = new Map<string, BucketIndex>();

  /** Of a bucket that is new, an empty one. */
  index(bucket: string): BucketIndex {
    const found = this.indexes.get(bucket);
    if (found !== undefined) return found;
    const made = new BucketIndex();
    this.indexes.set(bucket, made);
    return made;
  }

  /** Gives the bodies that belong to nothing any more. */
  drop(bucket: string): readonly Body[] {
    const bodies = this.index(bucket).bodies();
    this.indexes.delete(bucket);
    return bodies;
  }

  buckets(): [name: string, index: BucketIndex][] {
    return [...this.indexes];
  }
}
