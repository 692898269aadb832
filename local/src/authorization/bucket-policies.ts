import { AssemblyError } from '../assembly';
import { compilePolicy, MalformedPolicyError, type AuthorizationRequest, type Policy, type PolicySet } from '../iam';
import type { Bucket, Location } from '../s3';

/** The policies of buckets, compiled once. All buckets are the account's own. */
export class BucketPolicies {
  private readonly policies: ReadonlyMap<string, Policy>;

  constructor(buckets: readonly Bucket[], private readonly location: Location) {
    this.policies = new Map(buckets.flatMap(({ name, policy }) => (policy === undefined ? [] : [[name, compile(name, policy)]])));
  }

  /** Who owns the resource that a request is about, and the policy of its bucket. */
  readonly resourceOf = ({ resource }: AuthorizationRequest): PolicySet['resource'] => {
    if (!resource.startsWith(`arn:${this.location.partition}:s3:::`)) return undefined;
    const [bucket] = resource.split(':').slice(5).join(':').split('/');
    return { account: this.location.account, policy: this.policies.get(bucket) };
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
