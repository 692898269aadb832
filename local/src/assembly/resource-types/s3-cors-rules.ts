import { refuse } from './properties';
import type { Resource } from './resource-type';
import { isCorsPattern, type CorsRule } from '../../s3';
import { isObject, type JsonObject } from '../json';

const METHODS = ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'];
const MEMBERS = ['AllowedHeaders', 'AllowedMethods', 'AllowedOrigins', 'ExposedHeaders', 'Id', 'MaxAge'];
const PROPERTY = 'CorsConfiguration';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-corsrule.html */
export function corsRules(resource: Resource): CorsRule[] {
  const configuration = resource.property(PROPERTY);
  if (configuration === undefined) return [];
  if (!isObject(configuration) || !Array.isArray(configuration.CorsRules) || !configuration.CorsRules.every(isObject)) {
    return refuse(resource, PROPERTY, configuration, 'a list CorsRules');
  }
  return configuration.CorsRules.map((rule) => corsRule(resource, rule));
}

function corsRule(resource: Resource, rule: JsonObject): CorsRule {
  const unknown = Object.keys(rule).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) refuse(resource, PROPERTY, unknown, `one of ${MEMBERS.join(', ')}`);
  const maxAge = rule.MaxAge === undefined ? undefined : Number(rule.MaxAge);
  if (maxAge !== undefined && !(Number.isSafeInteger(maxAge) && maxAge >= 0)) refuse(resource, `${PROPERTY}.MaxAge`, rule.MaxAge, 'a number of seconds');
  const allowedMethods = texts(resource, rule, 'AllowedMethods');
  const other = allowedMethods.find((method) => !METHODS.includes(method));
  if (other !== undefined) refuse(resource, `${PROPERTY}.AllowedMethods`, other, `one of ${METHODS.join(', ')}`);
  return {
    ...typeof rule.Id === 'string' && { id: rule.Id },
    allowedMethods,
    allowedOrigins: patterns(resource, rule, 'AllowedOrigins'),
    allowedHeaders: patterns(resource, rule, 'AllowedHeaders'),
    exposedHeaders: texts(resource, rule, 'ExposedHeaders'),
    maxAge,
  };
}

function patterns(resource: Resource, rule: JsonObject, name: string): string[] {
  const found = texts(resource, rule, name);
  const wrong = found.find((pattern) => !isCorsPattern(pattern));
  return wrong === undefined ? found : refuse(resource, `${PROPERTY}.${name}`, wrong, 'at most one *');
}

function texts(resource: Resource, rule: JsonObject, name: string): string[] {
  const value = rule[name] ?? [];
  // Header values may hold nothing that would end the header.
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string' && /^[\x20-\x7e]+$/.test(item))) return value;
  return refuse(resource, `${PROPERTY}.${name}`, value, 'a list of texts');
}
