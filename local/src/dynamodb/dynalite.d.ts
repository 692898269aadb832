/** The parts of dynalite's private API that this folder uses. dynalite has no types; its version is pinned exactly. */

declare module 'dynalite/validations/index.js' {
  export type TypeDefinition = string | StructuredType;
  export interface StructuredType {
    readonly type: string;
    readonly children?: TypeDefinition | Members;
    /** Present where the keys of a map are constrained: in dynalite only maps by table name. */
    readonly keys?: object;
    readonly enum?: readonly string[];
    readonly notNull?: boolean;
    readonly lengthGreaterThanOrEqual?: number;
    readonly lengthLessThanOrEqual?: number;
    readonly regex?: string;
  }
  export type Members = Readonly<Record<string, TypeDefinition>>;
  export interface ValidationStore { readonly options: { readonly maxItemSize: number } }
  /** Gives the message of a ValidationException, or nothing. */
  export type CustomValidation = (data: any, store: ValidationStore) => string | undefined;
  /** Gives what is wrong with it, or writes its numbers in their one form. */
  export function validateAttributeValue(value: object): string | undefined;
  export function checkTypes(data: object, types: Members): Record<string, any>;
  export function checkValidations(data: object, types: Members, custom: CustomValidation | undefined, store: ValidationStore): void;
}

declare module 'dynalite/validations/batchGetItem.js' {
  export const types: import('dynalite/validations/index.js').Members;
  export const custom: import('dynalite/validations/index.js').CustomValidation;
}
declare module 'dynalite/validations/batchWriteItem.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/createTable.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/deleteItem.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/deleteTable.js' {
  export const types: import('dynalite/validations/index.js').Members;
}
declare module 'dynalite/validations/describeTable.js' {
  export const types: import('dynalite/validations/index.js').Members;
}
declare module 'dynalite/validations/getItem.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/listTables.js' {
  export const types: import('dynalite/validations/index.js').Members;
}
declare module 'dynalite/validations/putItem.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/query.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/scan.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}
declare module 'dynalite/validations/updateItem.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}

declare module 'dynalite/db/index.js' {
  export type Callback<T> = (error: unknown, result?: T) => void;
  /** The key under which dynalite's actions keep an item. */
  export function createKey(key: object, table: object): string;
  /** Gives DynamoDB's error for a key that does not fit the table's schema, or nothing. */
  export function validateKey(key: object, table: object): object | null | undefined;
  /** The part of an item that a parsed path names. */
  export function mapPath(path: object, item: object): object | null | undefined;
  /** Bytes. */
  export function itemSize(item: object): number;
  /** Writes the index rows of an item that took the place of another. */
  export function updateIndexes(store: object, table: object, existing: object | undefined, item: object | undefined, callback: Callback<void>): void;
}

declare module 'dynalite/actions/getItem.js' {
  type Action = (store: object, data: object, callback: import('dynalite/db/index.js').Callback<Record<string, unknown>>) => void;
  const action: Action;
  export default action;
}
declare module 'dynalite/actions/batchGetItem.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/batchWriteItem.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/deleteItem.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/describeTable.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/listTables.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/putItem.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/query.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/scan.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
declare module 'dynalite/actions/updateItem.js' {
  export { default } from 'dynalite/actions/getItem.js';
}
