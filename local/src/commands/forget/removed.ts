/** Something of a user's that is no more. */
export interface Removed {
  readonly from: 'table' | 'bucket';
  /** Of the table or bucket. */
  readonly name: string;
  /** An item's key, an object's key and version, or an upload that never ended. */
  readonly what: { readonly [part: string]: string };
}
