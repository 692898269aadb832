import { S3Error } from '../../../s3/errors';
import type { OperationName } from '../../../s3/operations';
import { heldContent } from '../../../s3/request/content';
import type { S3Request } from '../../../s3/request/s3-request';

/** What is sent on is signed anew, for which it is held in memory. Larger objects come in parts. */
const MAX_CONTENT_BYTES = 128 * 1024 * 1024;

/** A request with the bytes of its object, if it has any, read into its body. */
export async function withContent(request: S3Request<OperationName>): Promise<S3Request<OperationName>> {
  const { content, headers } = request;
  if (content === undefined) return request;
  if (content.size > MAX_CONTENT_BYTES) {
    throw new S3Error('EntityTooLarge', `the local cloud sends at most ${MAX_CONTENT_BYTES} bytes of an object on at a time; want them in parts`, 400, {
      ProposedSize: String(content.size), MaxSizeAllowed: String(MAX_CONTENT_BYTES),
    });
  }
  const body = await heldContent(content);
  return { ...request, body, headers: new Map([...headers, ...content.trailers()]) };
}
