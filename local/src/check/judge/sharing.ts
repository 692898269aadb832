import type { Access } from './reach';
import type { AuthorizationRequest } from '../../iam';
import type { Sharing } from '../reading/model';

/** Whether all that some requests reach was declared to be shared. */
export function isShared(requests: readonly AuthorizationRequest[], access: Access, sharings: readonly Sharing[]): boolean {
  return sharings.length > 0 && requests.every((request) => sharings.some((sharing) => covers(sharing, request, access)));
}

function covers({ resource, access, attributes }: Sharing, request: AuthorizationRequest, wanted: Access): boolean {
  return access === wanted && names(resource, request) && (attributes === undefined || asksOnlyFor(attributes, request));
}

/** A resource itself; what ends in a separator or a wildcard, all below it, and lists of that prefix. */
function names(resource: string, { resource: asked, context }: AuthorizationRequest): boolean {
  const beginning = resource.replace(/\*$/, '');
  if (asked === resource) return true;
  if (beginning === resource && !resource.endsWith('/')) return false;
  const prefix = context.get('s3:prefix');
  return asked.startsWith(beginning) || (typeof prefix === 'string' && `${asked}/${prefix}`.startsWith(beginning));
}

/** What answers with more than it names names nothing. */
function asksOnlyFor(attributes: readonly string[], { context }: AuthorizationRequest): boolean {
  const named = context.get('dynamodb:attributes');
  const select = context.get('dynamodb:select');
  return typeof named === 'object' && named.every((one) => attributes.includes(one)) && (select === 'SPECIFIC_ATTRIBUTES' || select === 'COUNT');
}
