/** Keys of a table that users reach. */
export interface UserTableKeys {
  /**
   * The partition key, of type string: it holds the user's id.
   *
   * @default - the table's partition key where the app defines the table, else 'UserId'
   */
  readonly userIdAttribute?: string;

  /**
   * The sort key.
   *
   * @default - the table's sort key where the app defines the table, else none
   */
  readonly sortKey?: string;

  /**
   * Regions in which users reach the table, its own included.
   *
   * @default - every replica's where the app defines the table, else the table's own
   */
  readonly regions?: string[];
}
