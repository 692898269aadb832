import { invalidRequest, S3Error } from '../errors';
import { specOf, type OperationName } from '../operations';
import { heldContent, type Content } from './content';
import { findOperation, type RequestHead } from './find-operation';
import { parseRequest } from './parse-request';
import type { S3Request } from './s3-request';

/** S3's longest document, a list of 10,000 parts with a checksum each, fits. */
const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
/** In one request; larger objects come in parts. */
const MAX_CONTENT_BYTES = 5 * 1024 ** 3;

/** A request that is on its way in: documents are read, the bytes of objects are not. What its head says wrongly is refused before anything is read. */
export async function readRequest(head: RequestHead, content: Content): Promise<S3Request<OperationName>> {
  const operation = findOperation(head);
  const { body } = specOf(operation);
  assertSize(operation, body, content.size);
  if (body === 'bytes') return parseRequest(head, content);
  const document = await heldContent(content);
  return parseRequest({ ...head, headers: new Map([...head.headers, ...content.trailers()]) }, document);
}

function assertSize(operation: OperationName, body: 'bytes' | 'document' | undefined, size: number): void {
  if (body === undefined && size > 0) throw invalidRequest(`${operation} has no body`);
  if (body === 'document' && size > MAX_DOCUMENT_BYTES) throw new S3Error('MaxMessageLengthExceeded', 'Your request was too large.');
  if (size > MAX_CONTENT_BYTES) {
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
      ProposedSize: String(size), MaxSizeAllowed: String(MAX_CONTENT_BYTES),
    });
  }
}
