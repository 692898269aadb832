import { AwsError } from '../aws-error';
import { optionalTextViolations, refuseViolations } from './constraints';
import { COMMON_PARAMETERS, readMembers, refuseOtherParameters, type MemberList, type Parameters } from '../protocols/query-parameters';
import { POLICY_ARNS, readRoleInput, ROLE_PARAMETERS, roleNameViolations, sessionViolations, type RoleInput } from './role-parameters';
import { isSessionTag, MAX_SESSION_TAGS } from '../identity';

export interface AssumeRoleInput extends RoleInput {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  readonly externalId?: string;
  readonly sourceIdentity?: string;
}

const EXTERNAL_ID = { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/, patternText: '[\\w+=,.@:\\/-]*' };
const SOURCE_IDENTITY = { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };

const TAGS: MemberList = { name: 'Tags', fields: ['Key', 'Value'] };
const TRANSITIVE_TAG_KEYS: MemberList = { name: 'TransitiveTagKeys', fields: [] };
// Not SerialNumber, TokenCode and ProvidedContexts: there are no MFA devices and no context providers here.
const KNOWN = [...COMMON_PARAMETERS, ...ROLE_PARAMETERS, 'ExternalId', 'SourceIdentity'];

export function readAssumeRole(parameters: Parameters): AssumeRoleInput {
  refuseOtherParameters(parameters, KNOWN, [POLICY_ARNS, TAGS, TRANSITIVE_TAG_KEYS]);
  const externalId = parameters.get('ExternalId');
  const sourceIdentity = parameters.get('SourceIdentity');
  refuseViolations([
    ...roleNameViolations(parameters),
    ...sessionViolations(parameters),
    ...optionalTextViolations('externalId', externalId, EXTERNAL_ID),
    ...optionalTextViolations('sourceIdentity', sourceIdentity, SOURCE_IDENTITY),
  ]);
  const tags = readTags(parameters);
  return { ...readRoleInput(parameters), tags, transitiveTagKeys: readTransitiveKeys(parameters, tags), externalId, sourceIdentity };
}

/** IAM User Guide, "Pass session tags in AWS STS": keys are told apart without case. */
function readTags(parameters: Parameters): ReadonlyMap<string, string> {
  const pairs = readMembers(parameters, TAGS);
  if (pairs.length > MAX_SESSION_TAGS) throw invalidTags(`${pairs.length} tags, at most ${MAX_SESSION_TAGS}`);
  const bad = pairs.findIndex(([key, value]) => key === undefined || !isSessionTag(key, value));
  if (bad >= 0) throw invalidTags(`Tags.member.${bad + 1} has a key or value that AWS does not take`);
  if (new Set(pairs.map(([key]) => key!.toLowerCase())).size < pairs.length) throw invalidTags('a tag key is given twice; case does not count');
  return new Map(pairs as [string, string][]);
}

function readTransitiveKeys(parameters: Parameters, tags: ReadonlyMap<string, string>): readonly string[] {
  const keys = readMembers(parameters, TRANSITIVE_TAG_KEYS).map(([key]) => key!);
  const known = new Set([...tags.keys()].map((key) => key.toLowerCase()));
  if (!keys.every((key) => known.has(key.toLowerCase()))) throw invalidTags('TransitiveTagKeys names a key that is not among Tags');
  return keys;
}

function invalidTags(reason: string): AwsError {
  return new AwsError('ValidationError', `Session tags are not valid: ${reason}`);
}
