import type { Permitted } from '../../src/authorization/authorizer';

/** A request as engines take it, for tests of the engines alone: no policy was asked. */
export function permitted<T>(request: T): Permitted<T> {
  return { request, decision: 'of a test' } as Permitted<T>;
}
