import { AwsError } from '../aws-error';
import { optionalTextViolations, refuseViolations } from './constraints';
import { readRoleInput, roleNameViolations, sessionViolations, type RoleInput, type RoleParameters } from './role-parameters';
import { isSessionTag, MAX_SESSION_TAGS } from '../identity';

/** Not SerialNumber, TokenCode and ProvidedContexts: there are no MFA devices and no context providers here. */
export interface AssumeRoleParameters extends RoleParameters {
  readonly Tags: readonly { readonly Key?: string; readonly Value?: string }[];
  readonly TransitiveTagKeys: readonly string[];
  readonly ExternalId?: string;
  readonly SourceIdentity?: string;
}

export interface AssumeRoleInput extends RoleInput {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  readonly externalId?: string;
  readonly sourceIdentity?: string;
}

const EXTERNAL_ID = { min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/, patternText: '[\\w+=,.@:\\/-]*' };
const SOURCE_IDENTITY = { min: 2, max: 256, pattern: /^[\w+=,.@-]*$/, patternText: '[\\w+=,.@-]*' };

export function readAssumeRole(parameters: AssumeRoleParameters): AssumeRoleInput {
  const { ExternalId: externalId, SourceIdentity: sourceIdentity } = parameters;
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
function readTags({ Tags }: AssumeRoleParameters): ReadonlyMap<string, string> {
  const pairs = Tags.map(({ Key, Value }) => [Key, Value] as const);
  if (pairs.length > MAX_SESSION_TAGS) throw invalidTags(`${pairs.length} tags, at most ${MAX_SESSION_TAGS}`);
  const bad = pairs.findIndex(([key, value]) => key === undefined || !isSessionTag(key, value));
  if (bad >= 0) throw invalidTags(`Tags.member.${bad + 1} has a key or value that AWS does not take`);
  if (new Set(pairs.map(([key]) => key!.toLowerCase())).size < pairs.length) throw invalidTags('a tag key is given twice; case does not count');
  return new Map(pairs as readonly (readonly [string, string])[]);
}

function readTransitiveKeys({ TransitiveTagKeys: keys }: AssumeRoleParameters, tags: ReadonlyMap<string, string>): readonly string[] {
  const known = new Set([...tags.keys()].map((key) => key.toLowerCase()));
  if (!keys.every((key) => known.has(key.toLowerCase()))) throw invalidTags('TransitiveTagKeys names a key that is not among Tags');
  return keys;
}

function invalidTags(reason: string): AwsError {
  return new AwsError('ValidationError', `Session tags are not valid: ${reason}`);
}
