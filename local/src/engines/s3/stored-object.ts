import type { Body } from './bodies/body';
import type { ChecksumAlgorithm } from '../../s3/checksum-algorithms';
import type { Tags } from '../../s3/request/tags';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; of parts, with their number behind. */
  readonly value: string;
  readonly type: 'COMPOSITE' | 'FULL_OBJECT';
}

/** A part of an object that was made of parts. */
export interface ObjectPart {
  /** As it was uploaded. */
  readonly number: number;
  /** Bytes. */
  readonly size: number;
  readonly checksum?: Checksum;
}

/** What an object was made of, if it was made of parts. */
export interface Assembly {
  /** The upload's id. */
  readonly upload: string;
  readonly parts: readonly ObjectPart[];
}

/** What a bucket with versions puts over an object that is deleted. */
export interface DeleteMarker {
  readonly versionId?: string;
  readonly lastModified: number;
  readonly isDeleteMarker: true;
}

export interface StoredObject {
  readonly body: Body;
  /** Absent of what was put while the bucket kept no versions: there it is called `null`. */
  readonly versionId?: string;
  /** Without quotation marks. */
  readonly etag: string;
  /** Milliseconds since 1970, whole seconds as S3 keeps them. */
  readonly lastModified: number;
  /** What was sent with the object and is returned with it, by lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly tags: Tags;
  readonly checksum?: Checksum;
  readonly assembly?: Assembly;
}

/** What a key stands for, or stood for before. */
export type Version = StoredObject | DeleteMarker;

export function isDeleteMarker(version: Version): version is DeleteMarker {
  return 'isDeleteMarker' in version;
}

/** How S3 calls a version. */
export function versionName({ versionId }: Version): string {
  return versionId ?? 'null';
}

export interface UploadedPart {
  readonly body: Body;
  readonly etag: string;
  readonly lastModified: number;
  readonly checksum?: Checksum;
}

/** What a multipart upload begins with. */
export interface NewUpload {
  readonly id: string;
  readonly key: string;
  readonly initiated: number;
  /** ARN of whoever began it. */
  readonly initiator: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly tags: Tags;
  readonly checksumAlgorithm?: ChecksumAlgorithm;
  readonly checksumType?: Checksum['type'];
}

/** A multipart upload that is neither completed nor aborted. */
export interface Upload extends NewUpload {
  /** By part number. */
  readonly parts: ReadonlyMap<number, UploadedPart>;
}

/** S3 keeps whole seconds. */
export function wholeSeconds(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
