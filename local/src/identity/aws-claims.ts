import { membersOf, type JsonMembers } from './jwt';
import { isSessionTag, MAX_SESSION_TAGS } from './session-tags';
import { BAD_TAGS, invalidToken, NOT_VALIDATED } from './token-error';

/** Claims in AWS's own namespace: what the issuer wants to be true of the session. */
export interface AwsClaims {
  /** Session tags by name, spelled as the issuer did. */
  readonly sessionTags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
  /** ARNs of roles that the issuer authorizes; absent where it does not say. */
  readonly roles?: readonly string[];
}

const NAMESPACE = 'https://aws.amazon.com/';
/** Claim that holds the session's tags. */
export const TAGS_CLAIM = `${NAMESPACE}tags`;
const FLAT_TAG = `${TAGS_CLAIM}/principal_tags/`;
const FLAT_TRANSITIVE = `${TAGS_CLAIM}/transitive_tag_keys`;

/** SDK model of STS, 2026-11: up to 256 characters. */
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,256}$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

export function readAwsClaims(claims: JsonMembers): AwsClaims {
  const sessionTags = readTags(claims);
  return {
    sessionTags,
    transitiveTagKeys: readTransitiveKeys(claims, sessionTags),
    sourceIdentity: readSourceIdentity(claims),
    roles: readRoles(claims),
  };
}

/** Nested (`principal_tags: { K: ["v"] }`) and flattened (`…/principal_tags/K: "v"`) form: IAM User Guide, same page. */
function readTags(claims: JsonMembers): ReadonlyMap<string, string> {
  const pairs: [string, unknown][] = [];
  if (claims.has(TAGS_CLAIM)) {
    for (const [key, value] of object(object(claims.get(TAGS_CLAIM)).get('principal_tags') ?? {})) {
      pairs.push([key, Array.isArray(value) && value.length === 1 ? value[0] : undefined]);
    }
  }
  for (const [name, value] of claims) {
    if (name.startsWith(FLAT_TAG)) pairs.push([name.slice(FLAT_TAG.length), value]);
  }
  const spellings = new Set(pairs.map(([key]) => key.toLowerCase()));
  const valid = pairs.length <= MAX_SESSION_TAGS && spellings.size === pairs.length && pairs.every(([key, value]) => isSessionTag(key, value));
  if (!valid) throw invalidToken(BAD_TAGS);
  return new Map(pairs as [string, string][]);
}

function readTransitiveKeys(claims: JsonMembers, tags: ReadonlyMap<string, string>): readonly string[] {
  const nested = claims.has(TAGS_CLAIM) ? object(claims.get(TAGS_CLAIM)).get('transitive_tag_keys') : undefined;
  const keys = nested ?? claims.get(FLAT_TRANSITIVE) ?? [];
  const known = new Set([...tags.keys()].map((key) => key.toLowerCase()));
  if (!isTextList(keys) || keys.length > MAX_SESSION_TAGS || !keys.every((key) => known.has(key.toLowerCase()))) throw invalidToken(BAD_TAGS);
  return keys;
}

function readSourceIdentity(claims: JsonMembers): string | undefined {
  const value = claims.get(`${NAMESPACE}source_identity`);
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || !SOURCE_IDENTITY.test(value)) throw invalidToken(NOT_VALIDATED, 'the source_identity claim is malformed');
  return value;
}

/** A list, or one text with `;` between the ARNs: exact ones, of which there must be one. What else is in a list is passed over. */
function readRoles(claims: JsonMembers): readonly string[] | undefined {
  const value = claims.get(`${NAMESPACE}roles`);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && !Array.isArray(value)) throw invalidToken('The roles claim is not in a supported format');
  const roles = (typeof value === 'string' ? value.split(';').map((role) => role.trim()) : value)
    .filter((role): role is string => typeof role === 'string' && ROLE_ARN.test(role));
  if (roles.length === 0) throw invalidToken('The roles claim contains no valid role ARNs');
  return roles;
}

function object(value: unknown): JsonMembers {
  const members = membersOf(value);
  if (members === undefined) throw invalidToken(BAD_TAGS);
  return members;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
