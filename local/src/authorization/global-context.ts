import type { ContextValue, RequestContext } from '../iam';
import type { HttpHead } from '../protocols/http';

/** What the keys tell of. Of a request no more is kept: its other headers hold proofs. */
interface Facts {
  readonly now: number;
  readonly region: string;
  readonly resourceAccount?: string;
  readonly isSecure: boolean;
  readonly sourceIp: string;
  readonly userAgent?: string;
  readonly referer?: string;
}

const VALUES: ReadonlyMap<string, (facts: Facts) => string | undefined> = new Map<string, (facts: Facts) => string | undefined>([
  ['aws:currenttime', ({ now }) => new Date(now).toISOString()],
  ['aws:epochtime', ({ now }) => String(Math.floor(now / 1000))],
  ['aws:referer', ({ referer }) => referer],
  ['aws:requestedregion', ({ region }) => region],
  ['aws:resourceaccount', ({ resourceAccount }) => resourceAccount],
  ['aws:securetransport', ({ isSecure }) => String(isSecure)],
  ['aws:sourceip', ({ sourceIp }) => sourceIp],
  ['aws:useragent', ({ userAgent }) => userAgent],
  ['aws:viaawsservice', () => 'false'],
]);

/**
 * Global condition keys that every request has; of one on a resource, its account's, too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function globalContext({ headers, isSecure, sourceIp }: HttpHead, region: string, now: number, resourceAccount?: string): RequestContext {
  return new GlobalContext({ now, region, resourceAccount, isSecure, sourceIp, userAgent: headers.get('user-agent'), referer: headers.get('referer') });
}

/** Made for every request, of which few policies ask anything: values are worked out when they are asked for. */
class GlobalContext implements RequestContext {
  constructor(private readonly facts: Facts) {}

  get(key: string): string | undefined {
    return VALUES.get(key)?.(this.facts);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  [Symbol.iterator](): Iterator<readonly [key: string, value: ContextValue]> {
    const entries: (readonly [string, string])[] = [];
    for (const [key, valueOf] of VALUES) {
      const value = valueOf(this.facts);
      if (value !== undefined) entries.push([key, value]);
    }
    return entries[Symbol.iterator]();
  }
}
