/** Does one thing after another for each key; different keys do not wait for each other. */
export class KeyedQueue {
  private readonly last = new Map<string, Promise<void>>();

  run<T>(key: string, act: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(act);
    const ended: Promise<void> = result.then(ignore, ignore).then(() => {
      if (this.last.get(key) === ended) this.last.delete(key);
    });
    this.last.set(key, ended);
    return result;
  }

  /** Waits until there is nothing to do. */
  async drained(): Promise<void> {
    while (this.last.size > 0) await Promise.all(this.last.values());
  }
}

function ignore(): void {}
