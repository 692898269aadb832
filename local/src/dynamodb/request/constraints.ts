/// <reference path="../dynalite.d.ts" />
import type { StructuredType } from 'dynalite/validations/index.js';

/** What a value of the right type must meet, and how DynamoDB says so. */
export interface Constraint {
  readonly text: string;
  holds(value: any): boolean;
}

const lengthOf = (value: string | object): number => (typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value).length);

function matching(pattern: string): Constraint {
  const whole = new RegExp(`^${pattern}$`);
  return { text: `Member must satisfy regular expression pattern: ${pattern}`, holds: (value: string) => whole.test(value) };
}

/** Of each key of a map, or of each value. */
const ofEach = (what: string, partsOf: (map: object) => readonly unknown[]) => (each: StructuredType): Constraint => {
  const constraints = constraintsOf(each);
  return {
    text: `Map ${what} must satisfy constraint: [${constraints.map(({ text }) => text).join(', ')}]`,
    holds: (map: object) => partsOf(map).every((part) => constraints.every((constraint) => constraint.holds(part))),
  };
};

const MAKE: ReadonlyMap<string, (limit: any) => Constraint> = new Map<string, (limit: any) => Constraint>([
  ['enum', (values: readonly string[]) => ({ text: `Member must satisfy enum value set: [${values.join(', ')}]`, holds: (value: string) => values.includes(value) })],
  ['greaterThanOrEqual', (least: number) => ({ text: `Member must have value greater than or equal to ${least}`, holds: (value: number) => value >= least })],
  ['lessThanOrEqual', (most: number) => ({ text: `Member must have value less than or equal to ${most}`, holds: (value: number) => value <= most })],
  ['lengthGreaterThanOrEqual', (least: number) => ({ text: `Member must have length greater than or equal to ${least}`, holds: (value: string | object) => lengthOf(value) >= least })],
  ['lengthLessThanOrEqual', (most: number) => ({ text: `Member must have length less than or equal to ${most}`, holds: (value: string | object) => lengthOf(value) <= most })],
  ['regex', matching],
  ['keys', ofEach('keys', Object.keys)],
  ['values', ofEach('value', Object.values)],
]);

/** Beside what the type itself is; that a member is there at all is asked of the structure that should have it. */
const OTHERS: ReadonlySet<string> = new Set(['type', 'children', 'notNull', 'required', 'tableName']);

export function constraintsOf(type: object): Constraint[] {
  return Object.entries(type).filter(([name]) => !OTHERS.has(name)).map(([name, limit]) => {
    const make = MAKE.get(name);
    if (make === undefined) throw new Error(`a constraint that nobody knows: ${name}`);
    return make(limit);
  });
}

/** Told at most of so many. */
const MOST = 10;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What is wrong with the members of one request, in DynamoDB's words. */
export class Problems {
  private readonly texts: string[] = [];

  get count(): number {
    return this.texts.length;
  }

  /** `position` is among those that there are: of a list it is told what is wrong with it before what is wrong within. */
  add(value: unknown, member: string, constraint: string, position = this.count): void {
    if (position >= MOST) return;
    const text = textOf(value);
    this.texts.splice(position, 0, `Value ${text === 'null' ? text : `'${text}'`} at '${member}' failed to satisfy constraint: ${constraint}`);
  }

  /** All of them; undefined where there are none. */
  get message(): string | undefined {
    const told = this.texts.slice(0, MOST);
    return told.length === 0 ? undefined : `${told.length} validation error${told.length > 1 ? 's' : ''} detected: ${told.join('; ')}`;
  }
}
