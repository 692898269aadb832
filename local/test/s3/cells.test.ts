import { bucketOf } from './engine-support';
import { actionRequests, missingKeyRequests, parseRequest, requestScope, type Bucket } from '../../src/s3';
import { OPERATIONS } from '../../src/s3/operations';

/*
 * Operation × condition key. Which keys an action has: Service Authorization Reference, "Actions, resources, and condition
 * keys for Amazon S3" (September 2026), as below. Which actions an operation is, and what the keys hold: the source of the case.
 * What is not listed must be absent.
 */
const API = 'Amazon S3 API Reference';
const KEYS = 'Service Authorization Reference, Amazon S3, condition keys';
const TAGGING = 'Amazon S3 User Guide, Tagging and access control policies';
const CONDITIONAL = 'Amazon S3 User Guide, Enforce conditional writes on Amazon S3 buckets';
const CONDITIONAL_DELETE = 'Amazon S3 User Guide, How to perform conditional deletes; Enforce conditional deletes on Amazon S3 buckets';
const MULTIPART = 'Amazon S3 User Guide, Multipart upload API and permissions';
const SSE_KMS = 'Amazon S3 User Guide, Using server-side encryption with AWS KMS keys, Permissions';
const CONTEXT = 'Amazon S3 User Guide, Using server-side encryption with AWS KMS keys, Encryption context';
const FAIL_CLOSED = 'Not documented by AWS: asked for';
const LISTS = 'Amazon S3 User Guide, Bucket policy examples using condition keys: s3:prefix, s3:delimiter, s3:max-keys';

