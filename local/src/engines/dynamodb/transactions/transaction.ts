import type { RequestTokens, UsedToken } from './request-tokens';
import type { Tables } from '../../../dynamodb/table';
import type { Draft } from '../draft';
import type { Store } from '../store';

/** What a transaction runs on. */
export interface Transaction {
  readonly store: Store;
  readonly tables: Tables;
  readonly tokens: RequestTokens;
  /** Does the writes of all drafts at once, before it returns. Resolves once they are kept. */
  readonly commit: (drafts: readonly Draft[], used?: UsedToken) => Promise<void>;
  /** Resolves once all that was committed is kept. */
  readonly kept: () => Promise<void>;
}
