import { objectList } from './properties';
import type { Resource } from './resource-type';

/** Its own and those of its stack. */
export function tagsOf(resource: Resource): ReadonlyMap<string, string> {
  const own = objectList(resource, 'Tags').map(({ Key, Value }) => [String(Key), String(Value)] as const);
  return new Map([...resource.stackTags, ...own]);
}
