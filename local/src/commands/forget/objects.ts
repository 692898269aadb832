import {
  AbortMultipartUploadCommand, DeleteObjectsCommand, ListMultipartUploadsCommand, ListObjectVersionsCommand, type ObjectIdentifier, type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketConfig } from './client-config';
import type { Removed } from './removed';

/** Removes what lies in a user's folders of a bucket, all versions and delete markers of it and uploads that never ended, and tells of each. */
export async function* forgetObjects(
  client: S3Client, { name, prefix, publishedPrefix }: BucketConfig, folder: string, isTrial: boolean,
): AsyncGenerator<Removed> {
  for (const root of [prefix, publishedPrefix]) {
    if (root === undefined) continue;
    yield* forgetVersions(client, name, `${root}${folder}`, isTrial);
    yield* forgetUploads(client, name, `${root}${folder}`, isTrial);
  }
}

/** A page holds at most a thousand, as many as one request removes. */
async function* forgetVersions(client: S3Client, Bucket: string, Prefix: string, isTrial: boolean): AsyncGenerator<Removed> {
  for (let KeyMarker: string | undefined, VersionIdMarker: string | undefined, more = true; more;) {
    const page = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix, KeyMarker, VersionIdMarker }));
    const found = [...page.Versions ?? [], ...page.DeleteMarkers ?? []].map(({ Key, VersionId }) => ({ Key: Key!, VersionId }));
    if (found.length > 0 && !isTrial) await removeVersions(client, Bucket, found);
    yield* found.map(({ Key: key, VersionId: version }) => ({ from: 'bucket', name: Bucket, what: { key, ...version !== undefined && version !== 'null' && { version } } }) as const);
    ({ NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page);
    more = page.IsTruncated === true;
  }
}

async function removeVersions(client: S3Client, Bucket: string, Objects: ObjectIdentifier[]): Promise<void> {
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  const [first] = Errors;
  if (first !== undefined) throw new Error(`bucket ${Bucket}: ${Errors.length} objects are left, the first is ${first.Key} (${first.Code}: ${first.Message})`);
}

async function* forgetUploads(client: S3Client, Bucket: string, Prefix: string, isTrial: boolean): AsyncGenerator<Removed> {
  for (let KeyMarker: string | undefined, UploadIdMarker: string | undefined, more = true; more;) {
    const page = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, KeyMarker, UploadIdMarker }));
    for (const { Key, UploadId } of page.Uploads ?? []) {
      if (!isTrial) await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      yield { from: 'bucket', name: Bucket, what: { key: Key!, upload: UploadId! } };
    }
    ({ NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page);
    more = page.IsTruncated === true;
  }
}
