import type { Statement } from './statement';
import { REFERENCE_LENGTH, type Weighed } from '../checks/quotas';

/** How many resources an error names. */
const NAMED = 3;

/** The length of statements once their references are text, and of which resources they say most. */
export function weigh(statements: readonly Statement[]): Weighed {
  const weights = new Map<string, number>();
  for (const statement of statements) {
    const length = lengthOf(statement);
    const [resource] = [statement.Resource ?? statement.NotResource ?? '*'].flat().map(String);
    const name = nameOf(resource);
    weights.set(name, (weights.get(name) ?? 0) + length);
  }
  const heaviest = [...weights].sort(([, a], [, b]) => b - a).slice(0, NAMED).map(([name, length]) => `${name} (${length})`);
  return { length: lengthOf(statements), heaviest };
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value, (_, item) => (typeof item === 'string' ? item.replace(/\u0000[^\u0000]*\u0000[^\u0000]*\u0000/g, 'x'.repeat(REFERENCE_LENGTH)) : item)).length;
}

/** The construct that a resource refers to, or the resource itself. */
function nameOf(resource: string): string {
  return /\u0000([^\u0000]+)\u0000/.exec(resource)?.[1].replace(/\/Resource$/, '') ?? resource.replace(/(table\/[^/]+|:::[^/]+).*$/, '$1');
}
