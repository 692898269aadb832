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
    /** Of tables that are made or described: told before all others. */
    readonly required?: boolean;
    readonly tableName?: boolean;
    readonly greaterThanOrEqual?: number;
    readonly lessThanOrEqual?: number;
    readonly lengthGreaterThanOrEqual?: number;
    readonly lengthLessThanOrEqual?: number;
    readonly regex?: string;
  }
  export type Members = Readonly<Record<string, TypeDefinition>>;
  export interface ValidationStore { readonly options: { readonly maxItemSize: number } }
  /** Gives the message of a ValidationException, or nothing. */
  export type CustomValidation = (data: any, store: ValidationStore) => string | undefined;
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
declare module 'dynalite/validations/updateTable.js' {
  export const types: import('dynalite/validations/index.js').Members;
}
declare module 'dynalite/validations/updateItem.js' {
  export * from 'dynalite/validations/batchGetItem.js';
}

declare module 'dynalite/db/index.js' {
  /** Of a partition key, or of the key of an item with a sort key: the first digits. */
  export function hashPrefix(value: string, type: string, sortValue?: string, sortType?: string): string;
  export function toRangeStr(value: string, type: string): string;
}
