import type { RequestTokens, UsedToken } from './request-tokens';
import type { ItemWrite } from '../log-record';
import type { Store } from '../store';

/** What a transaction runs on. */
export interface Transaction {
  readonly store: Store;
  readonly tokens: RequestTokens;
  /** Does all of the writes at once, before it returns. Resolves once they are kept. */
  readonly commit: (writes: readonly ItemWrite[], used?: UsedToken) => Promise<void>;
  /** Resolves once all that was committed is kept. */
  readonly kept: () => Promise<void>;
}
