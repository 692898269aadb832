/** What users may do with what is theirs. */
export enum OwnAccess {
  /** Read only. */
  READ = 'read',
  /** Read, put, update and delete. Put and delete replace or remove whole items, attributes that are not listed included. */
  READ_WRITE = 'read-write',
  /** Read, and update attributes that are listed: items can be created, not replaced or removed. */
  READ_UPDATE = 'read-update',
}
