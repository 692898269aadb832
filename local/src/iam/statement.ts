import type { ActionMatcher } from './actions';
import { compileActions } from './actions';
import type { Condition, Outcome } from './conditions';
import { compileConditions } from './conditions';
import type { DocumentReader } from './document';
import { MalformedPolicyError } from './malformed-policy-error';
import type { Principals } from './principals';
import { compilePrincipals } from './principals';
import type { RequestContext } from './request';
import type { ResourceMatcher } from './resources';
import { compileResources, everyResource } from './resources';

/** A policy statement, compiled. */
export interface Statement {
  /** Position in the policy, from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actionNames: readonly string[];
  readonly notAction: boolean;
  readonly matchesAction: ActionMatcher;
  readonly resources: ResourceMatcher;
  /** `undefined` where the statement has neither. */
  readonly resourceElement: 'Resource' | 'NotResource' | undefined;
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
  /** Elements IAM does not know: the statement cannot be evaluated. */
  readonly unknownElements: readonly string[];
}

const ELEMENTS: ReadonlySet<string> = new Set([
  'Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition',
]);

export function compileStatement(
  value: unknown, index: number, variables: boolean, reader: DocumentReader, isKnownKey: (key: string) => boolean,
): Statement {
  const where = `statement ${index + 1}`;
  const elements = reader.object(value, where);
  const effect = elements.get('Effect');
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new MalformedPolicyError(`${where}: Effect must be Allow or Deny, got ${JSON.stringify(effect)}`);
  }
  const sid = elements.has('Sid') ? reader.text(elements.get('Sid'), `${where}: Sid`) : undefined;
  const action = oneOf(elements, 'Action', 'NotAction', where);
  if (action === undefined) throw new MalformedPolicyError(`${where}: Action or NotAction is missing`);
  const actionNames = reader.texts(elements.get(action), `${where}: ${action}`);
  const principals = principalsOf(elements, where, reader);
  const resourceElement = oneOf(elements, 'Resource', 'NotResource', where);
  return {
    index,
    sid,
    effect,
    actionNames,
    notAction: action === 'NotAction',
    matchesAction: compileActions(actionNames, action === 'NotAction'),
    resources: resourcesOf(elements, resourceElement, where, variables, principals !== undefined, reader),
    resourceElement,
    principals,
    conditions: elements.has('Condition')
      ? compileConditions(elements.get('Condition'), `${where}: Condition`, effect, variables, reader, isKnownKey)
      : [],
    unknownElements: [...elements.keys()].filter(name => !ELEMENTS.has(name)),
  };
}

/** Whether the conditions hold. `unknown` only when none of them fails: then the rest decides nothing. */
export function testStatement(statement: Statement, context: RequestContext): Outcome {
  let outcome: Outcome = statement.unknownElements.length === 0 ? 'met' : 'unknown';
  for (const condition of statement.conditions) {
    const one = condition.test(context);
    if (one === 'unmet') return one;
    if (one === 'unknown') outcome = one;
  }
  return outcome;
}

function principalsOf(elements: ReadonlyMap<string, unknown>, where: string, reader: DocumentReader): Principals | undefined {
  const name = oneOf(elements, 'Principal', 'NotPrincipal', where);
  return name === undefined ? undefined : compilePrincipals(elements.get(name), name === 'NotPrincipal', `${where}: ${name}`, reader);
}

function resourcesOf(
  elements: ReadonlyMap<string, unknown>, name: Statement['resourceElement'], where: string, variables: boolean, hasPrincipal: boolean,
  reader: DocumentReader,
): ResourceMatcher {
  if (name === undefined) {
    if (!hasPrincipal) throw new MalformedPolicyError(`${where}: Resource or NotResource is missing`);
    return everyResource;
  }
  const at = `${where}: ${name}`;
  try {
    return compileResources(reader.texts(elements.get(name), at), name === 'NotResource', variables);
  } catch (error) {
    throw error instanceof MalformedPolicyError && !error.message.startsWith(at) ? new MalformedPolicyError(`${at}: ${error.message}`) : error;
  }
}

function oneOf<Name extends string>(elements: ReadonlyMap<string, unknown>, name: Name, other: Name, where: string): Name | undefined {
  if (elements.has(name) && elements.has(other)) throw new MalformedPolicyError(`${where}: ${name} and ${other} exclude each other`);
  if (elements.has(name)) return name;
  return elements.has(other) ? other : undefined;
}
