import { refuse } from './properties';
import type { Resource } from './resource-type';

/** CloudFormation takes texts for booleans, too. */
export function flagProperty(resource: Resource, name: string, usual: boolean): boolean {
  const value = resource.property(name) ?? usual;
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : refuse(resource, name, value, 'true or false');
}
