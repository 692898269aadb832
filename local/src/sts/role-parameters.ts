import { AwsError } from '../aws-error';
import { optionalIntegerViolations, optionalTextViolations, textViolations } from './constraints';
import { readMembers, type MemberList, type Parameters } from '../protocols/query-parameters';

/** What every way to assume a role takes. */
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
const MINIMUM_TOKEN_SIZE = { min: 1, max: 4096 };
const MAX_POLICY_ARNS = 10;

export const ROLE_PARAMETERS: readonly string[] = ['RoleArn', 'RoleSessionName', 'Policy', 'DurationSeconds', 'MinimumSessionTokenSize'];
export const POLICY_ARNS: MemberList = { name: 'PolicyArns', fields: ['arn'] };

export function roleNameViolations(parameters: Parameters): string[] {
  return [
    ...textViolations('roleArn', parameters.get('RoleArn'), ARN),
    ...textViolations('roleSessionName', parameters.get('RoleSessionName'), SESSION_NAME),
  ];
}

export function sessionViolations(parameters: Parameters): string[] {
  const arns = readMembers(parameters, POLICY_ARNS);
  return [
    ...arns.flatMap(([arn], i) => textViolations(`policyArns.${i + 1}.member.arn`, arn, ARN)),
    ...optionalTextViolations('policy', parameters.get('Policy'), POLICY),
    ...optionalIntegerViolations('durationSeconds', parameters.get('DurationSeconds'), DURATION),
    ...optionalIntegerViolations('minimumSessionTokenSize', parameters.get('MinimumSessionTokenSize'), MINIMUM_TOKEN_SIZE),
  ];
}

/** To be called once there are no violations. */
export function readRoleInput(parameters: Parameters): RoleInput {
  const roleArn = parameters.get('RoleArn')!;
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(roleArn)) throw new AwsError('ValidationError', 'Request ARN is invalid');
  const policyArns = readMembers(parameters, POLICY_ARNS).map(([arn]) => arn!);
  if (policyArns.length > MAX_POLICY_ARNS) {
    // IAM User Guide, "IAM and AWS STS quotas": up to 10 managed session policies.
    throw new AwsError('ValidationError', `PolicyArns holds ${policyArns.length} ARNs: a session takes at most ${MAX_POLICY_ARNS} managed policies`);
  }
  const size = parameters.get('MinimumSessionTokenSize');
  return {
    roleArn,
    roleSessionName: parameters.get('RoleSessionName')!,
    policy: parameters.get('Policy'),
    policyArns,
    durationSeconds: Number(parameters.get('DurationSeconds') ?? DURATION.usual),
    minimumTokenSize: size === undefined ? undefined : Number(size),
  };
}
