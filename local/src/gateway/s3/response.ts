import { randomUUID } from 'node:crypto';
import { AccessDenied } from '../../authorization/access-denied';
import { KeyUnavailable } from '../../authorization/key-unavailable';
import type { AwsError } from '../../aws-error';
import { type Answer } from '../../engines/s3/answer';
import { isKeyUse } from '../../kms';
import type { HttpHead, HttpResponse } from '../../protocols/http';
import { type XmlMembers } from '../../protocols/xml';
import { renderXml } from '../../protocols/xml';
import { S3Error } from '../../s3';
import { ANONYMOUS } from '../../sts';

type Headers = Readonly<Record<string, string>>;

/** Writes what the engine answers. */
export function s3Answer({ status, headers, content }: Answer, more: Headers): HttpResponse {
  const isXml = content !== undefined && 'root' in content;
  return {
    status,
    headers: { ...ids(), ...more, ...isXml ? { 'content-type': 'application/xml' } : {}, ...headers },
    body: content === undefined ? '' : isXml ? renderXml(content) : content,
  };
}

/** Code, message and what belongs to them; to HEAD only the status is told. */
export function s3Error(error: AwsError, { method, path }: HttpHead, more: Headers): HttpResponse {
  const headers: Record<string, string> = { ...ids(), ...more };
  const status = error instanceof AccessDenied ? 403 : error.status;
  if (error.decisionId !== undefined) headers['x-local-decision'] = error.decisionId;
  if (method === 'HEAD') return { status, headers, body: '' };
  const members: XmlMembers = {
    Code: codeOf(error),
    Message: messageOf(error),
    ...error instanceof S3Error ? error.details : {},
    Resource: path,
    RequestId: headers['x-amz-request-id'],
    HostId: headers['x-amz-id-2'],
  };
  return { status, headers: { ...headers, 'content-type': 'application/xml' }, body: renderXml({ root: 'Error', members }) };
}

function codeOf(error: AwsError): string {
  if (error instanceof AccessDenied) return 'AccessDenied';
  return error instanceof KeyUnavailable ? `KMS.${error.code}` : error.code;
}

/** S3 puts the resource in quotation marks; what it passes on from KMS has none. Whoever is anonymous is told nothing. */
export function messageOf(error: AwsError): string {
  if (!(error instanceof AccessDenied) || isKeyUse(error.request)) return error.message;
  if (error.arn === ANONYMOUS.arn) return 'Access Denied';
  const { resource } = error.request;
  return error.message.replace(` on resource: ${resource} `, () => ` on resource: "${resource}" `);
}

function ids(): Record<string, string> {
  // UUIDs come out of a pool, which is quicker than asking for random bytes each time.
  return { 'x-amz-request-id': randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase(), 'x-amz-id-2': Buffer.from(randomUUID()).toString('base64') };
}
