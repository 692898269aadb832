import { isObject, type JsonObject } from './json';

/** As the CDK writes it into a nested stack's resource: its template, a file of the assembly. */
const ASSET = 'aws:asset:path';
const NESTED = 'AWS::CloudFormation::Stack';

/** The files of the templates that a template nests, by logical id, as far as the assembly has them. */
export function nestedFiles({ Resources }: JsonObject): [logicalId: string, file: string][] {
  return Object.entries(isObject(Resources) ? Resources : {}).flatMap(([logicalId, resource]): [string, string][] => {
    const file = isObject(resource) && resource.Type === NESTED && isObject(resource.Metadata) ? resource.Metadata[ASSET] : undefined;
    return typeof file === 'string' ? [[logicalId, file]] : [];
  });
}

/** File → template, of all that a template nests, and those nest. */
export function nestedTemplates(template: JsonObject, read: (file: string) => JsonObject): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  const visit = (one: JsonObject): void => {
    for (const [, file] of nestedFiles(one)) {
      if (found.has(file)) continue;
      const nested = read(file);
      found.set(file, nested);
      visit(nested);
    }
  };
  visit(template);
  return found;
}
