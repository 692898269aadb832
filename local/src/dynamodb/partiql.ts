import type { AuthorizationRequest } from '../iam/request';
import { authorization } from './contexts/authorization';
import { validationError } from './errors';
import { isObject } from './request/is-object';
import { indexArn, tableArn } from './resources';
import type { Location, Tables } from './table';

/*
 * PartiQL is not done here: its grammar, its plans and its conditions would be as large as all the rest, for callers that a policy
 * of own data never lets in. Who may not is told so as AWS does; who may is told that the local cloud cannot.
 */

/** Of a transaction; a batch may have fewer. */
const MOST_STATEMENTS = 100;

/** Operation → its statements. */
const STATEMENTS: ReadonlyMap<string, (input: Readonly<Record<string, unknown>>) => unknown> = new Map([
  ['ExecuteStatement', (input) => [input]],
  ['BatchExecuteStatement', ({ Statements }) => Statements],
  ['ExecuteTransaction', ({ TransactStatements }) => TransactStatements],
]);

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['SELECT', 'PartiQLSelect'], ['EXISTS', 'PartiQLSelect'], ['INSERT', 'PartiQLInsert'], ['UPDATE', 'PartiQLUpdate'], ['DELETE', 'PartiQLDelete'],
]);

const TARGET = /\b(?:FROM|INTO|UPDATE)\s+(?:"([^"]{1,1024})"|([\w-]{1,255}))(?:\.(?:"([^"]{1,255})"|([\w-]{1,255})))?/i;

export function isPartiql(operation: string): boolean {
  return STATEMENTS.has(operation);
}

/** The named refusal. */
export function refusePartiql(operation: string): never {
  throw validationError(`PartiQL is not supported by the local cloud: ${operation}`);
}

/**
 * What the statements need to be allowed, without the keys and attributes that they name: of a policy that asks for those, nothing is
 * allowed. Throws the named refusal where a statement cannot be read.
 */
export function partiqlRequests(operation: string, input: unknown, tables: Tables, location: Location): AuthorizationRequest[] {
  const statements = isObject(input) ? STATEMENTS.get(operation)?.(input as Readonly<Record<string, unknown>>) : undefined;
  if (!Array.isArray(statements) || statements.length === 0 || statements.length > MOST_STATEMENTS) return refusePartiql(operation);
  const cells = operation === 'ExecuteTransaction' ? { enclosingOperation: operation } : {};
  return statements.map((statement: unknown) => {
    const { action, name, index } = readStatement(statement) ?? refusePartiql(operation);
    const table = tableArn(name, tables, location);
    return authorization(action, index === undefined ? table : indexArn(table, index), cells);
  });
}

interface StatementTarget {
  readonly action: string;
  readonly name: string;
  readonly index?: string;
}

function readStatement(statement: unknown): StatementTarget | undefined {
  const text = isObject(statement) ? (statement as { readonly Statement?: unknown }).Statement : undefined;
  if (typeof text !== 'string') return undefined;
  const action = ACTIONS.get(/^\s*([a-z]+)/i.exec(text)?.[1].toUpperCase() ?? '');
  const target = TARGET.exec(text);
  return action && target ? { action, name: target[1] ?? target[2], index: target[3] ?? target[4] } : undefined;
}
