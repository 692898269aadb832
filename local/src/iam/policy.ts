import { DocumentReader } from './document';
import { MalformedPolicyError } from './malformed-policy-error';
import type { Plan } from './plan';
import { PlanIndex } from './plan';
import type { Statement } from './statement';
import { compileStatement } from './statement';

/** A policy document, read and compiled once. */
export interface Policy {
  /**
   * `principal`: no statement has a Principal, the policy belongs to whoever carries it (identity
   * and session policies, boundaries). `resource`: all have one (trust and resource policies).
   */
  readonly attachedTo: 'principal' | 'resource';
  readonly statements: readonly Statement[];
  /** The statements that can apply to an action on a resource. */
  plan(action: string, resource: string): Plan;
}

const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);
const WITH_VARIABLES = '2012-10-17';
const WITHOUT_VARIABLES = '2008-10-17';

/** What is known of the requests that a policy will judge. */
export interface PolicyUse {
  /** Whether a condition key, in lower case, is one that is filled, or known to be absent. Conditions on others cannot be evaluated. */
  readonly isKnownKey?: (key: string) => boolean;
}

/** Reads a policy document of any kind. Throws a `MalformedPolicyError` that says where it is wrong. */
export function compilePolicy(document: unknown, { isKnownKey = () => true }: PolicyUse = {}): Policy {
  const reader = new DocumentReader();
  const elements = reader.object(document, 'policy');
  const unknown = [...elements.keys()].find(name => !ELEMENTS.has(name));
  if (unknown !== undefined) throw new MalformedPolicyError(`policy: unknown element ${JSON.stringify(unknown)}`);
  // IAM User Guide, JSON policy elements: Version. Without one it is 2008-10-17, which has no variables.
  const version = elements.get('Version') ?? WITHOUT_VARIABLES;
  if (version !== WITH_VARIABLES && version !== WITHOUT_VARIABLES) {
    throw new MalformedPolicyError(`policy: Version must be ${WITH_VARIABLES} or ${WITHOUT_VARIABLES}, got ${JSON.stringify(version)}`);
  }
  const value = elements.get('Statement');
  if (value === undefined) throw new MalformedPolicyError('policy: Statement is missing');
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new MalformedPolicyError('policy: Statement must not be empty');
  const statements = list.map((statement, index) => compileStatement(statement, index, version === WITH_VARIABLES, reader, isKnownKey));
  const index = new PlanIndex(statements);
  return { attachedTo: attachmentOf(statements), statements, plan: (action, resource) => index.plan(action, resource) };
}

function attachmentOf(statements: readonly Statement[]): 'principal' | 'resource' {
  const named = statements.findIndex(statement => statement.principals !== undefined);
  const unnamed = statements.findIndex(statement => statement.principals === undefined);
  if (named >= 0 && unnamed >= 0) {
    throw new MalformedPolicyError(`statement ${unnamed + 1}: no Principal, but statement ${named + 1} has one`);
  }
  return named >= 0 ? 'resource' : 'principal';
}
