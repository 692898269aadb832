import { NoSuchKey, S3Error } from '../../../s3/errors';
import type { OperationName } from '../../../s3/operations';
import type { S3Request } from '../../../s3/request/s3-request';
import { readXml, textOf } from '../../../s3/request/xml';
import type { Answer } from '../../s3/answer';
import type { RemoteAnswer, RemoteServer } from '../remote-server';

/** Headers that S3's answers have; whatever else an engine sends stays behind. */
const HEADERS = /^(accept-ranges|cache-control|content-disposition|content-encoding|content-language|content-range|content-type|etag|expires|last-modified|x-amz-(meta-.+|checksum-.+|mp-parts-count|server-side-encryption|storage-class|tagging-count))$/;

/** Operations that answer with a document. */
const WITH_DOCUMENT: ReadonlySet<OperationName> = new Set([
  'CompleteMultipartUpload', 'CopyObject', 'CreateMultipartUpload', 'DeleteObjects', 'GetObjectAttributes', 'GetObjectTagging', 'ListMultipartUploads', 'ListObjects',
  'ListObjectsV2', 'ListParts', 'UploadPartCopy',
]);
/** Engines are not of one mind about the names; SDKs do not look at them. */
const DOCUMENT = /(Output|Response|Result|Tagging)$/;

/** What another engine answered, as S3 answers. Throws its error as S3's own. */
export function incoming(request: S3Request<OperationName>, { status, headers, body }: RemoteAnswer, server: RemoteServer): Answer {
  const { operation } = request;
  if (status >= 400) throw errorOf(request, status, body, server);
  const shown = shownHeaders(headers);
  if (status === 304) return { status, headers: shown };
  if (status < 200 || status >= 300) throw server.nonsense();
  if (WITH_DOCUMENT.has(operation)) {
    // S3 itself says only then that something went wrong where it has begun to answer already.
    if (rootOf(body) === 'Error') throw errorOf(request, 500, body, server);
    if (!isDocument(body)) throw server.nonsense();
    return { status, headers: { ...shown, 'content-type': 'application/xml' }, content: body };
  }
  if (operation === 'HeadObject') return { status, headers: { ...shown, 'content-length': headers['content-length'] ?? '0' } };
  return operation === 'GetObject' ? { status, headers: shown, content: body } : { status, headers: withoutContent(shown) };
}

/** An error as S3 writes it. */
export function readError(body: Buffer): { readonly code: string; readonly message: string } | undefined {
  try {
    const error = readXml(body, 'Error');
    const [code, message] = [textOf(error, 'Code') ?? '', textOf(error, 'Message') ?? ''];
    return /^[\w.]{1,100}$/.test(code) ? { code, message } : undefined;
  } catch {
    return undefined;
  }
}

function errorOf({ operation, bucket, key, source }: S3Request<OperationName>, status: number, body: Buffer, server: RemoteServer): Error {
  const error = operation === 'HeadObject' ? { code: status === 404 ? 'NoSuchKey' : String(status), message: '' } : readError(body);
  if (status === 401 || status === 403) return server.refused(error?.code);
  if (error === undefined) return server.nonsense();
  // That a key is missing is not for everybody, so it must be known as that, whatever it is called.
  const isMissing = error.code === 'NoSuchKey' || (status === 404 && !/^NoSuch(Bucket|Upload)$/.test(error.code));
  return isMissing ? new NoSuchKey(source?.bucket ?? bucket, source?.key ?? key) : new S3Error(error.code, error.message, status);
}

function shownHeaders(headers: RemoteAnswer['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => HEADERS.test(entry[0]) && typeof entry[1] === 'string'));
}

/** Of an answer without a body. */
function withoutContent(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')));
}

/** Whether a body is a document of S3; it is not read further. */
export function isDocument(body: Buffer): boolean {
  return DOCUMENT.test(rootOf(body) ?? '');
}

function rootOf(body: Buffer): string | undefined {
  return /^\s*(?:<\?xml[^>]*>\s*)?<(\w+)[\s/>]/.exec(body.subarray(0, 1024).toString('utf8'))?.[1];
}
