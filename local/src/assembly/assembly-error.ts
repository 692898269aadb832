/** A template or cloud assembly that cannot be used. The message is one line: what, where, and what to do. */
export class AssemblyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AssemblyError';
  }
}
