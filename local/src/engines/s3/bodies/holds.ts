/** What is in use stays until nobody uses it. */
export class Holds {
  private readonly users = new Map<string, number>();
  private readonly ending = new Set<string>();

  constructor(private readonly end: (name: string) => void) {}

  /** Gives what lets go of it again. */
  hold(name: string): () => void {
    this.users.set(name, (this.users.get(name) ?? 0) + 1);
    return () => this.release(name);
  }

  /** Ends it now, or with its last user. */
  whenFree(name: string): void {
    if (this.users.has(name)) this.ending.add(name); else this.end(name);
  }

  private release(name: string): void {
    const users = this.users.get(name)! - 1;
    if (users > 0) {
      this.users.set(name, users);
      return;
    }
    this.users.delete(name);
    if (this.ending.delete(name)) this.end(name);
  }
}
