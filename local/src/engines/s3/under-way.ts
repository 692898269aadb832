/** Work that has begun and has not ended. */
export class UnderWay {
  private readonly all = new Set<Promise<void>>();

  /** Gives the work back. */
  add<T>(work: Promise<T>): Promise<T> {
    const ended: Promise<void> = work.then(ignore, ignore).then(() => { this.all.delete(ended); });
    this.all.add(ended);
    return work;
  }

  /** However it ends. */
  async ended(): Promise<void> {
    while (this.all.size > 0) await Promise.all(this.all);
  }
}

function ignore(): void {}
