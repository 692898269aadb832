import type { RequestContext } from '../iam/request';

/**
 * Global keys while the trust policy is judged. For a provider of the account they were observed
 * (2026-09): the account is the provider's, the type is `User`, `aws:userid` is the provider's ARN
 * and `aws:PrincipalArn` is absent. A built-in provider belongs to no account.
 */
export function trustContext(federated: string, provider: RequestContext): RequestContext {
  const context = new Map(provider).set('aws:federatedprovider', federated).set('aws:principaltype', 'User');
  if (federated.startsWith('arn:')) {
    context.set('aws:principalaccount', federated.split(':')[4]).set('aws:userid', federated);
  }
  return context;
}
