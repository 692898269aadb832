import type { Role } from './cloud';

export const MULTIPART_SOURCE = 'https://github.com/radkawar/stackd, testdata/aws/s3/multipart_authority_replay.json';

export type Act = 'CreateMultipartUpload' | 'UploadPart' | 'UploadPartCopy' | 'ListParts' | 'ListMultipartUploads' | 'CompleteMultipartUpload' | 'AbortMultipartUpload';

/** What somebody does with an upload that the administrator began, and what came of it: `ok`, or the code of the error. */
export interface MultipartFact {
  readonly name: string;
  readonly by: Role | 'administrator';
  readonly act: Act;
  /** Where the upload is: a key that a bucket policy denies the role, or one where there is an object already. */
  readonly key?: string;
  /** Of the upload. */
  readonly Tagging?: string;
  readonly input?: object;
  readonly told: string;
}

const DENIED = 'AccessDenied';

export const multipartFacts: readonly MultipartFact[] = [
  { name: '28: begin with tags, without PutObjectTagging', by: 'noTag', act: 'CreateMultipartUpload', input: { Tagging: 'a=b' }, told: DENIED },
  { name: '29: begin without tags, without PutObjectTagging', by: 'noTag', act: 'CreateMultipartUpload', told: 'ok' },
  { name: '34: a part with tags, without PutObjectTagging', by: 'noTag', act: 'UploadPart', Tagging: 'a=b', told: 'ok' },
  { name: '35: complete with tags, without PutObjectTagging', by: 'noTag', act: 'CompleteMultipartUpload', Tagging: 'a=b', told: 'ok' },
  { name: '41: copy a part without PutObject', by: 'noPut', act: 'UploadPartCopy', told: DENIED },
  { name: '42: complete without PutObject', by: 'noPut', act: 'CompleteMultipartUpload', told: DENIED },
  { name: '46: the part is still there', by: 'full', act: 'ListParts', told: 'ok' },
  { name: '48: a part', by: 'administrator', act: 'UploadPart', told: 'ok' },
  { name: '58: abort what another began', by: 'full', act: 'AbortMultipartUpload', told: 'ok' },
  { name: '63: ListParts granted on the bucket', by: 'scopeWrong', act: 'ListParts', told: DENIED },
  { name: '64: ListMultipartUploads granted on the objects', by: 'scopeWrong', act: 'ListMultipartUploads', told: DENIED },
  { name: '65: abort granted on the bucket', by: 'scopeWrong', act: 'AbortMultipartUpload', told: DENIED },
  { name: '66: ListParts granted on the objects', by: 'scopeRight', act: 'ListParts', told: 'ok' },
  { name: '67: ListMultipartUploads granted on the bucket', by: 'scopeRight', act: 'ListMultipartUploads', told: 'ok' },
  { name: '72: complete over an object, If-None-Match', by: 'full', act: 'CompleteMultipartUpload', key: 'taken', input: { IfNoneMatch: '*' }, told: 'PreconditionFailed' },
  { name: '76: complete without PutObject, If-None-Match fails', by: 'noPut', act: 'CompleteMultipartUpload', key: 'taken', input: { IfNoneMatch: '*' }, told: DENIED },
  { name: '84: copy a part without GetObject of the source', by: 'noGet', act: 'UploadPartCopy', told: DENIED },
  { name: '88: copy a part without GetObjectTagging', by: 'noSourceTag', act: 'UploadPartCopy', told: 'ok' },
  { name: '90: copy a part without GetObject, If-Match of the source fails', by: 'noGet', act: 'UploadPartCopy', input: { CopySourceIfMatch: '"bad"' }, told: DENIED },
  { name: '75: a bucket policy denies the role', by: 'full', act: 'UploadPart', key: 'denied', told: DENIED },
];

/** Of a list with one upload: 67. */
export const UPLOADS_LIST = {
  KeyMarker: '', UploadIdMarker: '', NextKeyMarker: 'the last key', NextUploadIdMarker: 'the last upload', MaxUploads: '1000', IsTruncated: 'false',
};
