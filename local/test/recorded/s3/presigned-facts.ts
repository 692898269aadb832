export const PRESIGNED_SOURCE = 'https://github.com/radkawar/stackd, testdata/aws/s3/presigned_headers.json';

export interface PresignedAnswer {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly tellsChecksum?: boolean;
}

/** A URL for an object that was put with a checksum, what is in it, and what is sent with it. */
export interface PresignedFact {
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly told: PresignedAnswer;
}

const OWNER = 'x-amz-expected-bucket-owner';
const [OWN, OTHER] = ['123456789012', '999999999999'];
const TWICE: PresignedAnswer = {
  status: 400, code: 'InvalidBucketOwnerAWSAccountID', message: 'Expected bucket owner must be provided as either a header or parameter, not both',
};

export const presignedFacts: readonly PresignedFact[] = [
  { name: 'another owner in the query', query: { [OWNER]: OTHER }, told: { status: 403, code: 'AccessDenied', message: 'Access Denied' } },
  { name: 'owners in query and header that differ', query: { [OWNER]: OWN }, headers: { [OWNER]: OTHER }, told: TWICE },
  { name: 'one owner in query and header', query: { [OWNER]: OWN }, headers: { [OWNER]: OWN }, told: TWICE },
  { name: 'checksum mode in a header', headers: { 'x-amz-checksum-mode': 'ENABLED' }, told: { status: 200, tellsChecksum: true } },
  { name: 'checksum mode in the query, in capitals', query: { 'X-Amz-Checksum-Mode': 'ENABLED' }, told: { status: 200, tellsChecksum: false } },
];
