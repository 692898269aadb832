/** One rule of a bucket's CORS configuration (Amazon S3 API Reference, CORSRule). */
export interface CorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly corsRules: readonly CorsRule[];
  /** What objects are encrypted with unless the request says otherwise; only told, nothing is encrypted here. */
  readonly encryption: 'AES256' | 'aws:kms';
  /** With the default, BucketOwnerEnforced, a bucket refuses ACLs. */
  readonly aclsEnabled: boolean;
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