interface Case {
  readonly name: string;
  readonly source: string;
  readonly method: string;
  readonly bucket?: string;
  /** Path below the bucket, undefined for no bucket. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expected: readonly (readonly [action: string, resource: string, keys?: Readonly<Record<string, string | readonly string[]>>])[];
}

const B = 'arn:aws:s3:::files';
const K = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const O = `${B}/users/alice/a b`;
const T = `${B}/tagged`;
const key = 'users/alice/a b';
const tagged = 'tagged';
const CREATES = { 's3:objectcreationoperation': 'true' };
const PREPARES = { 's3:objectcreationoperation': 'false' };
const TAGGED = { 's3:existingobjecttag/Team': 'blue' };
const lower = (keys: object) => Object.fromEntries(Object.entries(keys).map(([name, value]) => [name.toLowerCase(), value]));
const source = { 'x-amz-copy-source': '/files/users%2Fbob/1' };
const COPIES = { 's3:x-amz-copy-source': 'files/users/bob/1' };
const GRANTS = ['x-amz-acl', 'x-amz-grant-full-control', 'x-amz-grant-read', 'x-amz-grant-read-acp', 'x-amz-grant-write-acp'];
const PART = { partNumber: '1', uploadId: 'u' };
const COMPLETION = '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"e"</ETag></Part></CompleteMultipartUpload>';
const A1 = { 's3:requestobjecttag/a': '1', 's3:requestobjecttagkeys': ['a'] };

const location = { partition: 'aws', region: 'us-east-1', account: '123456789012' };
/** Objects and uploads called `keyed…` are encrypted with the customer's key, those called `bound…` with an S3 Bucket Key of it. */
const engine = {
  tagsOf: ({ key: name }: { readonly key: string }) => new Map(name.startsWith('tagged') ? [['Team', 'blue']] : []),
  kmsKeyOf: ({ key: name }: { readonly key: string }) => (/^(keyed|bound)/.test(name) ? { arn: K, bucketKeyEnabled: name.startsWith('bound') } : undefined),
  markerOf: () => undefined,
};
const kmsKey = { arn: K, givenAs: 'alias/files', aliases: ['alias/files', 'alias/more'] };
const BUCKETS: ReadonlyMap<string, Bucket> = new Map([
  bucketOf('files'),
  bucketOf('keyed', { encryption: { algorithm: 'aws:kms', kmsKey, bucketKeyEnabled: false } }),
  bucketOf('bound', { encryption: { algorithm: 'aws:kms', kmsKey, bucketKeyEnabled: true } }),
  bucketOf('managed', { encryption: { algorithm: 'aws:kms', bucketKeyEnabled: true } }),
].map((bucket) => [bucket.name, bucket]));

const CASES: readonly Case[] = [
  { name: 'ListBuckets', source: `${API}, ListBuckets`, method: 'GET', expected: [['s3:ListAllMyBuckets', '*']] },
  { name: 'ListBuckets, some', source: `${KEYS}: ListAllMyBuckets has no s3:prefix`, method: 'GET', query: { prefix: 'files' }, expected: [['s3:ListAllMyBuckets', '*']] },
  { name: 'HeadBucket', source: `${API}, HeadBucket, Permissions`, method: 'HEAD', key: '', expected: [['s3:ListBucket', B]] },
  { name: 'GetBucketLocation', source: `${API}, GetBucketLocation`, method: 'GET', key: '', query: { location: '' }, expected: [['s3:GetBucketLocation', B]] },
  ...[
    ['GetBucketCors', 'cors', 's3:GetBucketCORS'],
    ['GetBucketEncryption', 'encryption', 's3:GetEncryptionConfiguration'],
    ['GetBucketOwnershipControls', 'ownershipControls', 's3:GetBucketOwnershipControls'],
    ['GetBucketPolicy', 'policy', 's3:GetBucketPolicy'],
    ['GetBucketTagging', 'tagging', 's3:GetBucketTagging'],
    ['GetBucketVersioning', 'versioning', 's3:GetBucketVersioning'],
    ['GetPublicAccessBlock', 'publicAccessBlock', 's3:GetBucketPublicAccessBlock'],
  ].map(([name, parameter, action]): Case => (
    { name, source: `${API}, ${name}, Permissions`, method: 'GET', key: '', query: { [parameter]: '' }, expected: [[action, B]] })),
  { name: 'CreateBucket', source: `${API}, CreateBucket, Permissions`, method: 'PUT', key: '', expected: [['s3:CreateBucket', B]] },
  { name: 'DeleteBucket', source: `${API}, DeleteBucket, Permissions`, method: 'DELETE', key: '', expected: [['s3:DeleteBucket', B]] },
  { name: 'ListObjects', source: LISTS, method: 'GET', key: '', expected: [['s3:ListBucket', B]] },
  {
    name: 'ListObjects, all keys',
    source: LISTS,
    method: 'GET',
    key: '',
    query: { 'prefix': 'users/', 'delimiter': '/', 'max-keys': '7', 'marker': 'x' },
    expected: [['s3:ListBucket', B, { 's3:prefix': 'users/', 's3:delimiter': '/', 's3:max-keys': '7' }]],
  },
  { name: 'ListObjectsV2', source: LISTS, method: 'GET', key: '', query: { 'list-type': '2' }, expected: [['s3:ListBucket', B]] },
  {
    name: 'ListObjectsV2, all keys',
    source: LISTS,
    method: 'GET',
    key: '',
    query: { 'list-type': '2', 'prefix': 'users/', 'delimiter': '/', 'max-keys': '7' },
    expected: [['s3:ListBucket', B, { 's3:prefix': 'users/', 's3:delimiter': '/', 's3:max-keys': '7' }]],
  },
  {
    name: 'ListObjectsV2, keys present and empty',
    source: `${LISTS}; a parameter without a value is there`,
    method: 'GET',
    key: '',
    query: { 'list-type': '2', 'prefix': '', 'delimiter': '', 'max-keys': '' },
    expected: [['s3:ListBucket', B, { 's3:prefix': '', 's3:delimiter': '', 's3:max-keys': '' }]],
  },
  {
    name: 'ListObjectsV2, start-after is no prefix',
    source: `${KEYS}: ListBucket has none for it`,
    method: 'GET',
    key: '',
    query: { 'list-type': '2', 'start-after': 'users/bob/' },
    expected: [['s3:ListBucket', B]],
  },
  {
    name: 'ListMultipartUploads has no s3:prefix',
    source: `${MULTIPART}; ${KEYS}: ListBucketMultipartUploads has none`,
    method: 'GET',
    key: '',
    query: { uploads: '', prefix: 'users/alice/', delimiter: '/' },
    expected: [['s3:ListBucketMultipartUploads', B]],
  },
  {
    name: 'DeleteObjects',
    source: `${API}, DeleteObjects, Permissions`,
    method: 'POST',
    key: '',
    query: { delete: '' },
    body: '<Delete><Object><Key>a</Key></Object><Object><Key>b/&amp;</Key></Object><Object><Key>tagged</Key></Object></Delete>',
    expected: [['s3:DeleteObject', `${B}/a`], ['s3:DeleteObject', `${B}/b/&`], ['s3:DeleteObject', T]],
  },
  {
    name: 'DeleteObjects, on conditions',
    source: CONDITIONAL_DELETE,
    method: 'POST',
    key: '',
    query: { delete: '' },
    body: '<Delete><Object><Key>a</Key><ETag>*</ETag></Object><Object><Key>tagged</Key><ETag>"e"</ETag></Object><Object><Key>tagged</Key></Object></Delete>',
    expected: [
      ['s3:DeleteObject', `${B}/a`, { 's3:if-match': '*' }], ['s3:DeleteObject', T, { 's3:if-match': '"e"' }], ['s3:GetObject', T, TAGGED], ['s3:DeleteObject', T],
    ],
  },
  { name: 'GetObject', source: `${API}, GetObject, Permissions`, method: 'GET', key, expected: [['s3:GetObject', O]] },
  { name: 'GetObject, tagged', source: TAGGING, method: 'GET', key: tagged, expected: [['s3:GetObject', T, TAGGED]] },
  {
    name: 'GetObject, its conditions are no keys',
    source: `${KEYS}: only writes have s3:if-match and s3:if-none-match`,
    method: 'GET',
    key,
    headers: { 'if-match': '"e"', 'if-none-match': '"f"', 'range': 'bytes=0-1' },
    expected: [['s3:GetObject', O]],
  },
  { name: 'HeadObject', source: `${API}, HeadObject, Permissions`, method: 'HEAD', key, expected: [['s3:GetObject', O]] },
  { name: 'HeadObject, tagged', source: TAGGING, method: 'HEAD', key: tagged, expected: [['s3:GetObject', T, TAGGED]] },
  { name: 'PutObject', source: `${API}, PutObject, Permissions; ${CONDITIONAL}`, method: 'PUT', key, expected: [['s3:PutObject', O, CREATES]] },
  {
    name: 'PutObject over a tagged one',
    source: `${TAGGING}: s3:ExistingObjectTag is not supported for PutObject and DeleteObject`,
    method: 'PUT',
    key: tagged,
    expected: [['s3:PutObject', T, CREATES]],
  },
  {
    name: 'PutObject, all keys',
    source: KEYS,
    method: 'PUT',
    key,
    headers: { 'x-amz-storage-class': 'STANDARD_IA', 'x-amz-server-side-encryption': 'AES256', 'if-none-match': '*' },
    expected: [['s3:PutObject', O, { ...CREATES, 's3:x-amz-storage-class': 'STANDARD_IA', 's3:x-amz-server-side-encryption': 'AES256', 's3:if-none-match': '*' }]],
  },
  {
    name: 'PutObject, If-Match reads',
    source: `${API}, PutObject, If-Match`,
    method: 'PUT',
    key,
    headers: { 'if-match': '"e"' },
    expected: [['s3:PutObject', O, { ...CREATES, 's3:if-match': '"e"' }], ['s3:GetObject', O]],
  },
  {
    name: 'PutObject, If-Match reads what is tagged',
    source: `${API}, PutObject, If-Match; ${TAGGING}`,
    method: 'PUT',
    key: tagged,
    headers: { 'if-match': '"e"' },
    expected: [['s3:PutObject', T, { ...CREATES, 's3:if-match': '"e"' }], ['s3:GetObject', T, TAGGED]],
  },
  {
    name: 'PutObject with tags',
    source: `${API}, PutObject, Permissions; ${TAGGING}`,
    method: 'PUT',
    key,
    headers: { 'x-amz-tagging': 'Team=red&x=' },
    expected: [
      ['s3:PutObject', O, { ...CREATES, 's3:requestobjecttag/Team': 'red', 's3:requestobjecttag/x': '', 's3:requestobjecttagkeys': ['Team', 'x'] }],
      ['s3:PutObjectTagging', O, { 's3:requestobjecttag/Team': 'red', 's3:requestobjecttag/x': '', 's3:requestobjecttagkeys': ['Team', 'x'] }],
    ],
  },
  ...GRANTS.map((header): Case => ({
    name: `PutObject with ${header}`,
    source: `${API}, PutObject, Permissions; ${KEYS}`,
    method: 'PUT',
    key,
    headers: { [header]: 'public-read' },
    expected: [['s3:PutObject', O, { ...CREATES, [`s3:${header}`]: 'public-read' }], ['s3:PutObjectAcl', O, { [`s3:${header}`]: 'public-read' }]],
  })),
  {
    name: 'PutObject with an ACL and a storage class',
    source: `${API}, PutObject, Permissions; ${KEYS}: PutObjectAcl has s3:x-amz-storage-class`,
    method: 'PUT',
    key,
    headers: { 'x-amz-acl': 'private', 'x-amz-storage-class': 'STANDARD_IA' },
    expected: [
      ['s3:PutObject', O, { ...CREATES, 's3:x-amz-acl': 'private', 's3:x-amz-storage-class': 'STANDARD_IA' }],
      ['s3:PutObjectAcl', O, { 's3:x-amz-acl': 'private', 's3:x-amz-storage-class': 'STANDARD_IA' }],
    ],
  },
  { name: 'CreateMultipartUpload', source: `${MULTIPART}; ${CONDITIONAL}`, method: 'POST', key, query: { uploads: '' }, expected: [['s3:PutObject', O, PREPARES]] },
  {
    name: 'CreateMultipartUpload with all keys, tags and an ACL',
    source: `${MULTIPART}; ${KEYS}; ${API}, CreateMultipartUpload, Permissions`,
    method: 'POST',
    key,
    query: { uploads: '' },
    headers: { 'x-amz-tagging': 'a=1', 'x-amz-acl': 'private', 'x-amz-storage-class': 'STANDARD_IA', 'x-amz-server-side-encryption': 'AES256' },
    expected: [
      ['s3:PutObject', O, { ...PREPARES, ...A1, 's3:x-amz-acl': 'private', 's3:x-amz-storage-class': 'STANDARD_IA', 's3:x-amz-server-side-encryption': 'AES256' }],
      ['s3:PutObjectTagging', O, A1],
      ['s3:PutObjectAcl', O, { 's3:x-amz-acl': 'private', 's3:x-amz-storage-class': 'STANDARD_IA' }],
    ],
  },
  { name: 'UploadPart', source: `${MULTIPART}; ${CONDITIONAL}`, method: 'PUT', key, query: PART, expected: [['s3:PutObject', O, PREPARES]] },
  { name: 'UploadPart of what is tagged', source: TAGGING, method: 'PUT', key: tagged, query: PART, expected: [['s3:PutObject', T, PREPARES]] },
  {
    name: 'UploadPartCopy',
    source: `${API}, UploadPartCopy, Permissions; ${CONDITIONAL}`,
    method: 'PUT',
    key,
    query: PART,
    headers: source,
    expected: [['s3:GetObject', `${B}/users/bob/1`], ['s3:PutObject', O, { ...COPIES, ...PREPARES }]],
  },
  {
    name: 'UploadPartCopy from what is tagged',
    source: `${API}, UploadPartCopy, Permissions; ${TAGGING}`,
    method: 'PUT',
    key,
    query: PART,
    headers: { 'x-amz-copy-source': 'files/tagged' },
    expected: [['s3:GetObject', T, TAGGED], ['s3:PutObject', O, { 's3:x-amz-copy-source': 'files/tagged', ...PREPARES }]],
  },
  {
    name: 'CompleteMultipartUpload',
    source: `${MULTIPART}; ${CONDITIONAL}`,
    method: 'POST',
    key,
    query: { uploadId: 'u' },
    headers: { 'if-none-match': '*' },
    body: COMPLETION,
    expected: [['s3:PutObject', O, { ...CREATES, 's3:if-none-match': '*' }]],
  },
  {
    name: 'CompleteMultipartUpload, If-Match reads what is tagged',
    source: `${API}, CompleteMultipartUpload, If-Match; ${TAGGING}`,
    method: 'POST',
    key: tagged,
    query: { uploadId: 'u' },
    headers: { 'if-match': '"e"' },
    body: COMPLETION,
    expected: [['s3:PutObject', T, { ...CREATES, 's3:if-match': '"e"' }], ['s3:GetObject', T, TAGGED]],
  },
  { name: 'AbortMultipartUpload', source: MULTIPART, method: 'DELETE', key: tagged, query: { uploadId: 'u' }, expected: [['s3:AbortMultipartUpload', T]] },
  { name: 'ListParts', source: MULTIPART, method: 'GET', key: tagged, query: { uploadId: 'u' }, expected: [['s3:ListMultipartUploadParts', T]] },
  {
    name: 'CopyObject',
    source: `${API}, CopyObject, Permissions; ${CONDITIONAL}`,
    method: 'PUT',
    key,
    headers: source,
    expected: [['s3:GetObject', `${B}/users/bob/1`], ['s3:PutObject', O, { ...COPIES, ...CREATES }]],
  },
  {
    name: 'CopyObject, all keys, and an ACL',
    source: `${API}, CopyObject, Permissions; ${KEYS}`,
    method: 'PUT',
    key,
    headers: {
      ...source, 'x-amz-metadata-directive': 'REPLACE', 'x-amz-storage-class': 'STANDARD_IA', 'x-amz-server-side-encryption': 'AES256', 'x-amz-acl': 'private',
    },
    expected: [
      ['s3:GetObject', `${B}/users/bob/1`],
      ['s3:PutObject', O, {
        ...COPIES,
        ...CREATES,
        's3:x-amz-metadata-directive': 'REPLACE',
        's3:x-amz-storage-class': 'STANDARD_IA',
        's3:x-amz-server-side-encryption': 'AES256',
        's3:x-amz-acl': 'private',
      }],
      ['s3:PutObjectAcl', O, { 's3:x-amz-acl': 'private', 's3:x-amz-storage-class': 'STANDARD_IA' }],
    ],
  },
  {
    name: 'CopyObject onto what is as it was read',
    source: `${CONDITIONAL}; ${TAGGING}`,
    method: 'PUT',
    key: tagged,
    headers: { ...source, 'if-match': '"e"' },
    expected: [
      ['s3:GetObject', `${B}/users/bob/1`], ['s3:PutObject', T, { ...COPIES, ...CREATES, 's3:if-match': '"e"' }], ['s3:GetObject', T, TAGGED],
    ],
  },
  {
    name: 'CopyObject of a tagged one',
    source: `${API}, CopyObject, Permissions; ${TAGGING}`,
    method: 'PUT',
    key,
    headers: { 'x-amz-copy-source': 'other/tagged' },
    expected: [
      ['s3:GetObject', 'arn:aws:s3:::other/tagged', TAGGED],
      ['s3:GetObjectTagging', 'arn:aws:s3:::other/tagged', TAGGED],
      ['s3:PutObject', O, { 's3:x-amz-copy-source': 'other/tagged', ...CREATES }],
      ['s3:PutObjectTagging', O, { 's3:requestobjecttag/Team': 'blue', 's3:requestobjecttagkeys': ['Team'] }],
    ],
  },
  {
    name: 'CopyObject of a version of a tagged one',
    source: `${API}, CopyObject, Permissions; ${TAGGING}`,
    method: 'PUT',
    key,
    headers: { 'x-amz-copy-source': 'other/tagged?versionId=v1' },
    expected: [
      ['s3:GetObjectVersion', 'arn:aws:s3:::other/tagged', { ...TAGGED, 's3:versionid': 'v1' }],
      ['s3:GetObjectVersionTagging', 'arn:aws:s3:::other/tagged', { ...TAGGED, 's3:versionid': 'v1' }],
      ['s3:PutObject', O, { 's3:x-amz-copy-source': 'other/tagged', ...CREATES }],
      ['s3:PutObjectTagging', O, { 's3:requestobjecttag/Team': 'blue', 's3:requestobjecttagkeys': ['Team'] }],
    ],
  },
  {
    name: 'CopyObject of a tagged one, tags replaced',
    source: `${API}, CopyObject, x-amz-tagging-directive; ${TAGGING}`,
    method: 'PUT',
    key,
    headers: { 'x-amz-copy-source': 'files/tagged', 'x-amz-tagging-directive': 'REPLACE', 'x-amz-tagging': 'a=1' },
    expected: [
      ['s3:GetObject', T, TAGGED],
      ['s3:PutObject', O, { 's3:x-amz-copy-source': 'files/tagged', ...CREATES, ...A1 }],
      ['s3:PutObjectTagging', O, A1],
    ],
  },
  {
    name: 'DeleteObject, tagged',
    source: `${TAGGING}: s3:ExistingObjectTag is not supported for PutObject and DeleteObject`,
    method: 'DELETE',
    key: tagged,
    expected: [['s3:DeleteObject', T]],
  },
  {
    name: 'DeleteObject of what is as it was read',
    source: CONDITIONAL_DELETE,
    method: 'DELETE',
    key: tagged,
    headers: { 'if-match': '"e"' },
    expected: [['s3:DeleteObject', T, { 's3:if-match': '"e"' }], ['s3:GetObject', T, TAGGED]],
  },
  {
    name: 'DeleteObject past a retention period',
    source: `${API}, DeleteObject, x-amz-bypass-governance-retention`,
    method: 'DELETE',
    key: tagged,
    headers: { 'x-amz-bypass-governance-retention': 'true' },
    expected: [['s3:DeleteObject', T], ['s3:BypassGovernanceRetention', T]],
  },
  {
    name: 'DeleteObjects past a retention period',
    source: `${API}, DeleteObjects, x-amz-bypass-governance-retention`,
    method: 'POST',
    key: '',
    query: { delete: '' },
    headers: { 'x-amz-bypass-governance-retention': 'true' },
    body: '<Delete><Object><Key>a</Key></Object></Delete>',
    expected: [['s3:DeleteObject', `${B}/a`], ['s3:BypassGovernanceRetention', `${B}/a`]],
  },
  {
    name: 'DeleteObject of what is there',
    source: CONDITIONAL_DELETE,
    method: 'DELETE',
    key: tagged,
    headers: { 'if-match': '*' },
    expected: [['s3:DeleteObject', T, { 's3:if-match': '*' }]],
  },
  {
    name: 'GetObjectAttributes',
    source: `${API}, GetObjectAttributes, Permissions`,
    method: 'GET',
    key: tagged,
    query: { attributes: '' },
    headers: { 'x-amz-object-attributes': 'ETag' },
    expected: [['s3:GetObject', T, TAGGED], ['s3:GetObjectAttributes', T, TAGGED]],
  },
  { name: 'GetObjectAttributes, none', source: TAGGING, method: 'GET', key, query: { attributes: '' }, expected: [['s3:GetObject', O], ['s3:GetObjectAttributes', O]] },
  ...([
    ['GetObject', 'GET', {}, ['GetObjectVersion']], ['HeadObject', 'HEAD', {}, ['GetObjectVersion']], ['DeleteObject', 'DELETE', {}, ['DeleteObjectVersion']],
    ['GetObjectTagging', 'GET', { tagging: '' }, ['GetObjectVersionTagging']], ['DeleteObjectTagging', 'DELETE', { tagging: '' }, ['DeleteObjectVersionTagging']],
    ['GetObjectAttributes', 'GET', { attributes: '' }, ['GetObjectVersion', 'GetObjectVersionAttributes']],
  ] as const).flatMap(([operation, method, query, actions]): Case[] => [[key, O, {}], [tagged, T, operation === 'DeleteObject' ? {} : TAGGED]].map(([at, resource, tags]) => ({
    name: `${operation} of a version of ${String(at)}`,
    source: `${API}, ${operation}, Permissions`,
    method,
    key: at as string,
    query: { ...query, versionId: 'null' },
    expected: actions.map((action): [string, string, object] => [`s3:${action}`, resource as string, { ...tags as object, 's3:versionid': 'null' }]) as Case['expected'],
  }))),
  {
    name: 'PutObjectTagging of a version',
    source: `${API}, PutObjectTagging; ${TAGGING}`,
    method: 'PUT',
    key: tagged,
    query: { tagging: '', versionId: 'null' },
    body: '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>',
    expected: [['s3:PutObjectVersionTagging', T, { ...TAGGED, ...A1, 's3:versionid': 'null' }]],
  },
  {
    name: 'PutObjectTagging of a version, to none',
    source: TAGGING,
    method: 'PUT',
    key,
    query: { tagging: '', versionId: 'null' },
    body: '<Tagging><TagSet></TagSet></Tagging>',
    expected: [['s3:PutObjectVersionTagging', O, { 's3:requestobjecttagkeys': [], 's3:versionid': 'null' }]],
  },
  { name: 'ListObjectVersions', source: `${API}, ListObjectVersions, Permissions`, method: 'GET', key: '', query: { versions: '' }, expected: [['s3:ListBucketVersions', B]] },
  {
    name: 'ListObjectVersions below a prefix',
    source: `${API}, ListObjectVersions, Permissions`,
    method: 'GET',
    key: '',
    query: { 'versions': '', 'prefix': 'a/', 'delimiter': '/', 'max-keys': '2' },
    expected: [['s3:ListBucketVersions', B, { 's3:prefix': 'a/', 's3:delimiter': '/', 's3:max-keys': '2' }]],
  },
  { name: 'GetObject of a part', source: `${API}, GetObject, partNumber`, method: 'GET', key, query: { partNumber: '1' }, expected: [['s3:GetObject', O]] },
  { name: 'GetObjectTagging, none', source: TAGGING, method: 'GET', key, query: { tagging: '' }, expected: [['s3:GetObjectTagging', O]] },
  { name: 'DeleteObjectTagging, none', source: TAGGING, method: 'DELETE', key, query: { tagging: '' }, expected: [['s3:DeleteObjectTagging', O]] },
  { name: 'GetObjectTagging', source: `${API}, GetObjectTagging; ${TAGGING}`, method: 'GET', key: tagged, query: { tagging: '' }, expected: [['s3:GetObjectTagging', T, TAGGED]] },
  {
    name: 'PutObjectTagging',
    source: `${API}, PutObjectTagging; ${TAGGING}`,
    method: 'PUT',
    key: tagged,
    query: { tagging: '' },
    body: '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>',
    expected: [['s3:PutObjectTagging', T, { ...TAGGED, ...A1 }]],
  },
  {
    name: 'PutObjectTagging, no tags',
    source: `${API}, PutObjectTagging; ${TAGGING}`,
    method: 'PUT',
    key,
    query: { tagging: '' },
    body: '<Tagging><TagSet/></Tagging>',
    expected: [['s3:PutObjectTagging', O, { 's3:requestobjecttagkeys': [] }]],
  },
  {
    name: 'DeleteObjectTagging',
    source: `${API}, DeleteObjectTagging; ${TAGGING}`,
    method: 'DELETE',
    key: tagged,
    query: { tagging: '' },
    expected: [['s3:DeleteObjectTagging', T, TAGGED]],
  },
];

/** Uses of a key that S3 makes of a request, and what it binds the data key to. */
const uses = (arn: string, ...actions: readonly string[]): Case['expected'] => actions.map((action) => [
  `kms:${action}`, K, { 'kms:EncryptionContext:aws:s3:arn': arn, 'kms:EncryptionContextKeys': ['aws:s3:arn'], 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' },
]);
const [KEYED, BOUND] = ['arn:aws:s3:::keyed', 'arn:aws:s3:::bound'];
const SSE = { 's3:x-amz-server-side-encryption': 'aws:kms' };
const BOTH = ['GenerateDataKey', 'Decrypt'];

const KEY_CASES: readonly Case[] = [
  { name: 'GetObject, encrypted', source: SSE_KMS, method: 'GET', bucket: 'keyed', key: 'keyed/1', expected: [['s3:GetObject', `${KEYED}/keyed/1`], ...uses(`${KEYED}/keyed/1`, 'Decrypt')] },
  { name: 'GetObject, encrypted with an S3 Bucket Key', source: CONTEXT, method: 'GET', bucket: 'bound', key: 'bound/1', expected: [['s3:GetObject', `${BOUND}/bound/1`], ...uses(BOUND, 'Decrypt')] },
  { name: 'GetObject, written before there was a key', source: SSE_KMS, method: 'GET', bucket: 'keyed', key: 'old', expected: [['s3:GetObject', `${KEYED}/old`]] },
  { name: 'GetObject, written while there was a key', source: SSE_KMS, method: 'GET', key: 'keyed/1', expected: [['s3:GetObject', `${B}/keyed/1`], ...uses(`${B}/keyed/1`, 'Decrypt')] },
  {
    name: 'GetObject of a version, encrypted',
    source: SSE_KMS,
    method: 'GET',
    bucket: 'keyed',
    key: 'keyed/1',
    query: { versionId: 'null' },
    expected: [['s3:GetObjectVersion', `${KEYED}/keyed/1`, { 's3:versionid': 'null' }], ...uses(`${KEYED}/keyed/1`, 'Decrypt')],
  },
  { name: 'HeadObject, encrypted', source: FAIL_CLOSED, method: 'HEAD', bucket: 'keyed', key: 'keyed/1', expected: [['s3:GetObject', `${KEYED}/keyed/1`], ...uses(`${KEYED}/keyed/1`, 'Decrypt')] },
  { name: 'GetObjectTagging, encrypted', source: SSE_KMS, method: 'GET', bucket: 'keyed', key: 'keyed/1', query: { tagging: '' }, expected: [['s3:GetObjectTagging', `${KEYED}/keyed/1`]] },
  { name: 'PutObject, encrypted', source: SSE_KMS, method: 'PUT', bucket: 'keyed', key: 'a/b', expected: [['s3:PutObject', `${KEYED}/a/b`, CREATES], ...uses(`${KEYED}/a/b`, 'GenerateDataKey')] },
  { name: 'PutObject, encrypted with an S3 Bucket Key', source: CONTEXT, method: 'PUT', bucket: 'bound', key: 'a/b', expected: [['s3:PutObject', `${BOUND}/a/b`, CREATES], ...uses(BOUND, 'GenerateDataKey')] },
  {
    name: 'PutObject with keys of S3 into a bucket that has another',
    source: SSE_KMS,
    method: 'PUT',
    bucket: 'keyed',
    key: 'a',
    headers: { 'x-amz-server-side-encryption': 'AES256' },
    expected: [['s3:PutObject', `${KEYED}/a`, { ...CREATES, 's3:x-amz-server-side-encryption': 'AES256' }]],
  },
  ...[K, K.split('/')[1], 'alias/files', 'alias/more', 'arn:aws:kms:us-east-1:123456789012:alias/more'].map((name): Case => ({
    name: `PutObject that says ${name}`,
    source: SSE_KMS,
    method: 'PUT',
    bucket: 'bound',
    key: 'a',
    headers: { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': name },
    expected: [['s3:PutObject', `${BOUND}/a`, { ...CREATES, ...SSE, 's3:x-amz-server-side-encryption-aws-kms-key-id': name }], ...uses(BOUND, 'GenerateDataKey')],
  })),
  { name: 'PutObject, encrypted with AWS\'s own key', source: SSE_KMS, method: 'PUT', bucket: 'managed', key: 'a', expected: [['s3:PutObject', 'arn:aws:s3:::managed/a', CREATES]] },
  {
    name: 'PutObject that asks for AWS\'s own key where the bucket has it',
    source: SSE_KMS,
    method: 'PUT',
    bucket: 'managed',
    key: 'a',
    headers: { 'x-amz-server-side-encryption': 'aws:kms' },
    expected: [['s3:PutObject', 'arn:aws:s3:::managed/a', { ...CREATES, ...SSE }]],
  },
  {
    name: 'PutObject, If-Match reads what is encrypted',
    source: FAIL_CLOSED,
    method: 'PUT',
    bucket: 'keyed',
    key: 'keyed/1',
    headers: { 'if-match': '"e"' },
    expected: [
      ['s3:PutObject', `${KEYED}/keyed/1`, { ...CREATES, 's3:if-match': '"e"' }], ['s3:GetObject', `${KEYED}/keyed/1`],
      ...uses(`${KEYED}/keyed/1`, 'GenerateDataKey'), ...uses(`${KEYED}/keyed/1`, 'Decrypt'),
    ],
  },
  {
    name: 'CopyObject, both encrypted',
    source: `${API}, CopyObject, Permissions; ${SSE_KMS}`,
    method: 'PUT',
    bucket: 'bound',
    key: 'a',
    headers: { 'x-amz-copy-source': '/keyed/keyed/1' },
    expected: [
      ['s3:GetObject', `${KEYED}/keyed/1`], ['s3:PutObject', `${BOUND}/a`, { ...CREATES, 's3:x-amz-copy-source': 'keyed/keyed/1' }],
      ...uses(`${KEYED}/keyed/1`, 'Decrypt'), ...uses(BOUND, 'GenerateDataKey'),
    ],
  },
  { name: 'CreateMultipartUpload, encrypted', source: MULTIPART, method: 'POST', bucket: 'keyed', key: 'a', query: { uploads: '' }, expected: [['s3:PutObject', `${KEYED}/a`, PREPARES], ...uses(`${KEYED}/a`, ...BOTH)] },
  { name: 'UploadPart, encrypted', source: MULTIPART, method: 'PUT', bucket: 'keyed', key: 'keyed/1', query: PART, expected: [['s3:PutObject', `${KEYED}/keyed/1`, PREPARES], ...uses(`${KEYED}/keyed/1`, ...BOTH)] },
  { name: 'UploadPart of an upload with an S3 Bucket Key', source: CONTEXT, method: 'PUT', bucket: 'bound', key: 'bound/1', query: PART, expected: [['s3:PutObject', `${BOUND}/bound/1`, PREPARES], ...uses(BOUND, ...BOTH)] },
  { name: 'UploadPart of an upload that was begun without a key', source: MULTIPART, method: 'PUT', bucket: 'keyed', key: 'old', query: PART, expected: [['s3:PutObject', `${KEYED}/old`, PREPARES]] },
  {
    name: 'UploadPartCopy, both encrypted',
    source: MULTIPART,
    method: 'PUT',
    bucket: 'keyed',
    key: 'keyed/2',
    query: PART,
    headers: { 'x-amz-copy-source': '/bound/bound/1' },
    expected: [
      ['s3:GetObject', `${BOUND}/bound/1`], ['s3:PutObject', `${KEYED}/keyed/2`, { ...PREPARES, 's3:x-amz-copy-source': 'bound/bound/1' }],
      ...uses(BOUND, 'Decrypt'), ...uses(`${KEYED}/keyed/2`, ...BOTH),
    ],
  },
  {
    name: 'CompleteMultipartUpload, encrypted',
    source: MULTIPART,
    method: 'POST',
    bucket: 'keyed',
    key: 'keyed/1',
    query: { uploadId: 'u' },
    body: COMPLETION,
    expected: [['s3:PutObject', `${KEYED}/keyed/1`, CREATES], ...uses(`${KEYED}/keyed/1`, ...BOTH)],
  },
  { name: 'AbortMultipartUpload, encrypted', source: MULTIPART, method: 'DELETE', bucket: 'keyed', key: 'keyed/1', query: { uploadId: 'u' }, expected: [['s3:AbortMultipartUpload', `${KEYED}/keyed/1`]] },
  { name: 'DeleteObject, encrypted', source: SSE_KMS, method: 'DELETE', bucket: 'keyed', key: 'keyed/1', expected: [['s3:DeleteObject', `${KEYED}/keyed/1`]] },
  { name: 'ListObjects, encrypted', source: SSE_KMS, method: 'GET', bucket: 'keyed', key: '', expected: [['s3:ListBucket', KEYED]] },
];

/** Who uses a key, and through which service, is added by whoever knows. */
const KEY_USE = ['kms:encryptionalgorithm', 'kms:encryptioncontext:aws:s3:arn', 'kms:encryptioncontextkeys'];

/** Action → its keys, without those of access points and grants, which do not exist here, and those that every action has. */
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  's3:ListAllMyBuckets': [],
  ...Object.fromEntries(['CreateBucket', 'DeleteBucket', 'GetBucketCORS', 'GetBucketOwnershipControls', 'GetBucketPolicy', 'GetBucketPublicAccessBlock', 'GetBucketTagging',
    'GetBucketVersioning', 'GetEncryptionConfiguration'].map((action) => [`s3:${action}`, []])),
  'kms:Decrypt': KEY_USE,
  'kms:GenerateDataKey': KEY_USE,
  's3:ListBucket': ['s3:delimiter', 's3:max-keys', 's3:prefix'],
  's3:GetBucketLocation': [],
  's3:ListBucketMultipartUploads': [],
  's3:BypassGovernanceRetention': [],
  's3:DeleteObject': ['s3:if-match'],
  's3:GetObject': ['s3:existingobjecttag'],
  's3:GetObjectAttributes': ['s3:existingobjecttag'],
  's3:GetObjectVersion': ['s3:existingobjecttag', 's3:versionid'],
  's3:GetObjectVersionAttributes': ['s3:existingobjecttag', 's3:versionid'],
  's3:GetObjectVersionTagging': ['s3:existingobjecttag', 's3:versionid'],
  's3:PutObjectVersionTagging': ['s3:existingobjecttag', 's3:requestobjecttag', 's3:requestobjecttagkeys', 's3:versionid'],
  's3:DeleteObjectVersionTagging': ['s3:existingobjecttag', 's3:versionid'],
  's3:DeleteObjectVersion': ['s3:versionid'],
  's3:ListBucketVersions': ['s3:delimiter', 's3:max-keys', 's3:prefix'],
  's3:GetObjectTagging': ['s3:existingobjecttag'],
  's3:PutObjectTagging': ['s3:existingobjecttag', 's3:requestobjecttag', 's3:requestobjecttagkeys'],
  's3:DeleteObjectTagging': ['s3:existingobjecttag'],
  's3:AbortMultipartUpload': [],
  's3:ListMultipartUploadParts': [],
  's3:PutObject': [
    's3:objectcreationoperation', 's3:requestobjecttag', 's3:requestobjecttagkeys', 's3:if-match', 's3:if-none-match', 's3:object-lock-event-hold',
    's3:object-lock-event-hold-duration-days', 's3:object-lock-legal-hold', 's3:object-lock-mode', 's3:object-lock-remaining-retention-days',
    's3:object-lock-retain-until-date', ...GRANTS.map((name) => `s3:${name}`), 's3:x-amz-grant-write', 's3:x-amz-copy-source', 's3:x-amz-metadata-directive',
    's3:x-amz-object-annotation-directive', 's3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id',
    's3:x-amz-server-side-encryption-customer-algorithm', 's3:x-amz-storage-class', 's3:x-amz-website-redirect-location',
  ],
  's3:PutObjectAcl': ['s3:existingobjecttag', ...GRANTS.map((name) => `s3:${name}`), 's3:x-amz-grant-write', 's3:x-amz-storage-class'],
};

/** Keys that come with their action each time. */
const ALWAYS = [
  's3:PutObject s3:objectcreationoperation', 's3:PutObjectTagging s3:requestobjecttagkeys', 's3:PutObjectVersionTagging s3:requestobjecttagkeys',
  // Without a version it is another action.
  ...['GetObjectVersion', 'GetObjectVersionAttributes', 'GetObjectVersionTagging', 'PutObjectVersionTagging', 'DeleteObjectVersionTagging', 'DeleteObjectVersion']
    .map((action) => `s3:${action} s3:versionid`),
  ...['kms:Decrypt', 'kms:GenerateDataKey'].flatMap((action) => KEY_USE.map((name) => `${action} ${name}`)),
];

/** Keys of a PutObject whose headers are refused before anything is decided: header → keys that it would make. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'x-amz-grant-write': ['s3:x-amz-grant-write'],
  'x-amz-object-annotation-directive': ['s3:x-amz-object-annotation-directive'],
  'x-amz-object-lock-event-hold': ['s3:object-lock-event-hold', 's3:object-lock-event-hold-duration-days'],
  'x-amz-object-lock-legal-hold': ['s3:object-lock-legal-hold'],
  'x-amz-object-lock-mode': ['s3:object-lock-mode'],
  'x-amz-object-lock-retain-until-date': ['s3:object-lock-retain-until-date', 's3:object-lock-remaining-retention-days'],
  'x-amz-server-side-encryption-customer-algorithm': ['s3:x-amz-server-side-encryption-customer-algorithm'],
  'x-amz-website-redirect-location': ['s3:x-amz-website-redirect-location'],
};

function requestOf({ method, bucket = 'files', key: name, query = {}, headers = {}, body = '' }: Omit<Case, 'name' | 'source' | 'expected'>) {
  const [parameters, sent] = [new Map(Object.entries(query)), new Map(Object.entries(headers))];
  const head = { method, bucket: name === undefined ? '' : bucket, key: name ?? '', parameters, headers: sent, sender: 'anonymous' };
  return parseRequest(head, Buffer.from(body));
}

async function cellsOf(request: Omit<Case, 'name' | 'source' | 'expected'>) {
  const asked = requestOf(request);
  return actionRequests(asked, await requestScope(asked, location, BUCKETS, engine));
}

test.each([...CASES, ...KEY_CASES])('$name', async ({ expected, ...request }) => {
  const requests = (await cellsOf(request)).map(({ action, resource, context }) => [action, resource, Object.fromEntries(context)]);
  expect(requests).toEqual(expected.map(([action, resource, keys = {}]) => [action, resource, lower(keys)]));
});

describe('the table', () => {
  const shown = [...CASES, ...KEY_CASES].flatMap(({ expected }) => expected.map(([action, , keys = {}]) => ({ action, keys: Object.keys(keys).map((name) => name.toLowerCase().split('/')[0]) })));

  test('has every operation', () => {
    const seen = new Set(CASES.map((request) => requestOf(request).operation));
    expect((Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).filter((operation) => !seen.has(operation))).toEqual([]);
  });

  test('has no key that its action has not', () => {
    expect(shown.flatMap(({ action, keys }) => keys.filter((name) => !KEYS_OF[action].includes(name)).map((name) => `${action} ${name}`))).toEqual([]);
  });

  test.each(Object.entries(KEYS_OF).flatMap(([action, keys]) => keys.map((name): [string, string] => [action, name])))('shows of %s that %s is there, and that it is not', (action, name) => {
    // Ours never ask for these: their headers are refused, and what they would be about does not exist.
    const refused = Object.values(REFUSED).flat();
    const isAbsent = refused.includes(name) || (action === 's3:PutObjectAcl' && name === 's3:existingobjecttag');
    const present = shown.filter((cell) => cell.action === action && cell.keys.includes(name));
    const absent = shown.filter((cell) => cell.action === action && !cell.keys.includes(name));
    expect(present.length > 0).toBe(!isAbsent);
    expect(absent.length > 0).toBe(!ALWAYS.includes(`${action} ${name}`));
  });

  test.each(Object.keys(REFUSED))('the header %s is refused before anything is decided', (name) => {
    for (const request of [{ method: 'PUT', key }, { method: 'POST', key, query: { uploads: '' } }, { method: 'PUT', key, headers: source }]) {
      expect(() => requestOf({ ...request, headers: { ...request.headers, [name]: 'x' } })).toThrow(expect.objectContaining({ status: 501 }));
    }
  });

  test.each([
    ['about a version', { method: 'DELETE', key, query: { versionId: 'v' }, headers: { 'if-match': '*' } }],
    ['about a version, in a list', { method: 'POST', key: '', query: { delete: '' }, body: '<Delete><Object><Key>a</Key><VersionId>v</VersionId><ETag>*</ETag></Object></Delete>' }],
    ['of directory buckets: size', { method: 'DELETE', key, headers: { 'x-amz-if-match-size': '1' } }],
    ['of directory buckets: date', { method: 'DELETE', key, headers: { 'x-amz-if-match-last-modified-time': 'Thu, 01 Jan 2015 00:00:00 GMT' } }],
    ['of directory buckets: size, in a list', { method: 'POST', key: '', query: { delete: '' }, body: '<Delete><Object><Key>a</Key><Size>1</Size></Object></Delete>' }],
  ])('conditions of a deletion %s are refused before anything is decided', (_, request) => {
    expect(() => requestOf(request)).toThrow(expect.objectContaining({ status: 501 }));
  });
});

test.each(['ListObjectsV2', 'PutObject', 'UploadPart', 'CompleteMultipartUpload', 'DeleteObject, tagged'])('tags are not asked for by %s: no condition is about them', async (name) => {
  const tagsOf = jest.fn(engine.tagsOf);
  await requestScope(requestOf(CASES.find((request) => request.name === name)!), location, BUCKETS, { ...engine, tagsOf });
  expect(tagsOf).not.toHaveBeenCalled();
});

test('tags that were not asked for are not taken for none', async () => {
  const scope = await requestScope(requestOf({ method: 'GET', key }), location, BUCKETS, engine);
  expect(() => actionRequests(requestOf({ method: 'GET', key: tagged }), scope)).toThrow('not asked for');
});

test('tags that come later count just so', async () => {
  const asked = requestOf({ method: 'GET', key: tagged });
  const scope = requestScope(asked, location, BUCKETS, { ...engine, tagsOf: async () => new Map([['Team', 'late']]) });
  expect(scope).toBeInstanceOf(Promise);
  expect(actionRequests(asked, await scope)[0].context).toEqual(new Map([['s3:existingobjecttag/team', 'late']]));
});

test('what a caller needs to learn that a key is missing', async () => {
  const scope = await requestScope(requestOf({ method: 'GET', key }), location, BUCKETS, engine);
  expect(missingKeyRequests({ bucket: 'files', key: 'a/b' }, scope)).toEqual([{ action: 's3:ListBucket', resource: B, context: new Map([['s3:prefix', 'a/b']]) }]);
});

describe('a key that is not the bucket\'s own is refused', () => {
  const OTHER = 'arn:aws:kms:us-east-1:123456789012:key/11111111-12ab-34cd-56ef-1234567890ab';
  const kms = (id?: string) => ({ 'x-amz-server-side-encryption': 'aws:kms', ...id !== undefined && { 'x-amz-server-side-encryption-aws-kms-key-id': id } });
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['another one', 'keyed', kms(OTHER), 'NotImplemented'],
    ['the own one in another Region', 'keyed', kms(K.replace('us-east-1', 'eu-west-1')), 'NotImplemented'],
    ['an alias of others', 'keyed', kms('alias/aws/s3'), 'NotImplemented'],
    ['AWS\'s own', 'keyed', kms(), 'NotImplemented'],
    ['any, where the bucket has AWS\'s own', 'managed', kms(K), 'NotImplemented'],
    ['AWS\'s own, where the bucket has those of S3', 'files', kms(), 'NotImplemented'],
    ['two layers', 'keyed', { 'x-amz-server-side-encryption': 'aws:kms:dsse' }, 'NotImplemented'],
    ['one without KMS', 'keyed', { 'x-amz-server-side-encryption-aws-kms-key-id': K }, 'InvalidArgument'],
    ['one with keys of S3', 'keyed', { ...kms(K), 'x-amz-server-side-encryption': 'AES256' }, 'InvalidArgument'],
  ])('%s', async (_, bucket, headers, code) => {
    for (const request of [{ method: 'PUT', key }, { method: 'POST', key, query: { uploads: '' } }, { method: 'PUT', key, headers: source }]) {
      await expect(cellsOf({ ...request, bucket, headers: { ...request.headers, ...headers } })).rejects.toMatchObject({ code });
    }
  });
});

test('buckets of other partitions', async () => {
  const asked = requestOf({ method: 'GET', key });
  const china = { ...location, partition: 'aws-cn', region: 'cn-north-1' };
  expect(actionRequests(asked, await requestScope(asked, china, BUCKETS, engine))[0].resource).toBe('arn:aws-cn:s3:::files/users/alice/a b');
});

describe('fails', () => {
  const SUBRESOURCES = [
    'accelerate', 'acl', 'analytics', 'intelligent-tiering', 'inventory', 'legal-hold', 'lifecycle', 'logging', 'metadataTable',
    'metrics', 'notification', 'object-lock', 'policyStatus', 'renameObject', 'replication',
    'requestPayment', 'restore', 'retention', 'select', 'session', 'torrent', 'website', '__proto__', 'constructor', 'X-Id', 'Prefix',
  ];
  test.each(['cors', 'encryption', 'ownershipControls', 'policy', 'publicAccessBlock', 'versioning'])('with the settings %s of anything but a bucket, or to change them', (name) => {
    for (const [method, target] of [['GET', key], ['PUT', ''], ['DELETE', ''], ['POST', ''], ['PUT', key]]) {
      expect(() => requestOf({ method, key: target, query: { [name]: '' } })).toThrow(expect.objectContaining({ status: 501, code: 'NotImplemented' }));
    }
    expect(() => requestOf({ method: 'GET', key: '', query: { [name]: 'x' } })).toThrow(expect.objectContaining({ status: 501 }));
  });

  test('with parts and attributes of what has none', () => {
    for (const [name, method, target] of [
      ['attributes', 'PUT', key], ['attributes', 'GET', ''], ['attributes', 'HEAD', key], ['partNumber', 'PUT', key], ['partNumber', 'GET', ''], ['partNumber', 'DELETE', key],
    ]) expect(() => requestOf({ method, key: target, query: { [name]: '' } })).toThrow(expect.objectContaining({ status: 501, code: 'NotImplemented' }));
  });

  test.each(SUBRESOURCES)('with the subresource %s', (name) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']) {
      for (const target of ['', key]) expect(() => requestOf({ method, key: target, query: { [name]: '' } })).toThrow(expect.objectContaining({ status: 501, code: 'NotImplemented' }));
    }
  });

  const HEADERS = [
    'x-amz-mfa', 'x-amz-object-lock-mode', 'x-amz-request-payer', 'x-amz-server-side-encryption-bucket-key-enabled',
    'x-amz-server-side-encryption-context',
    'x-amz-server-side-encryption-customer-algorithm', 'x-amz-website-redirect-location', 'x-amz-write-offset-bytes', 'x-amz-unheard-of', 'if-range',
  ];
  test('with x-amz-bypass-governance-retention where nothing is deleted, or neither true nor false', () => {
    const headers = { 'x-amz-bypass-governance-retention': 'x' };
    for (const method of ['GET', 'HEAD', 'PUT']) expect(() => requestOf({ method, key, headers })).toThrow(expect.objectContaining({ status: 501 }));
    expect(() => requestOf({ method: 'DELETE', key, headers })).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });

  test.each(HEADERS)('with the header %s', (name) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) expect(() => requestOf({ method, key, headers: { [name]: 'x' } })).toThrow(expect.objectContaining({ status: 501 }));
  });

  test.each<[string, Omit<Case, 'name' | 'source' | 'expected'>, string]>([
    ['a method that S3 has not', { method: 'PATCH', key }, 'MethodNotAllowed'],
    ['a bucket that others may write to', { method: 'PUT', key: '', headers: { 'x-amz-grant-write': 'id=x' } }, 'NotImplemented'],
    ['a form posted', { method: 'POST', key: '' }, 'NotImplemented'],
    ['a write without a bucket', { method: 'PUT' }, 'InvalidRequest'],
    ['two subresources', { method: 'GET', key, query: { tagging: '', uploadId: 'u' } }, 'NotImplemented'],
    ['a subresource with a value', { method: 'GET', key, query: { tagging: 'x' } }, 'NotImplemented'],
    ['a name of another operation', { method: 'GET', key, query: { 'x-id': 'PutObject' } }, 'NotImplemented'],
    ['lists of another type', { method: 'GET', key: '', query: { 'list-type': '3' } }, 'NotImplemented'],
    ['a list with delete', { method: 'POST', key: '', query: { delete: '', uploads: '' } }, 'NotImplemented'],
    ['a body where there is none', { method: 'DELETE', key, body: 'x' }, 'InvalidRequest'],
    ['a range of a write', { method: 'PUT', key, headers: { range: 'bytes=0-1' } }, 'NotImplemented'],
    ['a key that is too long', { method: 'GET', key: 'é'.repeat(513) }, 'KeyTooLongError'],
    ['a source that is too long', { method: 'PUT', key, headers: { 'x-amz-copy-source': `files/${'a'.repeat(1025)}` } }, 'KeyTooLongError'],
    ['a source with two versions', { method: 'PUT', key, headers: { 'x-amz-copy-source': 'files/a?versionId=1?versionId=2' } }, 'InvalidArgument'],
    ['a source with a version that is none', { method: 'PUT', key, headers: { 'x-amz-copy-source': 'files/a?versionId=' } }, 'InvalidArgument'],
    ['a source that is an access point', { method: 'PUT', key, headers: { 'x-amz-copy-source': 'arn:aws:s3:us-east-1:1:accesspoint/a/object/b' } }, 'NotImplemented'],
    ['a source without a key', { method: 'PUT', key, headers: { 'x-amz-copy-source': 'files/' } }, 'InvalidArgument'],
    ['a source with a broken escape', { method: 'PUT', key, headers: { 'x-amz-copy-source': 'files/%zz' } }, 'InvalidArgument'],
    ['a directive that is none', { method: 'PUT', key, headers: { ...source, 'x-amz-tagging-directive': 'copy' } }, 'InvalidArgument'],
  ])('%s', (_, request, code) => {
    expect(() => requestOf(request)).toThrow(expect.objectContaining({ code }));
  });

  const DELETIONS = [
    '', 'x', '<Delete/>', '<Delete><Object/></Delete>', '<Delete><Object><Key/></Object></Delete>', '<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>',
    '<Delete><Object><Key><b/></Key></Object></Delete>', '<Delete><Other/></Delete>', '<Other/>', '<Delete><Object><Key>a</Key></Object></Delete><x/>',
    '<!DOCTYPE x [<!ENTITY e "users/bob/1">]><Delete><Object><Key>&e;</Key></Object></Delete>', '<Delete><![CDATA[x]]></Delete>',
    '<Delete><__proto__/></Delete>', '<Delete><Quiet>maybe</Quiet><Object><Key>a</Key></Object></Delete>',
    `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`, `${'<a>'.repeat(20)}${'</a>'.repeat(20)}`,
  ];
  test.each(DELETIONS)('deletion %#', (body) => {
    expect(() => requestOf({ method: 'POST', key: '', query: { delete: '' }, body })).toThrow(expect.objectContaining({ code: 'MalformedXML' }));
  });

  test('a deletion with a condition of directory buckets, or of a version that is none', () => {
    const deleting = (more: string) => () => requestOf({ method: 'POST', key: '', query: { delete: '' }, body: `<Delete><Object><Key>a</Key>${more}</Object></Delete>` });
    expect(deleting('<Size>1</Size>')).toThrow(expect.objectContaining({ code: 'NotImplemented' }));
    expect(deleting('<VersionId></VersionId>')).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});

test('documents keep spaces, references and line ends of keys', () => {
  const body = '<?xml version="1.0"?>\n<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\n <Object><Key> a &lt;&#13;&#x1F600;&#10; </Key></Object>\n</Delete>';
  expect(requestOf({ method: 'POST', key: '', query: { delete: '' }, body }).deletion).toEqual({ quiet: false, entries: [{ key: ' a <\r\u{1f600}\n ' }] });
});
