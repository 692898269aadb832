import type { AccountRole } from '../assembly';
import { AssemblyError } from '../assembly';
import { AwsError } from '../aws-error';
import {
  compilePolicy, decide, decideTrust, explain, explainTrust, MalformedPolicyError, type AuthorizationRequest, type Decision, type Policy, type PolicySet,
} from '../iam';
import type { Role, Session } from '../sts';
import type { Administrator } from '../sts';
import type { DecisionLog } from './decision-log';

/** Whoever signed a request. */
export type Caller = Session | Administrator;

interface CompiledRole {
  readonly trust: Policy;
  readonly policies: PolicySet;
}

/** Asks the policies, and writes every answer to the decision log. */
export class Authorizer {
  private readonly roles: ReadonlyMap<string, CompiledRole>;
  private readonly administrator: PolicySet = {
    identity: [compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })],
  };

  constructor(roles: readonly AccountRole[], private readonly log: DecisionLog) {
    this.roles = new Map(roles.map((role) => [role.arn, compile(role)]));
  }

  /** Whether a role's trust policy lets a token's owner in. `federated` is the provider's host or ARN. */
  trusts(role: Role, request: AuthorizationRequest, caller: { readonly federated: string }): boolean {
    const trust = this.roles.get(role.arn)!.trust;
    const decision = decideTrust(trust, request, caller);
    this.log.add(caller.federated, request, decision.effect, () => explainTrust(trust, request, caller).text);
    return decision.effect === 'Allowed';
  }

  /** Throws AWS's AccessDeniedException unless every one of the requests is allowed. Returns the last decision's id. */
  authorize(caller: Caller, requests: readonly AuthorizationRequest[]): string {
    const policies = 'assumedRoleId' in caller ? this.roles.get(caller.role.arn)!.policies : this.administrator;
    const principal = 'assumedRoleId' in caller ? { arn: caller.arn, role: caller.role.arn } : { arn: caller.arn };
    let id = '';
    for (const request of requests) {
      const decision = decide(policies, request, principal);
      id = this.log.add(caller.arn, request, decision.effect, () => explain(policies, request, principal).text);
      if (decision.effect !== 'Allowed') throw new AccessDenied(caller.arn, request, decision, id);
    }
    return id;
  }
}

/** Carries the decision's id beside AWS's text. */
export class AccessDenied extends AwsError {
  constructor(arn: string, { action, resource }: AuthorizationRequest, decision: Decision, readonly decisionId: string) {
    super('AccessDeniedException', `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because(decision, action)}`, 400);
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function because({ effect, layer }: Decision, action: string): string {
  const kind = { identity: 'identity-based policy', boundary: 'permissions boundary', session: 'session policy', resource: 'resource-based policy', trust: 'trust policy' }[layer];
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return effect === 'ExplicitlyDenied' ? `with an explicit deny in ${article} ${kind}` : `because no ${kind} allows the ${action} action`;
}

function compile({ name, trustPolicy, policies, boundary }: AccountRole): CompiledRole {
  try {
    return {
      trust: compilePolicy(trustPolicy),
      policies: { identity: policies.map(compilePolicy), boundary: boundary && compilePolicy(boundary) },
    };
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw new AssemblyError(`role ${name}: ${error.message}`);
    throw error;
  }
}
