import { isObject, type JsonObject } from './json';

/** Logical id → construct path, as the CDK notes it in each resource (`aws:cdk:path`). */
export function pathsInTemplate({ Resources }: JsonObject): { [logicalId: string]: string } {
  return Object.fromEntries(Object.entries(isObject(Resources) ? Resources : {}).flatMap(([logicalId, resource]) => {
    const path = isObject(resource) && isObject(resource.Metadata) ? resource.Metadata['aws:cdk:path'] : undefined;
    return typeof path === 'string' ? [[logicalId, path.replace(/\/Resource$/, '')]] : [];
  }));
}
