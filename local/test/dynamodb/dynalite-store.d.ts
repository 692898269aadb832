/** What only the comparison with dynalite's own store needs of its private API. */
declare module 'dynalite/db/index.js' {
  export function create(options: { createTableMs: number }): import('dynalite/validations/index.js').ValidationStore & { tableDb: { put(name: string, table: object, callback: (error: unknown) => void): void } };
}
