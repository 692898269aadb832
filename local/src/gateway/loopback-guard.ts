import { AwsError } from '../aws-error';
import type { HttpHead } from '../protocols/http';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);
const BUCKET_DOMAIN = '.localhost';
export const FORBIDDEN_HOST = 'ForbiddenHost';

/**
 * A page of a foreign site can make its own name point to 127.0.0.1 and so reach this server from
 * the developer's browser: its requests then carry that name as Host.
 */
export function assertLoopbackHost(request: HttpHead, buckets: ReadonlyMap<string, unknown>): void {
  const name = hostName(request.headers.get('host') ?? '');
  if (!(LOOPBACK_NAMES.has(name) || buckets.has(bucketOfHost(name) ?? ''))) {
    throw new AwsError(FORBIDDEN_HOST, 'the local cloud answers to 127.0.0.1, localhost and [::1] only', 403);
  }
}

export function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** S3's virtual-host style: `<bucket>.localhost`, which RFC 6761 keeps for loopback. */
export function bucketOfHost(name: string): string | undefined {
  return name.endsWith(BUCKET_DOMAIN) ? name.slice(0, -BUCKET_DOMAIN.length) : undefined;
}

/** No page of a site may call what only this machine's user may: minting tokens, reading the log. */
export function assertNoForeignOrigin(request: HttpHead): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin !== undefined || (site !== undefined && site !== 'none' && site !== 'same-origin')) {
    throw new AwsError('ForbiddenOrigin', 'the local cloud\'s own endpoints are not for web pages', 403);
  }
}
