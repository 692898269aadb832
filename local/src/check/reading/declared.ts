import type { Stack } from '../../assembly';
import { isObject } from '../../assembly/json';
import type { Sharing } from './model';
import { readValue } from './read-value';
import { isUnread } from './unread';

/** Under which constructs leave what they know, in the metadata of a template; `schema` says in which form. */
const NAME = 'cdk-web-identity';
const SCHEMA = 1;

/** What the constructs of a stack say on purpose. */
export interface Declared {
  readonly sharings: readonly Sharing[];
  /** ARNs of roles of other templates whose trust policies hold to the app's users, as its author says. */
  readonly vouchedRoles: readonly string[];
}

export function declaredIn(stack: Stack): Declared {
  const metadata = stack.source.template.Metadata;
  const own = isObject(metadata) ? readValue(metadata[NAME], stack) : undefined;
  if (!isObject(own) || isUnread(own) || Number(own.schema) !== SCHEMA) return { sharings: [], vouchedRoles: [] };
  return { sharings: [own.shared ?? []].flat().filter(isSharing), vouchedRoles: [own.vouchedRoles ?? []].flat().filter((one) => typeof one === 'string') };
}

function isSharing(value: unknown): value is Sharing {
  return isObject(value) && typeof value.resource === 'string' && (value.access === 'read' || value.access === 'write')
    && (value.attributes === undefined || (Array.isArray(value.attributes) && value.attributes.every((one) => typeof one === 'string')));
}
