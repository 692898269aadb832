import { isCallerChosen, isDecisionKey } from './condition-keys';
import type { Place, ReadPolicy } from './model';
import { unreadIn } from './unread';
import { isObject, type JsonObject } from '../../assembly/json';
import { compilePolicy, MalformedPolicyError, type Policy, type Statement } from '../../iam';

/** A key that nobody fills: a condition on it is never met for sure, and never failed for sure. */
export const UNREAD = 'cdk-web-identity:unread';
const UNSURE: JsonObject = { StringEquals: { [UNREAD]: 'unread' } };

/** IAM User Guide, JSON policy elements: Version. Others have no variables. */
const WITH_VARIABLES = '2012-10-17';

interface Piece {
  readonly statement: JsonObject;
  readonly position: number;
  readonly unread?: string;
}

/**
 * Reads a policy document. A statement that cannot be read whole is replaced: an Allow by one that may allow whatever can be read of
 * it, a Deny by nothing. So is a Deny that the caller can avoid or whose conditions nobody can tell: it does not protect.
 *
 * @param idTags tags of sessions, in lower case, that hold the user's id
 */
export function readPolicy(name: string, document: unknown, place: Place, idTags: ReadonlySet<string>, principal?: 'everybody'): ReadPolicy {
  const written = statementsOf(document);
  if (written === undefined) return unsurePolicy(name, document, place, unreadIn(document) ?? 'it is no policy document', principal);
  const version = isObject(document) ? document.Version : undefined;
  const pieces = written.flatMap((statement, position) => pieceOf(statement, position, idTags, principal));
  try {
    const kept = pieces.filter(({ statement }) => protectsOrAllows(compile(version, [statement], idTags).statements[0]));
    const unread = pieces.flatMap((piece) => (piece.unread === undefined ? [] : [`statement ${piece.position + 1}: ${piece.unread}`]));
    // A policy of no statements is none in IAM's eyes; one that denies nothing stands in for it.
    const statements = kept.length > 0
      ? kept.map(({ statement, position }) => ({ source: withoutCallerChosen(statement), position }))
      : [{ source: nothing(principal), position: 0 }];
    const policy = compile(version, statements.map(({ source }) => source), idTags);
    return { name, place, document, policy, variables: version === WITH_VARIABLES, statements, unread };
  } catch (error) {
    if (!(error instanceof MalformedPolicyError)) throw error;
    return unsurePolicy(name, document, place, error.message, principal);
  }
}

/** A policy that nobody can read: it may allow anything. */
export function unsurePolicy(name: string, document: unknown, place: Place, reason: string, principal?: 'everybody'): ReadPolicy {
  const source = { Effect: 'Allow', Action: '*', Resource: '*', Condition: UNSURE, ...principal && { Principal: '*' } };
  const policy = compile(WITH_VARIABLES, [source], new Set());
  return { name, place, document, policy, variables: true, statements: [{ source, position: 0 }], unread: [reason] };
}

function nothing(principal?: 'everybody'): JsonObject {
  return { Effect: 'Deny', Action: 'none:None', Resource: '*', ...principal && { Principal: '*' } };
}

function compile(version: unknown, statements: readonly JsonObject[], idTags: ReadonlySet<string>): Policy {
  const document = { ...version !== undefined && { Version: version }, Statement: statements };
  return compilePolicy(document, { isKnownKey: (key) => isDecisionKey(key, idTags) });
}

function statementsOf(document: unknown): readonly unknown[] | undefined {
  if (!isObject(document) || document.Statement === undefined) return undefined;
  return Array.isArray(document.Statement) ? document.Statement : [document.Statement];
}

function pieceOf(statement: unknown, position: number, idTags: ReadonlySet<string>, principal?: 'everybody'): Piece[] {
  const unread = unreadIn(statement) ?? unknownVariable(statement, idTags);
  if (unread === undefined && isObject(statement)) return [{ statement, position }];
  if (!isObject(statement)) return [{ statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: UNSURE, ...principal && { Principal: '*' } }, position, unread: unread ?? 'it is no statement' }];
  const readable = readableResources(statement);
  const whole: Piece[] = readable === undefined ? [] : [{ statement: readable, position }];
  if (statement.Effect === 'Deny') return [...whole, { statement: { ...nothing(principal) }, position, unread: `${unread} (a Deny that cannot be read protects nothing)` }];
  return [...whole, { statement: unsureAllow(statement, principal), position, unread }];
}

/** A variable whose value depends on what is not in the template, such as tags. */
function unknownVariable(statement: unknown, idTags: ReadonlySet<string>): string | undefined {
  if (!isObject(statement)) return undefined;
  const { Resource, NotResource, Condition } = statement;
  for (const [, key] of JSON.stringify([Resource, NotResource, Condition]).matchAll(/\$\{([^}*?$,][^},]*)/g)) {
    if (!isDecisionKey(key.toLowerCase(), idTags)) return `nobody knows the value of \${${key}}`;
  }
  return undefined;
}

/** The part of a statement whose only fault is in some of its resources. Not of a Deny of all others: there each resource counts. */
function readableResources(statement: JsonObject): JsonObject | undefined {
  const { Resource: resources, ...rest } = statement;
  if (!Array.isArray(resources) || unreadIn(rest) !== undefined) return undefined;
  const readable = resources.filter((one) => unreadIn(one) === undefined);
  return readable.length === 0 ? undefined : { ...rest, Resource: readable };
}

function unsureAllow(statement: JsonObject, principal?: 'everybody'): JsonObject {
  const actions = ['Action', 'NotAction'].filter((name) => statement[name] !== undefined && unreadIn(statement[name]) === undefined);
  return {
    Effect: 'Allow',
    ...actions.length > 0 ? { [actions[0]]: statement[actions[0]] } : { Action: '*' },
    Resource: '*',
    Condition: UNSURE,
    ...principal && { Principal: '*' },
  };
}

function protectsOrAllows({ effect, conditions, unknownElements }: Statement): boolean {
  if (effect === 'Allow') return true;
  return unknownElements.length === 0 && conditions.every(({ lookup, problem, isUnfilled, values }) =>
    problem === undefined && !isUnfilled && values.length > 0 && !isCallerChosen(lookup));
}

/** What the caller chooses, the attacker chooses so that an Allow is met. */
function withoutCallerChosen(statement: JsonObject): JsonObject {
  if (statement.Effect !== 'Allow' || !isObject(statement.Condition)) return statement;
  const Condition = Object.fromEntries(Object.entries(statement.Condition).flatMap(([operator, keys]) => {
    const kept = Object.entries(isObject(keys) ? keys : {}).filter(([key]) => !isCallerChosen(key.toLowerCase()));
    return kept.length === 0 ? [] : [[operator, Object.fromEntries(kept)]];
  }));
  return { ...statement, Condition };
}
