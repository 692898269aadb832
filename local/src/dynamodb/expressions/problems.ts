/**
 * What is wrong with an expression beyond its syntax. DynamoDB tells one thing, and which one goes by
 * its kind before it goes by its place: of each kind the first is kept.
 */
export class Problems<Kind extends string> {
  private readonly found = new Map<Kind, string>();

  note(kind: Kind, message: string): void {
    if (!this.found.has(kind)) this.found.set(kind, message);
  }

  has(kind: Kind): boolean {
    return this.found.has(kind);
  }

  /** The message of the first of these kinds that there is one of. */
  first(kinds: readonly Kind[]): string | undefined {
    const kind = kinds.find((each) => this.found.has(each));
    return kind === undefined ? undefined : this.found.get(kind);
  }
}
