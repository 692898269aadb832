import type { ContextValue } from '../iam';
import { header, type HttpHead } from '../protocols/http';

/**
 * Global condition keys that every request has.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function globalContext(request: HttpHead, region: string, now: number): Map<string, ContextValue> {
  const context = new Map<string, ContextValue>()
    .set('aws:currenttime', new Date(now).toISOString())
    .set('aws:epochtime', String(Math.floor(now / 1000)))
    .set('aws:requestedregion', region)
    .set('aws:securetransport', String(request.isSecure))
    .set('aws:sourceip', request.sourceIp)
    .set('aws:viaawsservice', 'false');
  const userAgent = header(request, 'user-agent');
  if (userAgent !== undefined) context.set('aws:useragent', userAgent);
  const referer = header(request, 'referer');
  if (referer !== undefined) context.set('aws:referer', referer);
  return context;
}
