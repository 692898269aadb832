import { find, type Model, number, operators, type Path, put, Refused, size, toModel, type Wire } from './model';
import type { Random } from '../../dynamodb/mutations';

const TEXTS = ['', 'a', 'ab', 'b', 'é', '😀', '\uff5e'];
const NUMBERS = [
  '0', '1', '-1', '2', '1.5', '-0.25', '99999999999999999999999999999999999999', `1${'0'.repeat(50)}`, `0.${'0'.repeat(60)}1`, `9${'0'.repeat(125)}`,
];
const BYTES = ['', 'gA==', 'gQ==', '/w==', 'gIE=', 'w6k=', 'AAEC'];

const textOf = (path: Path): string => path.map((key) => typeof key === 'number' ? `[${key}]` : `.${key}`).join('').slice(1);

/** Of a comparison: its text, and what it is for an item. */
export interface Condition {
  readonly text: string;
  readonly holds: (item: Model) => boolean;
}

export interface Operand {
  readonly text: string;
  readonly path?: Path;
  readonly wire?: Wire;
  readonly of: (item: Model) => Model | undefined;
}

/** Random items, conditions and updates, each as DynamoDB reads it and as the model means it. */
export class RandomModels {
  values: Record<string, Wire> = {};

  constructor(private readonly below: Random) {}

  value(depth = 2): Wire {
    const leaves = [
      () => ({ S: this.pick(TEXTS) }), () => ({ N: this.pick(NUMBERS) }), () => ({ B: this.pick(BYTES) }),
      () => ({ BOOL: this.pick([true, false]) }), () => ({ NULL: true }),
      () => ({ SS: this.some(TEXTS) }), () => ({ NS: this.some(NUMBERS) }), () => ({ BS: this.some(BYTES) }),
    ];
    const documents = [
      () => ({ L: Array.from({ length: this.below(4) }, () => this.value(depth - 1)) }),
      () => ({ M: Object.fromEntries(this.some(['a', 'b', 'c']).map((name) => [name, this.value(depth - 1)])) }),
    ];
    return this.pick<() => Wire>(depth > 0 ? [...leaves, ...documents, ...documents] : leaves)();
  }

  item(): Record<string, Wire> {
    return Object.fromEntries(this.some(['a', 'b', 'c', 'd']).map((name) => [name, this.value()]));
  }

  path(): Path {
    const rest = Array.from({ length: this.pick([0, 0, 0, 1, 1, 2]) }, () => this.pick<string | number>(['a', 'b', 0, 1, 2, 5]));
    return [this.pick(['a', 'b', 'c', 'd', 'gone']), ...rest];
  }

  operand(): Operand {
    return this.pick([() => this.pathOperand(), () => this.pathOperand(), () => this.literal(this.value()), () => this.sizeOperand()])();
  }

  condition(depth = 3): Condition {
    if (depth > 0 && this.below(2) === 0) return this.composed(depth);
    const operator = this.pick(Object.keys(operators));
    if (operator === 'BETWEEN') return this.of('BETWEEN', [0, 1, 2].map(() => this.operand()), ([a, b, c]) => `${a} BETWEEN ${b} AND ${c}`);
    if (operator === 'IN') return this.of('IN', [0, 1, 2].map(() => this.operand()), ([a, ...all]) => `${a} IN (${all.join(', ')})`);
    if (operator.startsWith('attribute')) return this.of(operator, [this.pathOperand()], ([a]) => `${operator}(${a})`);
    const call = /^\w/.test(operator);
    const args = [0, 1].map(() => call ? this.pick([() => this.pathOperand(), () => this.literal(this.value())])() : this.operand());
    return this.of(operator, args, ([a, b]) => call ? `${operator}(${a}, ${b})` : `${a} ${operator} ${b}`);
  }

  /** The text of an update, and what it makes of an item in place. */
  update(): { readonly text: string; readonly apply: (item: Model) => void } {
    const clauses = Array.from({ length: 1 + this.below(4) }, () => this.clause());
    const text = ['SET', 'REMOVE', 'ADD', 'DELETE'].map((word) => {
      const parts = clauses.filter(({ section }) => section === word).map((clause) => clause.text);
      return parts.length > 0 ? `${word} ${parts.join(', ')} ` : '';
    }).join('');
    const apply = (item: Model): void => {
      const before = structuredClone(item);
      const puts = clauses.map(({ path, after }) => [path, after(before)] as const);
      puts.forEach(([path, value]) => put(path, value && structuredClone(value), item));
    };
    return { text, apply };
  }

