import { AwsError } from '../aws-error';

/** Of one request of the Query protocol, names as on the wire. */
export type QueryParameters = ReadonlyMap<string, string>;

/** What an operation takes: texts, lists of texts, and structures or lists of structures with these fields. */
export interface QueryShape {
  readonly [name: string]: 'text' | 'texts' | { readonly fields: readonly string[] } | { readonly each: readonly string[] };
}

type Structure<Field extends string> = { readonly [name in Field]?: string };

/** An operation's input, as its shape has it. A list that is not given is empty. */
export type QueryInput<Shape extends QueryShape> = {
  readonly [Name in keyof Shape]:
  Shape[Name] extends 'text' ? string | undefined
    : Shape[Name] extends 'texts' ? readonly string[]
      : Shape[Name] extends { readonly fields: readonly (infer Field extends string)[] } ? Structure<Field>
        : Shape[Name] extends { readonly each: readonly (infer Field extends string)[] } ? readonly Structure<Field>[] : never;
};

/** One operation of a service: what it takes, and what it does once that is permitted. */
export interface QueryOperation<World> {
  readonly shape: QueryShape;
  /** Gives the members of the answer. */
  readonly act: (input: any, world: World) => object | Promise<object>;
}

/** Every request has them. */
const COMMON: ReadonlySet<string> = new Set(['Action', 'Version']);

/** `Name`, `Name.Field`, `Name.member.1` or `Name.member.1.Field`. */
const PARAMETER = /^(\w+)(?:\.member\.([1-9]\d{0,3}))?(?:\.(\w+))?$/;

/**
 * Reads what a request says beside its action. What is not understood is never ignored: a session policy that is dropped
 * grants more than was asked for.
 */
export function readInput<const Shape extends QueryShape>(parameters: QueryParameters, shape: Shape): QueryInput<Shape> {
  const given = new Map<string, Items>();
  for (const [parameter, value] of parameters) {
    if (COMMON.has(parameter)) continue;
    const [, name, position, field] = PARAMETER.exec(parameter) ?? [];
    const isKnown = Object.hasOwn(shape, name) && take(given, name, shape[name], { value, position, field });
    if (!isKnown) throw new AwsError('ValidationError', `The local cloud does not support the parameter ${JSON.stringify(parameter.slice(0, 64))}`);
  }
  const input: Record<string, unknown> = {};
  for (const name of Object.keys(shape)) input[name] = memberOf(name, shape[name], given.get(name));
  return input as QueryInput<Shape>;
}

/** What was given of one member, by position; a member that is no list has position 1. */
type Items = Map<number, string | Record<string, string>>;

/** Whether a parameter is part of the member; then it is taken. */
function take(
  given: Map<string, Items>, name: string, kind: QueryShape[string],
  { value, position, field }: { readonly value: string; readonly position?: string; readonly field?: string },
): boolean {
  const fields = fieldsOf(kind);
  const isList = kind === 'texts' || (typeof kind === 'object' && 'each' in kind);
  // SDKs write an empty list as its name alone.
  if (isList && position === undefined) return field === undefined && value === '';
  const isField = fields === undefined ? field === undefined : field !== undefined && fields.includes(field);
  if (isList !== (position !== undefined) || !isField) return false;
  const items = given.get(name) ?? new Map();
  const index = Number(position ?? 1);
  given.set(name, items.set(index, field === undefined ? value : { ...items.get(index), [field]: value }));
  return true;
}

function memberOf(name: string, kind: QueryShape[string], items: Items | undefined): unknown {
  if (kind === 'text') return items?.get(1);
  if (kind !== 'texts' && 'fields' in kind) return items?.get(1) ?? {};
  if (items === undefined) return [];
  const list = [...items].sort(([left], [right]) => left - right);
  if (list.some(([index], i) => index !== i + 1)) throw new AwsError('ValidationError', `${name}.member must be numbered from 1, without a gap`);
  return list.map(([, item]) => item);
}

function fieldsOf(kind: QueryShape[string]): readonly string[] | undefined {
  if (typeof kind === 'string') return undefined;
  return 'fields' in kind ? kind.fields : kind.each;
}
