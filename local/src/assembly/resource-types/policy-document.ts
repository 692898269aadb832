import { document } from './properties';
import { refuseAsIam } from './refuse-as-iam';
import type { Resource } from './resource-type';
import { trustStatementRefusal } from './trust-policy/trust-statement';
import { compilePolicy, MalformedPolicyError, type Policy, type Statement } from '../../iam';
import { isObject, type JsonObject } from '../json';

/** A policy that belongs to whoever carries it. Refuses what IAM refuses. */
export function identityPolicy(resource: Resource, property: string, found = document(resource, property)): JsonObject {
  const { statements } = readPolicy(resource, property, found);
  for (const statement of statements) {
    if (statement.principals !== undefined) malformed(resource, property, statement, 'Policy document should not specify a principal.');
  }
  return found;
}

/** A statement that has none of them is no statement of any policy; of a trust policy, IAM says what it misses. */
const SUBJECTS = ['Principal', 'NotPrincipal', 'Resource', 'NotResource'];

/** A role's trust policy. Refuses what IAM refuses. */
export function trustPolicy(resource: Resource, property: string): JsonObject {
  const found = document(resource, property);
  const nobody = [found.Statement].flat().findIndex(statement => isObject(statement) && !SUBJECTS.some(name => name in statement));
  if (nobody >= 0) malformed(resource, property, { index: nobody }, 'Missing required field Principal');
  for (const statement of readPolicy(resource, property, found).statements) {
    const refusal = trustStatementRefusal(statement);
    if (refusal !== undefined) malformed(resource, property, statement, refusal);
  }
  return found;
}

function readPolicy(resource: Resource, property: string, found: JsonObject): Policy {
  const policy = compile(resource, property, found);
  for (const statement of policy.statements) {
    const [unknown] = statement.unknownElements;
    if (unknown !== undefined) malformed(resource, property, statement, 'Syntax errors in policy.', `the element ${JSON.stringify(unknown)} does not exist`);
    for (const { operator, key, problem } of statement.conditions) {
      if (problem !== undefined) malformed(resource, property, statement, `Invalid Condition type : ${operator}.`);
      if (/^https?:/i.test(key)) {
        malformed(resource, property, statement, 'Actions/Condition can contain only one colon.', `the key ${JSON.stringify(key)} must be without its scheme`);
      }
    }
  }
  return policy;
}

function compile(resource: Resource, property: string, found: JsonObject): Policy {
  try {
    return compilePolicy(found);
  } catch (error) {
    if (error instanceof MalformedPolicyError) return refuseAsIam(resource, property, 'MalformedPolicyDocument', 'Syntax errors in policy.', error.message);
    throw error;
  }
}

function malformed(resource: Resource, property: string, { index }: Pick<Statement, 'index'>, message: string, reason?: string): never {
  return refuseAsIam(resource, property, 'MalformedPolicyDocument', message, `statement ${index + 1}${reason === undefined ? '' : `: ${reason}`}`);
}
