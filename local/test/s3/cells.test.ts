import { actionRequests, missingKeyRequests, parseRequest, type Scope } from '../../src/s3';
import { OPERATION_SPECS } from '../../src/s3/request/operations';

/**
 * Operation × condition key. Expected values are those of the Service Authorization Reference, "Actions, resources, and
 * condition keys for Amazon S3", and of the Permissions section of each operation in the Amazon S3 API Reference.
 * What is not listed must be absent.
 */
interface Case {
  readonly name: string;
  readonly method: string;
  /** Path below the bucket, undefined for no bucket. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly expected: readonly (readonly [action: string, resource: string, keys?: Readonly<Record<string, string | readonly string[]>>])[];
}

const B = 'arn:aws:s3:::files';
const O = `${B}/users/alice/a b`;
const key = 'users/alice/a b';
const CREATES = { 's3:objectcreationoperation': 'true' };
const PREPARES = { 's3:objectcreationoperation': 'false' };
const TAGGED = { 's3:existingobjecttag/Team': 'blue' };
const lower = (keys: object) => Object.fromEntries(Object.entries(keys).map(([name, value]) => [name.toLowerCase(), value]));
const source = { 'x-amz-copy-source': '/files/users%2Fbob/1' };
const COPIES = { 's3:x-amz-copy-source': 'files/users/bob/1' };

const scope: Scope = {
  location: { partition: 'aws', region: 'us-east-1', account: '123456789012' },
  tagsOf: (_, name) => new Map(name.startsWith('tagged') ? [['Team', 'blue']] : []),
};

const CASES: readonly Case[] = [
  { name: 'ListBuckets', method: 'GET', expected: [['s3:ListAllMyBuckets', '*']] },
  { name: 'HeadBucket', method: 'HEAD', key: '', expected: [['s3:ListBucket', B]] },
  { name: 'GetBucketLocation', method: 'GET', key: '', query: { location: '' }, expected: [['s3:GetBucketLocation', B]] },
  { name: 'ListObjects', method: 'GET', key: '', expected: [['s3:ListBucket', B]] },
  {
    name: 'ListObjects, all keys',
    method: 'GET',
    key: '',
    query: { 'prefix': 'users/', 'delimiter': '/', 'max-keys': '7', 'marker': 'x' },
    expected: [['s3:ListBucket', B, { 's3:prefix': 'users/', 's3:delimiter': '/', 's3:max-keys': '7' }]],
  },
  { name: 'ListObjectsV2', method: 'GET', key: '', query: { 'list-type': '2' }, expected: [['s3:ListBucket', B]] },
  {
    name: 'ListObjectsV2, all keys',
    method: 'GET',
    key: '',
    query: { 'list-type': '2', 'prefix': 'users/', 'delimiter': '/', 'max-keys': '7' },
    expected: [['s3:ListBucket', B, { 's3:prefix': 'users/', 's3:delimiter': '/', 's3:max-keys': '7' }]],
  },
  {
    name: 'ListObjectsV2, keys present and empty',
    method: 'GET',
    key: '',
    query: { 'list-type': '2', 'prefix': '', 'delimiter': '', 'max-keys': '' },
    expected: [['s3:ListBucket', B, { 's3:prefix': '', 's3:delimiter': '', 's3:max-keys': '' }]],
  },
  {
    name: 'ListObjectsV2, start-after is no prefix', method: 'GET', key: '', query: { 'list-type': '2', 'start-after': 'users/bob/' }, expected: [['s3:ListBucket', B]],
  },
  {
    name: 'ListMultipartUploads has no s3:prefix', method: 'GET', key: '', query: { uploads: '', prefix: 'users/alice/' }, expected: [['s3:ListBucketMultipartUploads', B]],
  },
  {
    name: 'DeleteObjects',
    method: 'POST',
    key: '',
    query: { delete: '' },
    body: '<Delete><Object><Key>a</Key></Object><Object><Key>b/&amp;</Key></Object></Delete>',
    expected: [['s3:DeleteObject', `${B}/a`], ['s3:DeleteObject', `${B}/b/&`]],
  },
  { name: 'GetObject', method: 'GET', key, expected: [['s3:GetObject', O]] },
  { name: 'GetObject, tagged', method: 'GET', key: 'tagged', expected: [['s3:GetObject', `${B}/tagged`, TAGGED]] },
  { name: 'HeadObject', method: 'HEAD', key, expected: [['s3:GetObject', O]] },
  { name: 'HeadObject, tagged', method: 'HEAD', key: 'tagged', expected: [['s3:GetObject', `${B}/tagged`, TAGGED]] },
  { name: 'PutObject', method: 'PUT', key, expected: [['s3:PutObject', O, CREATES]] },
  { name: 'PutObject over a tagged one', method: 'PUT', key: 'tagged', expected: [['s3:PutObject', `${B}/tagged`, CREATES]] },
  {
    name: 'PutObject, all keys',
    method: 'PUT',
    key,
    headers: { 'x-amz-storage-class': 'STANDARD_IA', 'x-amz-server-side-encryption': 'AES256', 'if-none-match': '*' },
    expected: [['s3:PutObject', O, { ...CREATES, 's3:x-amz-storage-class': 'STANDARD_IA', 's3:x-amz-server-side-encryption': 'AES256', 's3:if-none-match': '*' }]],
  },
  {
    name: 'PutObject, If-Match reads',
    method: 'PUT',
    key,
    headers: { 'if-match': '"e"' },
    expected: [['s3:PutObject', O, { ...CREATES, 's3:if-match': '"e"' }], ['s3:GetObject', O]],
  },
  {
    name: 'PutObject with tags',
    method: 'PUT',
    key,
    headers: { 'x-amz-tagging': 'Team=red&x=' },
    expected: [
      ['s3:PutObject', O, { ...CREATES, 's3:requestobjecttag/Team': 'red', 's3:requestobjecttag/x': '', 's3:requestobjecttagkeys': ['Team', 'x'] }],
      ['s3:PutObjectTagging', O, { 's3:requestobjecttag/Team': 'red', 's3:requestobjecttag/x': '', 's3:requestobjecttagkeys': ['Team', 'x'] }],
    ],
  },
  ...['x-amz-acl', 'x-amz-grant-full-control', 'x-amz-grant-read', 'x-amz-grant-read-acp', 'x-amz-grant-write-acp'].map((header): Case => ({
    name: `PutObject with ${header}`,
    method: 'PUT',
    key,
    headers: { [header]: 'public-read' },
    expected: [['s3:PutObject', O, { ...CREATES, [`s3:${header}`]: 'public-read' }], ['s3:PutObjectAcl', O, { [`s3:${header}`]: 'public-read' }]],
  })),
  { name: 'CreateMultipartUpload', method: 'POST', key, query: { uploads: '' }, expected: [['s3:PutObject', O, PREPARES]] },
  {
    name: 'CreateMultipartUpload with tags and an ACL',
    method: 'POST',
    key,
    query: { uploads: '' },
    headers: { 'x-amz-tagging': 'a=1', 'x-amz-acl': 'private' },
    expected: [
      ['s3:PutObject', O, { ...PREPARES, 's3:x-amz-acl': 'private', 's3:requestobjecttag/a': '1', 's3:requestobjecttagkeys': ['a'] }],
      ['s3:PutObjectTagging', O, { 's3:requestobjecttag/a': '1', 's3:requestobjecttagkeys': ['a'] }],
      ['s3:PutObjectAcl', O, { 's3:x-amz-acl': 'private' }],
    ],
  },
  { name: 'UploadPart', method: 'PUT', key, query: { partNumber: '1', uploadId: 'u' }, expected: [['s3:PutObject', O, PREPARES]] },
  {
    name: 'UploadPartCopy',
    method: 'PUT',
    key,
    query: { partNumber: '1', uploadId: 'u' },
    headers: source,
    expected: [['s3:GetObject', `${B}/users/bob/1`], ['s3:PutObject', O, { ...COPIES, ...PREPARES }]],
  },
  {
    name: 'CompleteMultipartUpload',
    method: 'POST',
    key,
    query: { uploadId: 'u' },
    headers: { 'if-none-match': '*' },
    body: '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"e"</ETag></Part></CompleteMultipartUpload>',
    expected: [['s3:PutObject', O, { ...CREATES, 's3:if-none-match': '*' }]],
  },
  { name: 'AbortMultipartUpload', method: 'DELETE', key, query: { uploadId: 'u' }, expected: [['s3:AbortMultipartUpload', O]] },
  { name: 'ListParts', method: 'GET', key, query: { uploadId: 'u' }, expected: [['s3:ListMultipartUploadParts', O]] },
  {
    name: 'CopyObject',
    method: 'PUT',
    key,
    headers: source,
    expected: [['s3:GetObject', `${B}/users/bob/1`], ['s3:PutObject', O, { ...COPIES, ...CREATES }]],
  },
  {
    name: 'CopyObject, metadata replaced',
    method: 'PUT',
    key,
    headers: { ...source, 'x-amz-metadata-directive': 'REPLACE' },
    expected: [['s3:GetObject', `${B}/users/bob/1`], ['s3:PutObject', O, { ...COPIES, ...CREATES, 's3:x-amz-metadata-directive': 'REPLACE' }]],
  },
  {
    name: 'CopyObject of a tagged one',
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
    name: 'CopyObject of a tagged one, tags replaced',
    method: 'PUT',
    key,
    headers: { 'x-amz-copy-source': 'files/tagged', 'x-amz-tagging-directive': 'REPLACE', 'x-amz-tagging': 'a=1' },
    expected: [
      ['s3:GetObject', `${B}/tagged`, TAGGED],
      ['s3:PutObject', O, { 's3:x-amz-copy-source': 'files/tagged', ...CREATES, 's3:requestobjecttag/a': '1', 's3:requestobjecttagkeys': ['a'] }],
      ['s3:PutObjectTagging', O, { 's3:requestobjecttag/a': '1', 's3:requestobjecttagkeys': ['a'] }],
    ],
  },
  { name: 'DeleteObject', method: 'DELETE', key, expected: [['s3:DeleteObject', O]] },
  { name: 'GetObjectTagging', method: 'GET', key: 'tagged', query: { tagging: '' }, expected: [['s3:GetObjectTagging', `${B}/tagged`, TAGGED]] },
  {
    name: 'PutObjectTagging',
    method: 'PUT',
    key: 'tagged',
    query: { tagging: '' },
    body: '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>',
    expected: [['s3:PutObjectTagging', `${B}/tagged`, { ...TAGGED, 's3:requestobjecttag/a': '1', 's3:requestobjecttagkeys': ['a'] }]],
  },
  {
    name: 'PutObjectTagging, no tags',
    method: 'PUT',
    key,
    query: { tagging: '' },
    body: '<Tagging><TagSet/></Tagging>',
    expected: [['s3:PutObjectTagging', O, { 's3:requestobjecttagkeys': [] }]],
  },
  { name: 'DeleteObjectTagging', method: 'DELETE', key: 'tagged', query: { tagging: '' }, expected: [['s3:DeleteObjectTagging', `${B}/tagged`, TAGGED]] },
];

function requestOf({ method, key: name, query = {}, headers = {}, body = '' }: Omit<Case, 'name' | 'expected'>) {
  const head = { method, bucket: name === undefined ? '' : 'files', key: name ?? '', parameters: new Map(Object.entries(query)), headers: new Map(Object.entries(headers)) };
  return parseRequest(head, Buffer.from(body));
}

test.each(CASES)('$name', ({ expected, ...request }) => {
  const requests = actionRequests(requestOf(request), scope).map(({ action, resource, context }) => [action, resource, Object.fromEntries(context)]);
  expect(requests).toEqual(expected.map(([action, resource, keys = {}]) => [action, resource, lower(keys)]));
});

test('every operation is in the table', () => {
  const seen = new Set(CASES.map((request) => requestOf(request).operation));
  expect([...OPERATION_SPECS.keys()].filter((operation) => !seen.has(operation))).toEqual([]);
});

test('what a caller needs to learn that a key is missing', () => {
  expect(missingKeyRequests('files', scope)).toEqual([{ action: 's3:ListBucket', resource: B, context: new Map() }]);
});

test('buckets of other partitions', () => {
  const china = { ...scope, location: { ...scope.location, partition: 'aws-cn', region: 'cn-north-1' } };
  expect(actionRequests(requestOf({ method: 'GET', key }), china)[0].resource).toBe('arn:aws-cn:s3:::files/users/alice/a b');
});

describe('fails', () => {
  const SUBRESOURCES = [
    'accelerate', 'acl', 'analytics', 'attributes', 'cors', 'encryption', 'intelligent-tiering', 'inventory', 'legal-hold', 'lifecycle', 'logging', 'metadataTable',
    'metrics', 'notification', 'object-lock', 'ownershipControls', 'partNumber', 'policy', 'policyStatus', 'publicAccessBlock', 'renameObject', 'replication',
    'requestPayment', 'restore', 'retention', 'select', 'session', 'torrent', 'versionId', 'versioning', 'versions', 'website', '__proto__', 'constructor', 'X-Id', 'Prefix',
  ];
  test.each(SUBRESOURCES)('with the subresource %s', (name) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']) {
      for (const target of ['', key]) expect(() => requestOf({ method, key: target, query: { [name]: '' } })).toThrow(expect.objectContaining({ status: 501, code: 'NotImplemented' }));
    }
  });

  const HEADERS = [
    'x-amz-bypass-governance-retention', 'x-amz-mfa', 'x-amz-object-lock-mode', 'x-amz-request-payer', 'x-amz-server-side-encryption-aws-kms-key-id',
    'x-amz-server-side-encryption-customer-algorithm', 'x-amz-website-redirect-location', 'x-amz-write-offset-bytes', 'x-amz-unheard-of', 'if-range',
  ];
  test.each(HEADERS)('with the header %s', (name) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) expect(() => requestOf({ method, key, headers: { [name]: 'x' } })).toThrow(expect.objectContaining({ status: 501 }));
  });

  test.each<[string, Omit<Case, 'name' | 'expected'>, string]>([
    ['a method that S3 has not', { method: 'PATCH', key }, 'MethodNotAllowed'],
    ['creating a bucket', { method: 'PUT', key: '' }, 'NotImplemented'],
    ['deleting a bucket', { method: 'DELETE', key: '' }, 'NotImplemented'],
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
    ['a source with a version', { method: 'PUT', key, headers: { 'x-amz-copy-source': 'files/a?versionId=1' } }, 'NotImplemented'],
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

  test('a deletion of a version', () => {
    const body = '<Delete><Object><Key>a</Key><VersionId>1</VersionId></Object></Delete>';
    expect(() => requestOf({ method: 'POST', key: '', query: { delete: '' }, body })).toThrow(expect.objectContaining({ code: 'NotImplemented' }));
  });
});

test('documents keep spaces, references and line ends of keys', () => {
  const body = '<?xml version="1.0"?>\n<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\n <Object><Key> a &lt;&#13;&#x1F600;&#10; </Key></Object>\n</Delete>';
  expect(requestOf({ method: 'POST', key: '', query: { delete: '' }, body }).deletion).toEqual({ quiet: false, entries: [{ key: ' a <\r\u{1f600}\n ' }] });
});
