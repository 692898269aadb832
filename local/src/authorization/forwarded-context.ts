import type { ContextValue, RequestContext } from '../iam';

/** Of the caller's own request: the next service sees the address and the name of the one that asks it. */
const NOT_FORWARDED = new Set(['aws:referer', 'aws:sourceip', 'aws:useragent']);

/**
 * Condition keys of what services ask of each other on behalf of a caller, the first to be called first. Where AWS tells not
 * whether a key is forwarded it is left out, so that an Allow that wants it does not match.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia
 */
export function forwardedContext(context: RequestContext, services: readonly string[]): Map<string, ContextValue> {
  const principals = services.map((service) => `${service}.amazonaws.com`);
  const isForwarded = (key: string) => !NOT_FORWARDED.has(key) && !services.some((service) => key.startsWith(`${service}:`));
  return new Map<string, ContextValue>([...context].filter(([key]) => isForwarded(key)))
    .set('aws:viaawsservice', 'true')
    .set('aws:calledvia', principals)
    .set('aws:calledviafirst', principals[0])
    .set('aws:calledvialast', principals[principals.length - 1]);
}
