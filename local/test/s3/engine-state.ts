import { createHash } from 'node:crypto';
import { ask, bytesOf, members } from './engine-support';
import type { S3Engine } from '../../src/engines/s3/s3-engine';
import type { XmlMembers } from '../../src/protocols/xml';

interface ObjectState {
  readonly key: string;
  readonly listed: XmlMembers;
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256. */
  readonly bytes: string;
  readonly tags: [string, string][];
}

interface UploadState {
  readonly upload: XmlMembers;
  readonly parts: readonly XmlMembers[];
}

export type EngineState = Readonly<Record<string, { readonly objects: ObjectState[]; readonly uploads: UploadState[] }>>;

/** All that an engine shows of its buckets. Upload ids are left out: no two engines have the same. */
export async function stateOf(engine: S3Engine): Promise<EngineState> {
  const { Buckets } = members(await ask(engine, 'GET', '', { bucket: '' }));
  const names = (Buckets as { Bucket: { Name: string }[] }).Bucket.map(({ Name }) => Name);
  const states = names.map(async (bucket) => ({ objects: await objectsOf(engine, bucket), uploads: await uploadsOf(engine, bucket) }));
  return Object.fromEntries((await Promise.all(states)).map((state, i) => [names[i], state]));
}

/** Key and id. */
export async function uploadsIn(engine: S3Engine, bucket: string): Promise<[key: string, id: string][]> {
  const { Upload } = members(await ask(engine, 'GET', '', { bucket, query: { uploads: '' } }));
  return (Upload as { Key: string; UploadId: string }[]).map(({ Key, UploadId }) => [Key, UploadId]);
}

async function objectsOf(engine: S3Engine, bucket: string): Promise<ObjectState[]> {
  const { Contents } = members(await ask(engine, 'GET', '', { bucket, query: { 'list-type': '2' } }));
  return Promise.all((Contents as (XmlMembers & { Key: string })[]).map(async (listed) => {
    const answer = await ask(engine, 'GET', listed.Key, { bucket, headers: { 'x-amz-checksum-mode': 'ENABLED' } });
    const { TagSet } = members(await ask(engine, 'GET', listed.Key, { bucket, query: { tagging: '' } }));
    return {
      key: listed.Key,
      listed,
      headers: answer.headers,
      bytes: createHash('sha256').update(await bytesOf(answer)).digest('hex'),
      tags: (TagSet as unknown as { Tag: { Key: string; Value: string }[] }).Tag.map(({ Key, Value }): [string, string] => [Key, Value]),
    };
  }));
}

async function uploadsOf(engine: S3Engine, bucket: string): Promise<UploadState[]> {
  return Promise.all((await uploadsIn(engine, bucket)).map(async ([key, uploadId]) => {
    const { UploadId, Part, ...upload } = members(await ask(engine, 'GET', key, { bucket, query: { uploadId } }));
    return { upload, parts: Part as XmlMembers[] };
  }));
}
