/** A template or cloud assembly that cannot be used. The message is one line: where, what was given, what is wanted. */
export class AssemblyError extends Error {
  /** @param located whether the message says the place already */
  constructor(message: string, readonly located = false) {
    // Names come from files: none of them may break the line or steer a terminal.
    super(message.replace(/\p{Cc}+/gu, ' '));
    this.name = 'AssemblyError';
  }
}
