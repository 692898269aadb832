import { readValue } from './read-value';
import { isUnread, unreadIn } from './unread';
import { AssemblyError, type Stack } from '../../assembly';
import { isObject, type JsonObject } from '../../assembly/json';
import { DEFAULT_TAGS } from '../../cognito/principal-tags';
import { isCognitoIssuer } from '../../identity/built-in-providers';

/** Identity pool → tags of the session that hold the `sub` of its one user pool: as good as an id of the user. */
export type IdTags = ReadonlyMap<string, readonly string[]>;

const NONE: IdTags = new Map();

/**
 * What `aws:PrincipalTag/<tag>` holds is known where an identity pool alone tags sessions, from the `sub` of its one user pool: two providers
 * may give out the same, guests have none, and of any other claim nobody knows here who chooses it. With another role that takes tags nothing
 * is known of any.
 */
export function idTagsOf(stacks: readonly Stack[]): IdTags {
  const found = stacks.flatMap((stack) => stack.resources().flatMap(({ logicalId }) => resourceOf(stack, logicalId)));
  if (found.some(({ type, properties }) => type === 'AWS::IAM::Role' && takesTags(properties))) return NONE;
  const pools = found.filter(({ type, properties }) => type === 'AWS::Cognito::IdentityPool' && hasOneUserPool(properties));
  const mappings = found.filter(({ type, properties }) => type === 'AWS::Cognito::IdentityPoolPrincipalTag' && unreadIn(properties) === undefined);
  return new Map(pools.map(({ ref }) => {
    const ofPool = mappings.filter(({ properties: { IdentityPoolId } }) => IdentityPoolId === ref);
    return [ref, ofPool.flatMap(({ properties }) => subTags(properties))];
  }));
}

interface Found {
  readonly type: string;
  readonly ref: string;
  /** Of a role as written, references not carried out. */
  readonly properties: JsonObject;
}

const TYPES = new Set(['AWS::IAM::Role', 'AWS::Cognito::IdentityPool', 'AWS::Cognito::IdentityPoolPrincipalTag']);

/** What cannot be read is not known to be one of these; whoever reads the resource itself tells of it. */
function resourceOf(stack: Stack, logicalId: string): Found[] {
  const declared = (stack.source.template.Resources as { [id: string]: JsonObject })[logicalId];
  const type = String(declared.Type);
  if (!TYPES.has(type)) return [];
  if (type === 'AWS::IAM::Role') return [{ type, ref: logicalId, properties: isObject(declared.Properties) ? declared.Properties : {} }];
  try {
    const properties = readValue(declared.Properties ?? {}, stack);
    return isObject(properties) && !isUnread(properties) ? [{ type, ref: stack.identity(logicalId).ref, properties }] : [];
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    return [];
  }
}

/** Whether somebody else than Cognito may tag the role's sessions; what is not plain text may say so. */
function takesTags({ AssumeRolePolicyDocument: trust }: JsonObject): boolean {
  const statements = isObject(trust) ? [trust.Statement ?? []].flat() : [];
  return statements.some((statement) => !isObject(statement) || (statement.Effect !== 'Deny' && mayTag(statement) && !isCognitos(statement)));
}

function mayTag({ Action, NotAction }: JsonObject): boolean {
  return NotAction !== undefined || [Action].flat().some((action) => typeof action !== 'string' || /[*?]|^sts:tagsession$/i.test(action));
}

function isCognitos({ Principal }: JsonObject): boolean {
  return isObject(Principal) && Object.keys(Principal).length === 1 && [Principal.Federated].flat().every((one) => typeof one === 'string' && isCognitoIssuer(`https://${one}`));
}

function hasOneUserPool({
  AllowUnauthenticatedIdentities, CognitoIdentityProviders, OpenIdConnectProviderARNs, SamlProviderARNs, SupportedLoginProviders,
}: JsonObject): boolean {
  const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
  return Array.isArray(CognitoIdentityProviders) && CognitoIdentityProviders.length === 1
    && (AllowUnauthenticatedIdentities === false || AllowUnauthenticatedIdentities === 'false')
    && [OpenIdConnectProviderARNs, SamlProviderARNs].every(isEmpty)
    && (SupportedLoginProviders === undefined || (isObject(SupportedLoginProviders) && Object.keys(SupportedLoginProviders).length === 0));
}

function subTags({ PrincipalTags, UseDefaults }: JsonObject): string[] {
  const tags = UseDefaults === true || UseDefaults === 'true' ? [...DEFAULT_TAGS] : Object.entries(isObject(PrincipalTags) ? PrincipalTags : {});
  return tags.filter(([, claim]) => claim === 'sub').map(([tag]) => tag);
}
