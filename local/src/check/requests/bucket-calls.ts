import type { Environment } from '../../assembly';
import type { AuthorizationRequest } from '../../iam';
import { actionRequests, parseRequest, type Bucket } from '../../s3';
import { authorization } from '../../s3/contexts/authorization';
import type { Access } from '../judge/reach';

/** A request to S3. */
export interface BucketCall {
  readonly row: string;
  readonly access: Access;
  readonly requests: readonly AuthorizationRequest[];
  /** As a client sends it; absent where the local cloud has no such operation. */
  readonly call?: { readonly method: string; readonly key: string; readonly parameters: Readonly<Record<string, string>> };
  readonly isHypothetical?: boolean;
}

type Operation = readonly [row: string, access: Access, method: string, parameters?: Readonly<Record<string, string>>];

const OF_OBJECTS: readonly Operation[] = [
  ['read objects', 'read', 'GET'],
  ['read objects', 'read', 'GET', { tagging: '' }],
  ['read objects', 'read', 'GET', { uploadId: 'upload' }],
  ['write objects', 'write', 'PUT'],
  ['delete objects', 'write', 'DELETE'],
  ['delete objects', 'write', 'DELETE', { tagging: '' }],
  ['delete objects', 'write', 'DELETE', { uploadId: 'upload' }],
];

/** Service Authorization Reference, Amazon S3: further actions on objects and on buckets that read, change or open data. */
const FURTHER_OF_OBJECTS: readonly (readonly [row: string, access: Access, action: string])[] = [
  ['read objects', 'read', 'GetObjectVersion'], ['read objects', 'read', 'GetObjectAttributes'], ['read objects', 'read', 'GetObjectAcl'],
  ['write objects', 'write', 'PutObjectAcl'], ['write objects', 'write', 'PutObjectTagging'], ['write objects', 'write', 'RestoreObject'],
  ['delete objects', 'write', 'DeleteObjectVersion'],
];
const OF_BUCKETS: readonly (readonly [row: string, access: Access, action: string])[] = [
  ['list keys', 'read', 'ListBucketVersions'], ['list keys', 'read', 'ListBucketMultipartUploads'],
  ['the whole bucket', 'write', 'PutBucketPolicy'], ['the whole bucket', 'write', 'DeleteBucketPolicy'], ['the whole bucket', 'write', 'PutBucketAcl'],
  ['the whole bucket', 'write', 'DeleteBucket'], ['the whole bucket', 'write', 'PutReplicationConfiguration'],
  ['the whole bucket', 'write', 'PutLifecycleConfiguration'], ['the whole bucket', 'write', 'PutInventoryConfiguration'],
];

/** In IAM's terms, all that a bucket or an object of it is asked with. */
export const BUCKET_ACTIONS = [
  ...['GetObject', 'PutObject', 'DeleteObject', 'ListBucket'], ...[...FURTHER_OF_OBJECTS, ...OF_BUCKETS].map(([, , action]) => action),
].map((action) => `s3:${action}`);

export const FUTURE_ACTION = 'AnActionOfTomorrow';

/** Every way to ask for an object or a list of them, in S3's terms and IAM's. */
export class BucketCalls {
  private readonly buckets: ReadonlyMap<string, Bucket>;

  constructor(private readonly name: string, private readonly arn: string, private readonly environment: Environment) {
    this.buckets = new Map([[name, {
      name,
      arn,
      corsRules: [],
      ownership: 'BucketOwnerEnforced',
      tags: new Map(),
      encryption: { algorithm: 'AES256', bucketKeyEnabled: false },
      publicAccessBlock: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    }]]);
  }

  onObject(key: string): BucketCall[] {
    return [
      ...OF_OBJECTS.map(([row, access, method, parameters = {}]) => this.call(row, access, method, key, parameters)),
      ...FURTHER_OF_OBJECTS.map(([row, access, action]): BucketCall => ({ row, access, requests: [authorization(action, `${this.arn}/${key}`)] })),
      { row: 'actions of tomorrow', access: 'write', requests: [authorization(FUTURE_ACTION, `${this.arn}/${key}`)], isHypothetical: true },
    ];
  }

  /** `undefined`: without a prefix. */
  listOf(prefix: string | undefined): BucketCall[] {
    return [
      this.call('list keys', 'read', 'GET', '', { 'list-type': '2', ...prefix !== undefined && { prefix } }),
      this.call('list keys', 'read', 'GET', '', { 'list-type': '2', 'delimiter': '/', ...prefix !== undefined && { prefix } }),
      { row: 'list keys', access: 'read', requests: [authorization('ListBucketVersions', this.arn, prefix === undefined ? {} : { 's3:prefix': prefix })] },
    ];
  }

  onBucket(): BucketCall[] {
    return OF_BUCKETS.map(([row, access, action]) => ({ row, access, requests: [authorization(action, this.arn)] }));
  }

  private call(row: string, access: Access, method: string, key: string, parameters: Readonly<Record<string, string>>): BucketCall {
    const head = { method, bucket: this.name, key, parameters: new Map(Object.entries(parameters)), headers: new Map<string, string>(), sender: '' };
    const scope = { location: this.environment, buckets: this.buckets, tagsOf: () => new Map<string, string>(), kmsKeyOf: () => undefined };
    return { row, access, requests: actionRequests(parseRequest(head, Buffer.alloc(0)), scope), call: { method, key, parameters } };
  }
}
