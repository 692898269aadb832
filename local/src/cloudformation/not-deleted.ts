/** Why a resource was not deleted by itself. */
export class NotDeleted extends Error {
  /** `inUse`: a stack has it, or another resource needs it. `protected`: AWS would not delete it as it is. */
  constructor(readonly reason: 'missing' | 'inUse' | 'protected', message: string) {
    super(message);
  }
}
