import { Catalog } from './catalog';
import type { Change } from './change';
import type { Storage } from './storage';
import type { Body } from '../bodies/body';
import { MemoryBodies } from '../bodies/memory-bodies';

/** Kept as long as the process. */
export class MemoryStorage implements Storage {
  readonly catalog = new Catalog();

  constructor(readonly bodies = new MemoryBodies()) {}

  async commit(bucket: string, change: Change): Promise<void> {
    this.remove(this.catalog.index(bucket).apply(change));
  }

  async drop(bucket: string): Promise<void> {
    this.remove(this.catalog.drop(bucket));
  }

  async close(): Promise<void> {}

  private remove(bodies: readonly Body[]): void {
    for (const body of bodies) this.bodies.remove(body);
  }
}
