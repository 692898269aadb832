import { refuse } from './properties';
import type { Resource } from './resource-type';
import type { RoleMapping, RoleRule } from '../../cognito';
import { isObject, type JsonObject } from '../json';

const MATCHES = ['Contains', 'Equals', 'NotEqual', 'StartsWith'];
const AMBIGUOUS = ['AuthenticatedRole', 'Deny'];
/** API reference of SetIdentityPoolRoles: "up to 25 rules", "You can specify up to 10 role mappings". */
const MAX_RULES = 25;
const MAX_MAPPINGS = 10;

/**
 * By identity provider: the mapping's own, or the name that it is given under.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-cognito-identitypoolroleattachment-rolemapping.html
 */
export function roleMappingsOf(resource: Resource): ReadonlyMap<string, RoleMapping> {
  const given = resource.property('RoleMappings') ?? {};
  if (!isObject(given)) return refuse(resource, 'RoleMappings', given, 'an object');
  const mappings = Object.entries(given).map(([name, mapping]) => mappingOf(resource, name, mapping));
  const byProvider = new Map(mappings);
  if (byProvider.size !== mappings.length || mappings.length > MAX_MAPPINGS) return refuse(resource, 'RoleMappings', Object.keys(given), `at most ${MAX_MAPPINGS}, one for each identity provider`);
  return byProvider;
}

function mappingOf(resource: Resource, name: string, mapping: unknown): readonly [provider: string, mapping: RoleMapping] {
  const bad = (what: string, got: unknown, want: string): never => refuse(resource, `RoleMappings.${name}.${what}`, got, want);
  if (!isObject(mapping)) return refuse(resource, `RoleMappings.${name}`, mapping, 'an object');
  const { IdentityProvider: provider = name, Type, AmbiguousRoleResolution: ambiguous, RulesConfiguration, ...others } = mapping;
  const [other] = Object.keys(others);
  if (other !== undefined) return bad(other, others[other], 'IdentityProvider, Type, AmbiguousRoleResolution and RulesConfiguration only');
  if (typeof provider !== 'string') return bad('IdentityProvider', provider, 'text');
  if (typeof ambiguous !== 'string' || !AMBIGUOUS.includes(ambiguous)) return bad('AmbiguousRoleResolution', ambiguous, AMBIGUOUS.join(' or '));
  if (Type !== 'Token' && Type !== 'Rules') return bad('Type', Type, 'Token or Rules');
  if (Type === 'Token' && RulesConfiguration !== undefined) return bad('RulesConfiguration', RulesConfiguration, 'none for the type Token');
  const rules = Type === 'Token' ? undefined : rulesOf(RulesConfiguration) ?? bad('RulesConfiguration', RulesConfiguration, `1 to ${MAX_RULES} Rules with Claim, MatchType, Value and RoleARN`);
  return [provider, { ambiguous: ambiguous as RoleMapping['ambiguous'], rules }];
}

function rulesOf(configuration: unknown): readonly RoleRule[] | undefined {
  const rules = isObject(configuration) && Object.keys(configuration).length === 1 ? configuration.Rules : undefined;
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > MAX_RULES) return undefined;
  const read = rules.map(ruleOf);
  return read.every((rule) => rule !== undefined) ? read : undefined;
}

function ruleOf(rule: unknown): RoleRule | undefined {
  if (!isObject(rule)) return undefined;
  const { Claim: claim, MatchType: match, Value: value, RoleARN: roleArn, ...others }: JsonObject = rule;
  const texts = [claim, match, value, roleArn];
  if (Object.keys(others).length > 0 || !texts.every((text) => typeof text === 'string' && text !== '') || !MATCHES.includes(String(match))) return undefined;
  return { claim, match, value, roleArn } as RoleRule;
}
