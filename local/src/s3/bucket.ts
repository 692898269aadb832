import type { BucketEncryption } from './encryption';

/** One rule of a bucket's CORS configuration (Amazon S3 API Reference, CORSRule). */
export interface CorsRule {
  readonly id?: string;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
}

/** Who owns objects, and whether there are ACLs: with the default, BucketOwnerEnforced, a bucket refuses them. */
export type ObjectOwnership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';

/** Amazon S3 API Reference, PublicAccessBlockConfiguration. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly corsRules: readonly CorsRule[];
  /** What objects are encrypted with unless the request says otherwise. */
  readonly encryption: BucketEncryption;
  readonly ownership: ObjectOwnership;
  /** `BlockPublicPolicy` is judged at deployment, `RestrictPublicBuckets` with each anonymous request; there are no ACLs to block. */
  readonly publicAccessBlock: PublicAccessBlock;
  readonly versioning?: 'Enabled' | 'Suspended';
  readonly tags: ReadonlyMap<string, string>;
  /** A policy document. */
  readonly policy?: object;
}

/** Where requests arrive, and whose buckets these are. */
export interface Location {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
}

export type Buckets = ReadonlyMap<string, Bucket>;

export function bucketArn(name: string, { partition }: Location): string {
  return `arn:${partition}:s3:::${name}`;
}
