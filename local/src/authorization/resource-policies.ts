import { AssemblyError, type Account } from '../assembly';
import { compilePolicy, isPublic, MalformedPolicyError, type AuthorizationRequest, type Policy, type PolicySet } from '../iam';
import type { Sender } from './authorizer';

/** The policies of buckets and queues, compiled once. All of them are the account's own. */
export class ResourcePolicies {
  /** By ARN. */
  private readonly policies: ReadonlyMap<string, Policy>;
  /** ARNs of the buckets whose policy is public and, by `RestrictPublicBuckets`, counts for the account itself only. */
  private readonly restricted: ReadonlySet<string>;
  private readonly account: string;
  private readonly services: RegExp;

  constructor({ buckets, queues, environment }: Pick<Account, 'buckets' | 'queues' | 'environment'>) {
    this.account = environment.account;
    this.services = new RegExp(`^arn:${environment.partition}:(?:s3:::|sqs:)`);
    this.policies = new Map([
      ...buckets.flatMap(({ arn, name, policy }) => compiled(`bucket ${name}`, arn, policy)),
      ...queues.flatMap(({ arn, name, policy }) => compiled(`queue ${name}`, arn, policy)),
    ]);
    const shut = buckets.filter(({ arn, publicAccessBlock }) => publicAccessBlock.RestrictPublicBuckets && this.policies.has(arn));
    this.restricted = new Set(shut.map(({ arn }) => arn).filter((arn) => isPublic(this.policies.get(arn)!)));
  }

  /** Who owns the resource that a request is about, and the policy of its bucket or queue. */
  readonly resourceOf = ({ resource }: AuthorizationRequest, sender: Sender): PolicySet['resource'] => {
    if (!this.services.test(resource)) return undefined;
    const [owner] = resource.split('/');
    const isShut = 'anonymous' in sender && this.restricted.has(owner);
    return { account: this.account, policy: isShut ? undefined : this.policies.get(owner) };
  };
}

function compiled(what: string, arn: string, document: unknown): [arn: string, policy: Policy][] {
  if (document === undefined) return [];
  try {
    return [[arn, compilePolicy(document)]];
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw new AssemblyError(`policy of ${what}: ${error.message}`, true);
    throw error;
  }
}
