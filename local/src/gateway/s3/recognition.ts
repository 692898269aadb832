import type { HttpHead } from '../../protocols/http';
import { bucketOfHost, hostName } from '../loopback-guard';

/** Whether a request can only be meant for a bucket, whatever its path: its host name is the bucket's. */
export function isBucketHost(head: HttpHead): boolean {
  return bucketOfHost(hostName(head.headers.get('host') ?? '')) !== undefined;
}

/** Signed for S3, in the header or the query; or for no AWS service at all, and about more than `/`, the path of all the others. */
export function isS3(head: HttpHead, signedFor: string | undefined): boolean {
  return signedFor === 's3' || /(^|&)X-Amz-Credential=[^&]*(%2F|\/)s3(%2F|\/)aws4_request(&|$)/i.test(head.query)
    || (signedFor === undefined && head.path !== '/');
}
