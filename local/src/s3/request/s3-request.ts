import type { CompletedPart } from './completed-parts';
import type { Content } from './content';
import type { CopySource } from './copy-source';
import type { Deletion } from './deletion';
import type { Tags } from './tags';

/** What was asked of S3, whatever way it was signed. Read once: the same is decided on and done. */
export interface S3Request<Operation extends string = string> {
  readonly operation: Operation;
  /** Empty where the operation is about no bucket; likewise `key`. */
  readonly bucket: string;
  /** Decoded, never normalised. */
  readonly key: string;
  /** Of the parameter of that name: the version that is meant. */
  readonly versionId?: string;
  /** Query parameters, decoded; none is there twice. */
  readonly parameters: ReadonlyMap<string, string>;
  /** By lower-case name; none is there twice. */
  readonly headers: ReadonlyMap<string, string>;
  /** ARN of whoever asks, or `anonymous`. */
  readonly sender: string;
  /** The document, decoded from `aws-chunked`; empty where there is none. */
  readonly body: Buffer;
  /** The bytes of an object or a part. */
  readonly content?: Content;
  /** Of `x-amz-copy-source`. */
  readonly source?: CopySource;
  /** Of `x-amz-tagging`, or of the body of PutObjectTagging. */
  readonly tags?: Tags;
  /** Of the body of DeleteObjects. */
  readonly deletion?: Deletion;
  /** Of the body of CompleteMultipartUpload. */
  readonly parts?: readonly CompletedPart[];
}