  private clause(): { readonly section: string; readonly path: Path; readonly text: string; readonly after: (before: Model) => Model | undefined } {
    const path = this.path();
    const section = this.pick(['SET', 'SET', 'SET', 'REMOVE', 'ADD', 'DELETE']);
    if (section === 'REMOVE') return { section, path, text: textOf(path), after: () => undefined };
    if (section === 'SET') {
      const value = this.setValue();
      return { section, path, text: `${textOf(path)} = ${value.text}`, after: value.of };
    }
    const operand = this.literal(this.pick<Wire>(section === 'ADD' ? [{ N: this.pick(NUMBERS) }, { SS: this.some(TEXTS) }] : [{ SS: this.some(TEXTS) }, { NS: this.some(NUMBERS) }]));
    const after = (before: Model): Model | undefined => (section === 'ADD' ? added : removed)(find(path, before), toModel(operand.wire!));
    return { section, path, text: `${textOf(path)} ${operand.text}`, after };
  }

  private setValue(): Operand {
    const plain = (): Operand => this.pick([() => this.pathOperand(), () => this.literal(this.value())])();
    const must = (operand: Operand) => (item: Model): Model => operand.of(item) ?? refuse('missing');
    const made: ReadonlyArray<() => Operand> = [
      () => {
        const one = plain();
        return { text: one.text, of: must(one) };
      },
      () => {
        const [path, other] = [this.pathOperand(), plain()];
        return { text: `if_not_exists(${path.text}, ${other.text})`, of: (item) => path.of(item) ?? must(other)(item) };
      },
      () => {
        const [one, other] = [this.pathOperand(), this.pick([this.pathOperand(), this.literal({ L: [this.value(0)] })])];
        return { text: `list_append(${one.text}, ${other.text})`, of: (item) => joined(must(one)(item), must(other)(item)) };
      },
      () => {
        const [one, other] = [this.pathOperand(), this.pick([this.pathOperand(), this.literal({ N: this.pick(NUMBERS) })])];
        const minus = this.below(2) === 0;
        return { text: `${one.text} ${minus ? '-' : '+'} ${other.text}`, of: (item) => calculated(must(one)(item), must(other)(item), minus) };
      },
    ];
    return this.pick(made)();
  }

  private composed(depth: number): Condition {
    const one = this.condition(depth - 1);
    const other = this.condition(depth - 1);
    return this.pick<() => Condition>([
      () => ({ text: `NOT (${one.text})`, holds: (item) => !one.holds(item) }),
      () => ({ text: `(${one.text}) AND (${other.text})`, holds: (item) => one.holds(item) && other.holds(item) }),
      () => ({ text: `(${one.text}) OR (${other.text})`, holds: (item) => one.holds(item) || other.holds(item) }),
    ])();
  }

  private of(operator: string, args: readonly Operand[], write: (texts: string[]) => string): Condition {
    return { text: write(args.map((arg) => arg.text)), holds: (item) => operators[operator](...args.map((arg) => arg.of(item))) };
  }

  private pathOperand(): Operand {
    const path = this.path();
    return { text: textOf(path), path, of: (item) => find(path, item) };
  }

  private sizeOperand(): Operand {
    const { text, of } = this.pathOperand();
    return { text: `size(${text})`, of: (item) => size(of(item)) };
  }

  private literal(wire: Wire): Operand {
    const name = `:v${Object.keys(this.values).length}`;
    this.values[name] = wire;
    return { text: name, wire, of: () => toModel(wire) };
  }

  private some<T>(from: readonly T[]): T[] {
    const chosen = from.filter(() => this.below(2) === 0);
    return chosen.length > 0 ? chosen : [from[0]];
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)];
  }
}

function refuse(why: string): never {
  throw new Refused(why);
}

function joined(one: Model, other: Model): Model {
  if (one.type !== 'L' || other.type !== 'L') return refuse('type');
  return { type: 'L', slots: new Map([...one.slots.values(), ...other.slots.values()].map((each, i) => [i, each])) };
}

function calculated(one: Model, other: Model, minus: boolean): Model {
  if (one.type !== 'N' || other.type !== 'N') return refuse('type');
  return number(minus ? one.value - other.value : one.value + other.value);
}

function added(existing: Model | undefined, value: Model): Model {
  if (!existing) return value;
  if (existing.type === 'N') return calculated(existing, value, false);
  if (!('members' in existing) || existing.type !== value.type) return refuse('type');
  return { type: existing.type, members: [...new Set([...existing.members, ...(value as any).members])].sort() };
}

function removed(existing: Model | undefined, value: Model): Model | undefined {
  if (!existing) return undefined;
  if (!('members' in existing) || existing.type !== value.type) return refuse('type');
  const members = existing.members.filter((member) => !(value as any).members.includes(member));
  return members.length > 0 ? { type: existing.type, members } : undefined;
}
