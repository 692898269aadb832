import type { Sharing } from './model';
import { readValue } from './read-value';
import { isUnread } from './unread';
import type { Stack } from '../../assembly';
import { isObject } from '../../assembly/json';

/** Under which constructs leave what they know, in the metadata of resources and templates; `schema` says in which form. */
const NAME = 'cdk-web-identity';
const SCHEMA = 1;

/** What the constructs of a stack say on purpose. */
export interface Declared {
  readonly sharings: readonly Sharing[];
  /** Names of roles of other templates whose trust policies hold to the app's users, as its author says. */
  readonly vouchedRoles: readonly string[];
}

export function declaredIn(stack: Stack): Declared {
  const { Metadata: ofTemplate, Resources: resources } = stack.source.template;
  return {
    sharings: Object.entries(isObject(resources) ? resources : {}).flatMap(([logicalId, resource]) => sharingsAt(logicalId, resource, stack)),
    vouchedRoles: [read(ofTemplate, stack)?.vouchedRoles ?? []].flat().filter((one) => typeof one === 'string'),
  };
}

function sharingsAt(logicalId: string, resource: unknown, stack: Stack): Sharing[] {
  const declared = isObject(resource) ? read(resource.Metadata, stack)?.shared : undefined;
  return [declared ?? []].flat().flatMap((one) => sharingsOf(one, () => stack.attribute(logicalId, 'Arn')));
}

function read(metadata: unknown, stack: Stack): { readonly [member: string]: any } | undefined {
  const own = isObject(metadata) ? readValue(metadata[NAME], stack) : undefined;
  return isObject(own) && !isUnread(own) && Number(own.schema) === SCHEMA ? own : undefined;
}

/** Of ARNs, or of an index of the table or a folder of the bucket that says it. */
function sharingsOf(declared: unknown, arnOfResource: () => unknown): Sharing[] {
  if (!isObject(declared)) return [];
  const { resources, index, folder, access, attributes } = declared;
  if ((access !== 'read' && access !== 'write') || !(attributes === undefined || isTexts(attributes))) return [];
  const part = typeof index === 'string' ? `index/${index}` : folder;
  // A folder ends with a slash: what only begins like it is another one.
  if (typeof folder === 'string' && !/[^/]\/$/.test(folder)) return [];
  const shared = typeof part === 'string' ? [`${String(arnOfResource())}/${part}`] : resources;
  return isTexts(shared) ? shared.map((resource) => ({ resource, access, attributes })) : [];
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
