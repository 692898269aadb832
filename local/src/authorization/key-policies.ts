import { compilePolicy, type AuthorizationRequest, type Policy, type PolicySet, type RequestContext } from '../iam';
import { isKeyUse, keyContext, type Key } from '../kms';
import { forwardedContext } from './forwarded-context';
import { KeyUnavailable } from './key-unavailable';
import { layered } from './layered-context';

interface Place {
  readonly region: string;
  readonly account: string;
}

/** The keys of KMS and their policies, compiled once. All keys are the account's own, and so are all callers. */
export class KeyPolicies {
  private readonly policies: ReadonlyMap<string, Policy>;

  constructor(private readonly keys: ReadonlyMap<string, Key>, private readonly place: Place) {
    this.policies = new Map([...keys].map(([arn, { policy }]) => [arn, compilePolicy(policy)]));
  }

  /**
   * The policy of the key that a request is about, where it is about one: it must allow, too ("Unless the key policy
   * explicitly allows it, you cannot use IAM policies to allow access to a KMS key"). Throws `KeyUnavailable`.
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
   */
  readonly resourceOf = (request: AuthorizationRequest): PolicySet['resource'] => {
    if (!isKeyUse(request)) return undefined;
    const state = this.keys.get(request.resource)?.state ?? 'PendingDeletion';
    if (state !== 'Enabled') throw new KeyUnavailable(request.resource, state);
    return { account: this.place.account, policy: this.policies.get(request.resource), mustAllow: true };
  };

  /** What is asked, with the condition keys of the request that it comes from; keys are used by these services on behalf of the caller. */
  completed(requests: readonly AuthorizationRequest[], context: RequestContext, services: readonly string[]): AuthorizationRequest[] {
    return requests.map((request) => {
      const { action, resource, context: own } = request;
      return { action, resource, context: layered(own, isKeyUse(request) ? this.contextOf(resource, context, services) : context) };
    });
  }

  /**
   * `kms:ViaService` ends in `.amazonaws.com` "in all AWS partitions".
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
   */
  private contextOf(arn: string, context: RequestContext, services: readonly string[]): RequestContext {
    const { region, account } = this.place;
    const key = this.keys.get(arn);
    return new Map([
      ...forwardedContext(context, services),
      ...key === undefined ? [] : keyContext(key),
      ['kms:calleraccount', account],
      ['kms:viaservice', `${services[services.length - 1]}.${region}.amazonaws.com`],
    ]);
  }
}
