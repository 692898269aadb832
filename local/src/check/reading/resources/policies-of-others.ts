import { INERT_POLICY_ROWS } from '../../../assembly/resource-types/inert/policies';
import { isObject, type JsonObject } from '../../../assembly/json';
import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { unreadIn } from '../unread';

/** A policy of what is not modelled, such as a function or a topic: it counts where it lets in somebody whom a web identity makes. */
export function readPolicyOfOthers({ type, properties }: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const { policies = [], principals = [] } = INERT_POLICY_ROWS[type];
  const named = [...principals.map((name) => properties[name]), ...policies.flatMap((name) => principalsIn(properties[name]))].filter((one) => one !== undefined);
  const reason = unreadIn(named);
  if (reason !== undefined) return gap(`whom it lets in: ${reason}`);
  const text = JSON.stringify(named);
  if (text.includes('"*"')) return gap('it lets everybody in');
  collector.later(() => {
    const role = [...collector.roles.values()].find((one) => trustsTokens(one.trust?.document) && names(text, one.role));
    if (role !== undefined) gap(`it lets the role ${role.path} in`);
  });
}

function principalsIn(given: unknown): unknown[] {
  const document = typeof given === 'string' ? parsed(given) : given;
  if (!isObject(document) || unreadIn(document) !== undefined) return document === undefined ? [] : [document];
  const statements = [document.Statement ?? document].flat().filter(isObject) as JsonObject[];
  // Whom NotPrincipal leaves out, nobody can tell: the others are everybody.
  return statements.filter(({ Effect }) => Effect !== 'Deny').map(({ Principal }) => Principal ?? '*');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function trustsTokens(trust: unknown): boolean {
  return trust === undefined || JSON.stringify(trust).includes('"Federated"');
}

function names(text: string, { arn, name, roleId }: { readonly arn: string; readonly name: string; readonly roleId: string }): boolean {
  return [arn, roleId, `:assumed-role/${name}/`].some((one) => text.includes(one));
}
