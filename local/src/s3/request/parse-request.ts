import { BYPASS } from '../contexts/deletions';
import { conditionOfVersion, invalidArgument, invalidRequest, notImplemented, S3Error } from '../errors';
import { specOf, type OperationName } from '../operations';
import { completedParts } from './completed-parts';
import { contentOf, type Content } from './content';
import { copySource } from './copy-source';
import { deletionOf } from './deletion';
import { findOperation, type RequestHead } from './find-operation';
import type { S3Request } from './s3-request';
import { tagsOfBody, tagsOfHeader } from './tags';
import { versionIdOf } from './version-id';

/** Amazon S3 User Guide, "Object key naming guidelines". */
const MAX_KEY_BYTES = 1024;

const NOTHING = Buffer.alloc(0);

/**
 * Reads a request whole, with all that its documents and headers name; the bytes of an object stay where they are. Throws S3's error
 * for one that is not valid.
 */
export function parseRequest(head: RequestHead, given: Buffer | Content): S3Request<OperationName> {
  const operation = findOperation(head);
  const isContent = specOf(operation).body === 'bytes';
  const content = Buffer.isBuffer(given) ? contentOf(given) : given;
  if (specOf(operation).body === undefined && content.size > 0) throw invalidRequest(`${operation} has no body`);
  const body = !isContent && Buffer.isBuffer(given) ? given : NOTHING;
  if (head.parameters.has('list-type') && head.parameters.get('list-type') !== '2') throw notImplemented('lists of another type than 2');
  const source = head.headers.get('x-amz-copy-source');
  const tags = head.headers.get('x-amz-tagging');
  const request: S3Request<OperationName> = {
    operation,
    bucket: head.bucket,
    key: head.key,
    versionId: head.parameters.has('versionId') ? versionIdOf(head.parameters.get('versionId')!) : undefined,
    parameters: head.parameters,
    headers: head.headers,
    sender: head.sender,
    body,
    content: isContent ? content : undefined,
    source: source === undefined ? undefined : copySource(source),
    tags: operation === 'PutObjectTagging' ? tagsOfBody(body) : tags === undefined ? undefined : tagsOfHeader(tags),
    deletion: operation === 'DeleteObjects' ? deletionOf(body) : undefined,
    parts: operation === 'CompleteMultipartUpload' ? completedParts(body) : undefined,
  };
  [request.key, request.source?.key ?? '', ...request.deletion?.entries.map(({ key }) => key) ?? []].forEach(assertKey);
  assertDirectives(request);
  const bypass = request.headers.get(BYPASS);
  if (bypass !== undefined && !/^(true|false)$/i.test(bypass)) throw invalidArgument('Invalid value for x-amz-bypass-governance-retention.', BYPASS, bypass);
  if (operation === 'DeleteObject' && request.versionId !== undefined && request.headers.has('if-match')) throw conditionOfVersion();
  return request;
}

function assertKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY_BYTES) {
    throw new S3Error('KeyTooLongError', 'Your key is too long', 400, { Size: String(size), MaxSizeAllowed: String(MAX_KEY_BYTES) });
  }
}

/** Copying takes over metadata and tags unless it is told to replace them; sent for nothing they are refused. */
function assertDirectives({ headers }: S3Request): void {
  for (const name of ['x-amz-metadata-directive', 'x-amz-tagging-directive']) {
    const value = headers.get(name);
    if (value !== undefined && value !== 'COPY' && value !== 'REPLACE') throw invalidArgument('Unknown directive.', name, value);
  }
}
