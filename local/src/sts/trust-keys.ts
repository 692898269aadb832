import { sharedIssuerClaims } from '../identity';

/** Of every provider and principal, behind the host or issuer (IAM User Guide, "Available keys for AWS OIDC federation"). */
const PROVIDER_KEYS: ReadonlySet<string> = new Set(['amr', 'app_id', 'aud', 'email', 'id', 'oaud', 'sub', 'user_id']);

const STS_KEYS: ReadonlySet<string> = new Set(['externalid', 'roleauthorizedbyidp', 'rolesessionname', 'sourceidentity', 'transitivetagkeys']);

/**
 * Global keys that are filled while a trust policy is judged, or known to be absent then: of a session that does not exist yet,
 * of calls that a service makes, of AWS's own services (IAM User Guide, "AWS global condition context keys"). Not those of
 * organizations and private networks: nobody knows here what they would be.
 */
const GLOBAL_KEYS: ReadonlySet<string> = new Set([
  'calledvia', 'calledviafirst', 'calledvialast', 'currenttime', 'epochtime', 'federatedprovider', 'multifactorauthage', 'multifactorauthpresent',
  'principalaccount', 'principalarn', 'principalisawsservice', 'principalservicename', 'principalservicenameslist', 'principaltype', 'referer',
  'requestedregion', 'resourceaccount', 'securetransport', 'sourceaccount', 'sourcearn', 'sourceidentity', 'sourceip', 'tagkeys', 'tokenissuetime',
  'useragent', 'userid', 'username', 'viaawsservice',
]);
const TAG_KEYS = /^(aws:(principal|request|resource)tag|iam:resourcetag)\//;

/** Whether a condition key of a trust policy, in lower case, can be judged: it is filled, or AWS is known to leave it out. */
export function isTrustKey(key: string): boolean {
  if (key.startsWith('aws:') || key.startsWith('iam:')) return TAG_KEYS.test(key) || (key.startsWith('aws:') && GLOBAL_KEYS.has(key.slice('aws:'.length)));
  if (key.startsWith('sts:')) return STS_KEYS.has(key.slice('sts:'.length));
  const colon = key.indexOf(':');
  const [issuer, name] = [key.slice(0, colon), key.slice(colon + 1)];
  return colon > 0 && (PROVIDER_KEYS.has(name) || sharedIssuerClaims(issuer).includes(name));
}
