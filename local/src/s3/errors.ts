import { AwsError } from '../aws-error';

/** An error of S3 with the elements that its answer has beside code and message, and its headers. */
export class S3Error extends AwsError {
  constructor(
    code: string, message: string, status = 400, readonly details: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code, message, status);
  }
}

/** What S3 has and the local cloud has not: said, never ignored. */
export const notImplemented = (what: string): S3Error =>
  new S3Error('NotImplemented', `the local cloud does not support ${what}`, 501);

/** Observed on AWS (localstack/localstack#13894), also where the version is the latest and its tag matches. */
export const conditionOfVersion = (): S3Error =>
  new S3Error('NotImplemented', 'A header you provided implies functionality that is not implemented', 501, { Header: 'If-Match' });

export const invalidArgument = (message: string, name: string, value: string): S3Error =>
  new S3Error('InvalidArgument', message, 400, { ArgumentName: name, ArgumentValue: value });

export const methodNotAllowed = (details: S3Error['details'], headers?: S3Error['headers']): S3Error =>
  new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, details, headers);

export const invalidRequest = (message: string): S3Error => new S3Error('InvalidRequest', message);

export const malformedXml = (): S3Error =>
  new S3Error('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');

export const invalidPartOrder = (): S3Error =>
  new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order. Parts must be ordered by part number.');

export const noSuchBucket = (bucket: string): S3Error =>
  new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket });

/** Remembers what is missing: who may not list it must not learn that. */
export class NoSuchKey extends S3Error {
  constructor(readonly bucket: string, readonly key: string, headers?: S3Error['headers']) {
    super('NoSuchKey', 'The specified key does not exist.', 404, { Key: key }, headers);
  }
}

/** That a key, or a version of it, is a delete marker. */
export const markerHeaders = (versionId: string): S3Error['headers'] => ({ 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionId });

export const noSuchVersion = (key: string, versionId: string): S3Error =>
  new S3Error('NoSuchVersion', 'The specified version does not exist.', 404, { Key: key, VersionId: versionId });

export const noSuchUpload = (uploadId: string): S3Error => new S3Error(
  'NoSuchUpload',
  'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  404, { UploadId: uploadId },
);

/** For what is no fault of the request. The cause is for the log, never for the answer. */
export function internalError(cause: unknown): S3Error {
  if (cause instanceof S3Error) return cause;
  return Object.assign(new S3Error('InternalError', 'We encountered an internal error. Please try again.', 500), { cause });
}

export const preconditionFailed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, { Condition: condition });
