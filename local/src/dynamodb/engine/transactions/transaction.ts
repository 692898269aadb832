import { RequestTokens } from './request-tokens';
import { Tables } from '../../table';
import { Store } from '../store';

/** What a transaction runs on. */
export interface Transaction {
  readonly store: Store;
  readonly tables: Tables;
  readonly tokens: RequestTokens;
}
