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
  const members = new Map(Object.entries(shape).map(([name, kind]) => [name, new Member(name, kind)]));
  for (const [parameter, value] of parameters) {
    const [, name, position, field] = PARAMETER.exec(parameter) ?? [];
    const isKnown = COMMON.has(parameter) || members.get(name)?.take(value, position, field);
    if (!isKnown) throw new AwsError('ValidationError', `The local cloud does not support the parameter ${JSON.stringify(parameter.slice(0, 64))}`);
  }
  return Object.fromEntries([...members].map(([name, member]) => [name, member.value()])) as QueryInput<Shape>;
}

/** One member of an operation's input, taken together from the parameters that it is sent in. */
class Member {
  private readonly items = new Map<number, string | Record<string, string>>();

  constructor(private readonly name: string, private readonly kind: QueryShape[string]) {}

  /** Whether a parameter is part of it. */
  take(value: string, position: string | undefined, field: string | undefined): boolean {
    const fields = this.fields();
    const isList = this.kind === 'texts' || (typeof this.kind === 'object' && 'each' in this.kind);
    // SDKs write an empty list as its name alone.
    if (isList && position === undefined) return field === undefined && value === '';
    const isField = fields === undefined ? field === undefined : field !== undefined && fields.includes(field);
    if (isList !== (position !== undefined) || !isField) return false;
    const index = Number(position ?? 1);
    this.items.set(index, field === undefined ? value : { ...this.items.get(index) as object, [field]: value });
    return true;
  }

  value(): unknown {
    if (this.kind === 'text') return this.items.get(1);
    if (this.kind !== 'texts' && 'fields' in this.kind) return this.items.get(1) ?? {};
    const list = [...this.items].sort(([left], [right]) => left - right);
    if (list.some(([index], i) => index !== i + 1)) throw new AwsError('ValidationError', `${this.name}.member must be numbered from 1, without a gap`);
    return list.map(([, item]) => item);
  }

  private fields(): readonly string[] | undefined {
    if (typeof this.kind === 'string') return undefined;
    return 'fields' in this.kind ? this.kind.fields : this.kind.each;
  }
}
