import { expect } from '@jest/globals';
import { toIsolateUsers, type IsolationOptions } from './matchers';

/* eslint-disable @typescript-eslint/no-namespace, @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type */
declare global {
  namespace jest {
    interface Matchers<R, T = {}> {
      /** Proves from a Template, Stack, App or template object that users reach only their own data and what is shared on purpose. */
      toIsolateUsers(options?: IsolationOptions): R;
    }
  }
}

expect.extend({ toIsolateUsers });

export type { IsolationOptions };
