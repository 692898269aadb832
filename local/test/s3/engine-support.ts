import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Answer } from '../../src/engines/s3/answer';
import { MemoryBodies } from '../../src/engines/s3/bodies/memory-bodies';
import { Engine } from '../../src/engines/s3/engine';
import { type S3Engine } from '../../src/engines/s3/s3-engine';
import type { Storage } from '../../src/engines/s3/storage/storage';
import { type XmlMembers } from '../../src/protocols/xml';
import { parseRequest, type Bucket } from '../../src/s3';
import { permitted } from '../support/permitted';

export const LOCATION = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
export const SENDER = 'arn:aws:sts::123456789012:assumed-role/files/alice';
export const CLOCK = () => Date.UTC(2026, 0, 1, 0, 0, 0, 500);

export function bucketOf(name: string, more: Partial<Bucket> = {}): Bucket {
  return {
    name,
    arn: `arn:aws:s3:::${name}`,
    corsRules: [],
    encryption: { algorithm: 'AES256', bucketKeyEnabled: false },
    ownership: 'BucketOwnerEnforced',
    publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    tags: new Map(),
    ...more,
  };
}

export const newFolder = () => mkdtempSync(join(tmpdir(), 's3-engine-'));

/** Both ways to keep objects, which must not differ otherwise. */
export const STORAGES: readonly (readonly [string, (buckets: readonly Bucket[]) => Promise<Engine>])[] = [
  ['in memory', async (buckets) => new Engine(buckets, LOCATION, CLOCK)],
  ['on disk', async (buckets) => openOnDisk(newFolder(), buckets)],
];

export async function openOnDisk(folder: string, buckets: readonly Bucket[] = [bucketOf('files')]): Promise<Engine> {
  return Engine.open(folder, buckets, LOCATION, CLOCK);
}

/** Files below a folder's `s3-objects`, by path. */
export function objectFiles(folder: string): string[] {
  return filesBelow(join(folder, 's3-objects'));
}

/** Bodies of objects and parts, and whatever else was left behind; on disk, of an engine that is closed. */
export function bodyCount(engine: Engine): number {
  const { bodies } = Reflect.get(engine, 'storage') as Storage;
  return bodies instanceof MemoryBodies ? (Reflect.get(bodies, 'bytes') as Map<string, Buffer>).size : filesBelow(Reflect.get(bodies, 'folder') as string).length;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

export interface Asked {
  readonly bucket?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export async function ask(engine: S3Engine, method: string, key: string, { bucket = 'files', query = {}, headers = {}, body = '' }: Asked = {}): Promise<Answer> {
  const head = { method, bucket, key, parameters: new Map(Object.entries(query)), headers: new Map(Object.entries(headers)), sender: SENDER };
  return engine.execute(permitted(parseRequest(head, Buffer.from(body))));
}

export const members = (answer: Answer) => (answer.content as { members: XmlMembers }).members;

/** Of an object, streamed or not. */
export async function bytesOf({ content }: Answer): Promise<Buffer> {
  return Buffer.isBuffer(content) ? content : buffer(content as Readable);
}

export async function read(engine: S3Engine, key: string, asked?: Asked): Promise<string> {
  return (await bytesOf(await ask(engine, 'GET', key, asked))).toString();
}

/** Deterministic, so that a failure can be repeated. */
export function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

export async function createUpload(engine: S3Engine, key: string, asked: Asked = {}): Promise<string> {
  return String(members(await ask(engine, 'POST', key, { ...asked, query: { uploads: '' } })).UploadId);
}

/** Gives its entity tag. */
export async function uploadPart(engine: S3Engine, key: string, uploadId: string, partNumber: number, asked: Asked): Promise<string> {
  return (await ask(engine, 'PUT', key, { ...asked, query: { partNumber: String(partNumber), uploadId } })).headers.etag;
}

/** `checksum` is an element. */
export type PartOfList = readonly [number: number, etag: string, checksum?: string];

export async function completeUpload(
  engine: S3Engine, key: string, uploadId: string, parts: readonly PartOfList[], asked: Asked = {},
): Promise<Answer> {
  const list = parts.map(([number, etag, checksum = '']) => (
    `<Part><PartNumber>${number}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag>${checksum}</Part>`));
  return ask(engine, 'POST', key, { ...asked, query: { uploadId }, body: `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>` });
}
