import { expect } from 'vitest';
import { toIsolateUsers, type IsolationOptions } from './matchers';

declare module 'vitest' {
  // Its parameter is vitest's own.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface Assertion<T = any> {
    /** Proves from a Template, Stack, App or template object that users reach only their own data and what is shared on purpose. */
    toIsolateUsers(options?: IsolationOptions): void;
  }
}

expect.extend({ toIsolateUsers });

export type { IsolationOptions };
