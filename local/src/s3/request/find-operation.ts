import { invalidRequest, methodNotAllowed, notImplemented, type S3Error } from '../errors';
import { OPERATIONS, type OperationName, type OperationSpec } from '../operations';

/** A request before it is known what it asks for. */
export interface RequestHead {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  /** Names of the headers that are announced to come behind the body. */
  readonly trailers?: readonly string[];
}

/** Every request may carry these: they say who sends it, and how. */
const COMMON_HEADERS = [
  'x-amz-content-sha256', 'x-amz-date', 'x-amz-decoded-content-length', 'x-amz-expected-bucket-owner', 'x-amz-security-token', 'x-amz-trailer', 'x-amz-user-agent',
];
/** SDKs write the operation's name beside it. */
const NAME_PARAMETER = 'x-id';
/** Parameters that are a name alone. */
const SUBRESOURCES = [
  'cors', 'delete', 'encryption', 'location', 'ownershipControls', 'policy', 'publicAccessBlock', 'tagging', 'uploads', 'versioning',
];
const MOST_MARKED_FIRST = (Object.entries(OPERATIONS) as [OperationName, OperationSpec][])
  .sort(([, left], [, right]) => marksOf(right).length - marksOf(left).length);

/**
 * The operation that a request asks for. Anything it carries that would change what the operation
 * does, and that is not known here, is refused: what is decided on must be what happens.
 */
export function findOperation(head: RequestHead): OperationName {
  const target = head.bucket === '' ? 'service' : head.key === '' ? 'bucket' : 'object';
  const found = MOST_MARKED_FIRST
    .find(([, spec]) => spec.method === head.method && spec.target === target && marksOf(spec).every((mark) => isMarked(head, mark)));
  if (found === undefined) throw notAllowed(head, target);
  const [name, spec] = found;
  assertParameters(head, name, spec);
  assertHeaders(head, name, spec);
  return name;
}

/** Headers that S3 acts on, besides those of the object itself (content type and the like). */
export function isWatched(header: string): boolean {
  return header.startsWith('x-amz-') || header.startsWith('if-') || header === 'range';
}

function marksOf(spec: OperationSpec): readonly string[] {
  return spec.marks ?? [];
}

function isMarked({ parameters, headers }: RequestHead, mark: string): boolean {
  return mark.startsWith('x-amz-') ? headers.has(mark) : parameters.has(mark);
}

function assertParameters({ parameters }: RequestHead, name: OperationName, spec: OperationSpec): void {
  const known = [...marksOf(spec), ...spec.parameters ?? []];
  const unknown = [...parameters].find(([parameter, value]) => !known.includes(parameter) && !(parameter === NAME_PARAMETER && value === name));
  if (unknown !== undefined) throw notImplemented(`the query parameter ${JSON.stringify(unknown[0].slice(0, 64))} of ${name}`);
  const valued = SUBRESOURCES.find((subresource) => (parameters.get(subresource) ?? '') !== '');
  if (valued !== undefined) throw notImplemented(`a value of the query parameter ${JSON.stringify(valued)}`);
}

function assertHeaders({ headers, trailers = [] }: RequestHead, name: OperationName, spec: OperationSpec): void {
  const known = [...COMMON_HEADERS, ...marksOf(spec), ...spec.headers ?? []];
  const isKnown = (header: string) => known.some((entry) => (entry.endsWith('*') ? header.startsWith(entry.slice(0, -1)) : header === entry));
  const unknown = [...headers.keys(), ...trailers].find((header) => isWatched(header) && !isKnown(header));
  if (unknown !== undefined) throw notImplemented(`the header ${JSON.stringify(unknown.slice(0, 64))} of ${name}`);
}

function notAllowed({ method, parameters }: RequestHead, target: string): S3Error {
  if (!['DELETE', 'GET', 'HEAD', 'POST', 'PUT'].includes(method)) {
    return methodNotAllowed({ Method: method });
  }
  const [subresource] = parameters.keys();
  if (method === 'POST' && target === 'object' && subresource === undefined) return methodNotAllowed({ Method: method, ResourceType: 'OBJECT' });
  if (target === 'service') return invalidRequest(`${method} needs a bucket`);
  return notImplemented(subresource === undefined ? `${method} of a ${target}` : `${method} of a ${target}'s ${JSON.stringify(subresource.slice(0, 64))}`);
}
