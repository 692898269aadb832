import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a file wants written. */
export interface Seed {
  /** Items by table name, as plain JSON. */
  readonly tables: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
  /** Objects by key, by bucket name. */
  readonly buckets: ReadonlyMap<string, ReadonlyMap<string, SeedObject>>;
}

export interface SeedObject {
  readonly body: string | Buffer;
  readonly contentType?: string;
}

/**
 * Reads `{"tables": {"GameScores": [{"UserId": "alice"}]}, "buckets": {"avatars": {"users/alice/a.txt": "text", "users/alice/a.png": {"file": "a.png",
 * "contentType": "image/png"}}}}`; files stand beside it. Throws for a file of another form, with all of it read first.
 */
export function readSeed(file: string): Seed {
  const { tables = {}, buckets = {}, ...others } = object(parsed(file), file);
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new Error(`${file}: ${JSON.stringify(unknown)} is not known; want tables and buckets`);
  return {
    tables: new Map(Object.entries(object(tables, `${file}: tables`)).map(([name, items]) => [name, itemsOf(items, `${file}: table ${name}`)])),
    buckets: new Map(Object.entries(object(buckets, `${file}: buckets`)).map(([name, objects]) => [name, objectsOf(objects, file, name)])),
  };
}

function itemsOf(items: unknown, where: string): Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(items)) throw new Error(`${where}: want a list of items`);
  return items.map((item) => object(item, where));
}

function objectsOf(objects: unknown, file: string, bucket: string): ReadonlyMap<string, SeedObject> {
  return new Map(Object.entries(object(objects, `${file}: bucket ${bucket}`)).map(([key, value]) => [key, objectOf(value, file, `${file}: bucket ${bucket}, ${key}`)]));
}

function objectOf(value: unknown, file: string, where: string): SeedObject {
  if (typeof value === 'string') return { body: value };
  const { file: name, contentType, ...others } = object(value, where);
  const isWhole = typeof name === 'string' && (contentType === undefined || typeof contentType === 'string') && Object.keys(others).length === 0;
  if (!isWhole) throw new Error(`${where}: want a text, or an object with file and, if you like, contentType`);
  return { body: contents(resolve(dirname(file), name)), contentType: contentType as string | undefined };
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where}: want a JSON object`);
  return value as Readonly<Record<string, unknown>>;
}

function parsed(file: string): unknown {
  const text = contents(file).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`);
  }
}

function contents(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`);
  }
}
