import type { S3Target } from './target';
import type { DecisionLog } from '../../authorization/decision-log';
import { globalContext } from '../../authorization/global-context';
import type { HttpHead } from '../../protocols/http';
import { bucketArn, notImplemented, type Location, type S3Error } from '../../s3';

/**
 * A form that a browser sends with the policy that signs it (presigned POST). Refused by name, and the decision says so.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function isFormUpload({ method }: HttpHead, { key }: S3Target, headers: ReadonlyMap<string, string>): boolean {
  return method === 'POST' && key === '' && /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '');
}

export function refusedForm(head: HttpHead, { bucket }: S3Target, location: Location, log: DecisionLog, now: number): S3Error {
  const error = notImplemented('uploads by a form (presigned POST, createPresignedPost): make a presigned URL for PutObject, or sign the request');
  const asked = { action: 's3:PutObject', resource: `${bucketArn(bucket, location)}/*`, context: globalContext(head, location.region, now) };
  return Object.assign(error, { decisionId: log.add('anonymous', asked, 'Refused', () => error.message) });
}
