import { optionalText, refuse } from './properties';
import type { Resource } from './resource-type';

/** IAM API Reference: the pattern of `RoleName` and `PolicyName`. */
const NAME = /^[\w+=,.@-]+$/;
/** The pattern of `Path`: it begins and ends with a slash. */
const PATH = /^\/([!-~]+\/)?$/;
const MAX_PATH_LENGTH = 512;

export function iamName(resource: Resource, property: string, maxLength: number): string {
  const name = optionalText(resource, property) ?? resource.physicalName(maxLength);
  if (!NAME.test(name) || name.length > maxLength) {
    refuse(resource, property, name, `1 to ${maxLength} letters, digits or any of _+=,.@-`);
  }
  return name;
}

export function iamPath(resource: Resource): string {
  const path = optionalText(resource, 'Path') ?? '/';
  if (!PATH.test(path) || path.length > MAX_PATH_LENGTH) refuse(resource, 'Path', path, 'a path that begins and ends with a slash');
  return path;
}
