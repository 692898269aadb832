import { deflateRawSync } from 'node:zlib';
import { AwsError } from '../aws-error';
import { compilePolicy, MalformedPolicyError, type Policy } from '../iam';

/** What the caller of STS passes to narrow the session down. */
export interface PassedPolicies {
  readonly policy?: string;
  readonly policyArns: readonly string[];
}

/** The document of a managed policy of the account. */
export type FindManagedPolicy = (arn: string) => unknown;

export interface SessionPolicies {
  /** Absent when none was passed: then nothing narrows the session down. */
  readonly policies?: readonly Policy[];
  /** Per cent of what AWS takes; absent when nothing was passed. */
  readonly packedSize?: number;
}

/** API reference of AssumeRole: inline and managed session policies together, in plain text. */
const MAX_PLAIN_CHARACTERS = 2048;
/**
 * AWS packs policies, ARNs, tags and what it knows of a federated user in a format of its own and does not tell its limit.
 * Deflated text of policies against the first comes near the percentage of its example (6); plain text of the rest against the
 * second comes near what was observed: 24 to 34 per cent for a user alone (2026-09), 498 for nine tags of 250 characters (reported).
 */
const MAX_DEFLATED_BYTES = 2048;
const MAX_PLAIN_BYTES = 490;

/** `user` is what the session tells of a federated user: provider, subject, audience, role, name. */
export function readSessionPolicies(
  passed: PassedPolicies, tags: ReadonlyMap<string, string>, findManagedPolicy: FindManagedPolicy, user: readonly string[] = [],
): SessionPolicies {
  const { policy, policyArns } = passed;
  const texts = [...policy === undefined ? [] : [policy], ...policyArns];
  if (texts.length === 0 && tags.size === 0 && user.length === 0) return {};
  const packedSize = packedPercent(texts, [...[...tags].flat(), ...user]);
  if (texts.join('').length > MAX_PLAIN_CHARACTERS || packedSize > 100) {
    throw new AwsError('PackedPolicyTooLarge', `Packed size of session tags and policies consumes ${packedSize}% of the allotted space.`);
  }
  if (texts.length === 0) return { packedSize };
  return {
    policies: [...policy === undefined ? [] : [inline(policy)], ...policyArns.map((arn) => managed(arn, findManagedPolicy))],
    packedSize,
  };
}

function packedPercent(policies: readonly string[], plain: readonly string[]): number {
  const deflated = policies.length === 0 ? 0 : deflateRawSync(policies.join('\n')).length;
  const rest = Buffer.byteLength(plain.join(''));
  return Math.max(1, Math.round(100 * (deflated / MAX_DEFLATED_BYTES + rest / MAX_PLAIN_BYTES)));
}

function inline(text: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json', 'the session policy is not JSON');
  }
  return compileSessionPolicy(document);
}

/** Only policies that these stacks define are known; one that is left out would let the session do more than asked for. */
function managed(arn: string, findManagedPolicy: FindManagedPolicy): Policy {
  const document = findManagedPolicy(arn);
  if (document === undefined) {
    throw new AwsError('ValidationError', `The local cloud does not know the managed policy ${arn}: it takes the ARNs of policies that these stacks define`);
  }
  return compileSessionPolicy(document);
}

/** What the evaluator could not judge is refused now rather than later: AWS refuses it here, too. */
export function compileSessionPolicy(document: unknown): Policy {
  let policy: Policy;
  try {
    policy = compilePolicy(document);
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw malformed('Syntax errors in policy.', error.message);
    throw error;
  }
  if (policy.attachedTo === 'resource') throw malformed('Policy document should not specify a principal.', 'a session policy has no Principal');
  for (const { index, conditions, unknownElements } of policy.statements) {
    const unknown = unknownElements[0] ?? conditions.find(({ problem }) => problem !== undefined)?.operator;
    if (unknown !== undefined) throw malformed('Syntax errors in policy.', `statement ${index + 1}: ${JSON.stringify(unknown)} cannot be evaluated`);
  }
  return policy;
}

function malformed(message: string, reason: string): AwsError {
  const error = new AwsError('MalformedPolicyDocument', message);
  error.cause = reason;
  return error;
}
