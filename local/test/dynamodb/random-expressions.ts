import type { Random } from './mutations';

/** Values of all types, some of which no item can hold. */
const VALUES: readonly object[] = [
  { S: '' }, { S: 'x' }, { S: 'L' }, { S: 'NULL' }, { N: '1' }, { N: '-7.50' }, { N: '1e125' }, { N: '1e126' }, { N: 'x' }, { B: '' }, { B: 'AAEC' }, { BOOL: true }, { BOOL: false },
  { NULL: true }, { SS: ['p', 'q'] }, { NS: ['1', '2'] }, { BS: ['AAEC'] }, { L: [] }, { L: [{ N: '1' }, { M: { c: { S: 'x' } } }] }, { M: {} }, { M: { c: { L: [{ S: 'x' }] } } }, { NS: [] },
];

const PATHS = ['Wins', 'TopScore', 'Nick', 'UserId', 'a', 'a[0]', 'a[1]', 'a[7]', 'b', 'b.c', 'b.d', 'b.c.d', 'b[0]', 'l', 'l[0]', 'Yes', 'Gone', 'Gone.x', 'Gone[0]', '#n', '#n.c'];

/** Expressions that keep to the grammar, over attributes of any type and values of any type. */
export class RandomExpressions {
  private readonly values: Record<string, object> = {};

  constructor(private readonly random: Random) {}

  /** What stands for the names and values used. */
  placeholders(expression: string): object {
    const used = Object.entries(this.values).filter(([name]) => expression.includes(name));
    return {
      ...(used.length > 0 && { ExpressionAttributeValues: Object.fromEntries(used) }),
      ...(expression.includes('#n') && { ExpressionAttributeNames: { '#n': this.pick(['Wins', 'b', 'a', 'Gone']) } }),
    };
  }

  condition(depth = 3): string {
    const [one, two, three] = [0, 1, 2].map(() => this.operand());
    const inner = (): string => this.condition(depth - 1);
    const simple = [
      () => `${one} ${this.pick(['=', '<>', '<', '<=', '>', '>='])} ${two}`, () => `${one} BETWEEN ${two} AND ${three}`, () => `${one} IN (${two}, ${three})`,
      () => `attribute_exists(${this.path()})`, () => `attribute_not_exists(${this.path()})`, () => `attribute_type(${this.path()}, ${this.value()})`,
      () => `begins_with(${one}, ${two})`, () => `contains(${one}, ${two})`,
    ];
    const composed = [() => `NOT ${inner()}`, () => `(${inner()} AND ${inner()})`, () => `${inner()} OR ${inner()}`];
    return this.pick(depth > 0 ? [...simple, ...composed] : simple)();
  }

  update(): string {
    const assignment = (): string => `${this.path()} = ${this.pick([
      () => this.operand(), () => `${this.operand()} ${this.pick(['+', '-'])} ${this.operand()}`, () => `if_not_exists(${this.path()}, ${this.operand()})`,
      () => `list_append(${this.operand()}, ${this.operand()})`,
    ])()}`;
    const sections = [
      () => `SET ${assignment()}`, () => `SET ${assignment()}, ${assignment()}`, () => `REMOVE ${this.path()}`, () => `ADD ${this.path()} ${this.value()}`, () => `DELETE ${this.path()} ${this.value()}`,
    ];
    return Array.from({ length: 1 + this.random(2) }, () => this.pick(sections)()).join(' ');
  }

  projection(): string {
    return Array.from({ length: 1 + this.random(3) }, () => this.path()).join(', ');
  }

  keyCondition(): string {
    const key = (): string => this.pick(['UserId', 'GameTitle', 'TopScore', 'Wins']);
    const range = this.pick([
      () => '', () => ` AND ${key()} ${this.pick(['=', '<', '>='])} ${this.value()}`, () => ` AND ${key()} BETWEEN ${this.value()} AND ${this.value()}`,
      () => ` AND begins_with(${key()}, ${this.value()})`,
    ])();
    return `${key()} = ${this.value()}${range}`;
  }

  private path(): string {
    return this.pick(PATHS);
  }

  private operand(): string {
    return this.pick([() => this.path(), () => this.path(), () => this.value(), () => `size(${this.path()})`])();
  }

  private value(): string {
    const name = `:value${Object.keys(this.values).length}`;
    this.values[name] = this.pick(VALUES);
    return name;
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.random(from.length)];
  }
}
