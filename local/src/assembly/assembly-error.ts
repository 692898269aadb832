/** A template or cloud assembly that cannot be used. The message is one line: where, what was given, what is wanted. */
export class AssemblyError extends Error {
  /** The resource that cannot be, where it is one. */
  resource?: { readonly stack: string; readonly logicalId: string };
  /** The export that a stack imports and no stack has. */
  missingExport?: string;

  /** @param located whether the message says the place already */
  constructor(message: string, readonly located = false) {
    // Names come from files: none of them may break the line or steer a terminal.
    super(message.replace(/\p{Cc}+/gu, ' '));
    this.name = 'AssemblyError';
  }

  /** The same, with the place before it. */
  at(place: string): AssemblyError {
    const located = new AssemblyError(`${place}: ${this.message}`, true);
    return Object.assign(located, { resource: this.resource, missingExport: this.missingExport });
  }
}
