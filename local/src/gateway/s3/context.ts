import { globalContext } from '../../authorization/global-context';
import { layered } from '../../authorization/layered-context';
import type { RequestContext } from '../../iam';
import type { HttpHead } from '../../protocols/http';
import type { Location } from '../../s3';
import type { S3Claim } from '../../sigv4/s3/claim';

/**
 * Condition keys that every request to S3 has, and those of its signature. `s3:TlsVersion` is absent: over loopback there is no TLS.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
 */
export function s3Context(
  head: HttpHead, claim: S3Claim | undefined, contentSha256: string | undefined, { region, account }: Location, now: number,
): RequestContext {
  const context = new Map([['s3:resourceaccount', account]]);
  if (claim !== undefined) {
    context
      .set('s3:authtype', claim.authType)
      .set('s3:signatureversion', 'AWS4-HMAC-SHA256')
      .set('s3:signatureage', String(Math.max(0, now - claim.signedAt)));
  }
  if (contentSha256 !== undefined) context.set('s3:x-amz-content-sha256', contentSha256);
  return layered(context, globalContext(head, region, now, account));
}
