import { objectList } from './properties';
import type { Resource } from './resource-type';
import { isObject } from '../json';

/** Its own and those of its stack. */
export function tagsOf(resource: Resource): ReadonlyMap<string, string> {
  return new Map([...resource.stackTags, ...tagPairs(objectList(resource, 'Tags'))]);
}

/** What a list of tags says; whatever else is in it does not count. */
export function tagPairs(list: unknown): [key: string, value: string][] {
  return (Array.isArray(list) ? list : []).filter(isObject).map(({ Key, Value }) => [String(Key), String(Value)]);
}
