import { AssemblyError } from '../assembly';
import { compilePolicy, isPublic, MalformedPolicyError, type AuthorizationRequest, type Policy, type PolicySet } from '../iam';
import type { Bucket, Location } from '../s3';
import type { Sender } from './authorizer';

/** The policies of buckets, compiled once. All buckets are the account's own. */
export class BucketPolicies {
  private readonly policies: ReadonlyMap<string, Policy>;
  /** `RestrictPublicBuckets`: a public policy counts for the account itself only. */
  private readonly restricted: ReadonlySet<string>;

  constructor(buckets: readonly Bucket[], private readonly location: Location) {
    this.policies = new Map(buckets.flatMap(({ name, policy }) => (policy === undefined ? [] : [[name, compile(name, policy)]])));
    const shut = new Set(buckets.filter(({ publicAccessBlock }) => publicAccessBlock.RestrictPublicBuckets).map(({ name }) => name));
    this.restricted = new Set([...this.policies].filter(([name, policy]) => shut.has(name) && isPublic(policy)).map(([name]) => name));
  }

  /** Who owns the resource that a request is about, and the policy of its bucket. */
  readonly resourceOf = ({ resource }: AuthorizationRequest, sender: Sender): PolicySet['resource'] => {
    if (!resource.startsWith(`arn:${this.location.partition}:s3:::`)) return undefined;
    const [bucket] = resource.split(':').slice(5).join(':').split('/');
    const isShut = 'anonymous' in sender && this.restricted.has(bucket);
    return { account: this.location.account, policy: isShut ? undefined : this.policies.get(bucket) };
  };
}

function compile(bucket: string, document: unknown): Policy {
  try {
    return compilePolicy(document);
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw new AssemblyError(`policy of bucket ${bucket}: ${error.message}`, true);
    throw error;
  }
}
