import type { TableDescription } from './table-description';
import type { UsedToken } from './transactions/request-tokens';
import type { Attributes } from '../../dynamodb/values/attribute-value';

/** An item under its key as text, or null where it was deleted. Index rows follow from the items. */
export type ItemWrite = readonly [table: string, key: string, item: Attributes | null];

/** All that one request changed: a record is replayed in whole or not at all. */
export interface RequestRecord {
  readonly writes: readonly ItemWrite[];
  /** Of the transaction that the writes were. */
  readonly used?: UsedToken;
}

/** The tables there are from then on: others are gone with their items. */
export interface TablesRecord {
  readonly tables: readonly TableDescription[];
}

export type LogRecord = RequestRecord | TablesRecord;
