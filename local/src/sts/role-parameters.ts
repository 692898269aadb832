import { AwsError } from '../aws-error';
import { optionalIntegerViolations, optionalTextViolations, textViolations } from './constraints';

/** What every way to assume a role is sent, member by member of the service model. */
export interface RoleParameters {
  readonly RoleArn?: string;
  readonly RoleSessionName?: string;
  readonly Policy?: string;
  readonly PolicyArns: readonly { readonly arn?: string }[];
  readonly DurationSeconds?: string;
  readonly MinimumSessionTokenSize?: string;
}

/** The same, read. */
export interface RoleInput {
  readonly roleArn: string;
  readonly roleSessionName: string;
  /** Inline session policy, not yet read. */
  readonly policy?: string;
  readonly policyArns: readonly string[];
  /** Seconds. */
  readonly durationSeconds: number;
  /** Characters the session token must have at least. */
  readonly minimumTokenSize?: number;
}

/** The service model of STS (`sts.json`): lengths, patterns, ranges and defaults. */
const SESSION_NAME = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };
const ARN = { min: 20, max: 2048 };
const POLICY = {
  min: 1, max: 2048, pattern: /^[\u0009\u000A\u000D\u0020-\u00FF]+$/, patternText: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
};
const DURATION = { min: 900, max: 43_200, usual: 3600 };
/** SDK model of STS, 2026-11: 0 leaves the size as it is. */
const MINIMUM_TOKEN_SIZE = { min: 0, max: 4096 };
const MAX_POLICY_ARNS = 10;

export function roleNameViolations({ RoleArn, RoleSessionName }: RoleParameters): string[] {
  return [...textViolations('roleArn', RoleArn, ARN), ...textViolations('roleSessionName', RoleSessionName, SESSION_NAME)];
}

export function sessionViolations({ PolicyArns, Policy, DurationSeconds, MinimumSessionTokenSize }: RoleParameters): string[] {
  return [
    ...PolicyArns.flatMap(({ arn }, i) => textViolations(`policyArns.${i + 1}.member.arn`, arn, ARN)),
    ...optionalTextViolations('policy', Policy, POLICY),
    ...optionalIntegerViolations('durationSeconds', DurationSeconds, DURATION),
    ...optionalIntegerViolations('minimumSessionTokenSize', MinimumSessionTokenSize, MINIMUM_TOKEN_SIZE),
  ];
}

/** To be called once there are no violations. */
export function readRoleInput(parameters: RoleParameters): RoleInput {
  const roleArn = parameters.RoleArn!;
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(roleArn)) throw new AwsError('ValidationError', 'Request ARN is invalid');
  const policyArns = parameters.PolicyArns.map(({ arn }) => arn!);
  if (policyArns.length > MAX_POLICY_ARNS) {
    // IAM User Guide, "IAM and AWS STS quotas": up to 10 managed session policies.
    throw new AwsError('ValidationError', `PolicyArns holds ${policyArns.length} ARNs: a session takes at most ${MAX_POLICY_ARNS} managed policies`);
  }
  const size = parameters.MinimumSessionTokenSize;
  return {
    roleArn,
    roleSessionName: parameters.RoleSessionName!,
    policy: parameters.Policy,
    policyArns,
    durationSeconds: Number(parameters.DurationSeconds ?? DURATION.usual),
    minimumTokenSize: size === undefined ? undefined : Number(size),
  };
}
