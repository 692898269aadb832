import type { AccountRole } from '../assembly';
import { AssemblyError } from '../assembly';
import {
  compilePolicy, decide, decideTrust, explain, explainTrust, MalformedPolicyError, type AuthorizationRequest, type AwsPrincipal,
  type Explanation, type Policy, type PolicySet, type Requester,
} from '../iam';
import { isTrustKey, type Administrator, type Anonymous, type Role, type Session } from '../sts';
import { AccessDenied } from './access-denied';
import type { DecisionLog } from './decision-log';

/** Whoever signed a request. */
export type Caller = Session | Administrator;

/** Whoever sent a request: few services take one that is not signed. */
export type Sender = Caller | Anonymous;

/** The account that owns a request's resource, and the policy of the resource itself. */
export type ResourceOf = (request: AuthorizationRequest, sender: Sender) => PolicySet['resource'];

declare const PERMITTED: unique symbol;

/**
 * A request that the policies allowed, and the decision's id. The authorizer alone makes one, and engines take nothing else:
 * what was decided on is what is carried out.
 */
export interface Permitted<T> {
  readonly [PERMITTED]: true;
  readonly request: T;
  readonly decision: string;
}

interface CompiledRole {
  readonly trust: Policy;
  readonly policies: PolicySet;
}

/** Asks the policies, and writes every answer to the decision log. */
export class Authorizer {
  private readonly roles: ReadonlyMap<string, CompiledRole>;
  private readonly nobody: PolicySet = { identity: [] };
  private readonly administrator: PolicySet = {
    identity: [compilePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } })],
  };

  constructor(roles: readonly AccountRole[], private readonly log: DecisionLog) {
    this.roles = new Map(roles.map((role) => [role.arn, compile(role)]));
  }

  /**
   * Whether a role's trust policy lets a token's owner in. `federated` is the provider's host or ARN;
   * `noted` is told the decision's id.
   */
  trusts(role: Role, request: AuthorizationRequest, caller: { readonly federated: string }, noted: (id: string) => void = () => {}): boolean {
    const trust = this.roles.get(role.arn)!.trust;
    const decision = decideTrust(trust, request, caller);
    noted(this.log.add(caller.federated, request, decision.effect, () => explainTrust(trust, request, caller).text));
    return decision.effect === 'Allowed';
  }

  /** Why `trusts` would say what it says. Nothing is logged. */
  explainTrust(role: Role, request: AuthorizationRequest, caller: { readonly federated: string }): Explanation {
    return explainTrust(this.roles.get(role.arn)!.trust, request, caller);
  }

  /** Whether a caller may assume a role: its trust policy must let them in and, where that names their account only, their own policies, too. */
  mayAssume(role: Role, request: AuthorizationRequest, caller: Caller): boolean {
    const { trust } = this.roles.get(role.arn)!;
    const principal = principalOf(caller);
    const trusted = decideTrust(trust, request, principal);
    // Together with the trust policy, so that a grant to the caller directly needs no other, and that every Deny counts.
    const policies: PolicySet = { ...this.policiesOf(caller), resource: { account: role.arn.split(':')[4], policy: trust } };
    const decision = trusted.effect === 'Allowed' ? decide(policies, request, principal) : trusted;
    this.log.add(caller.arn, request, decision.effect, () => (
      trusted.effect === 'Allowed' ? explain(policies, request, principal) : explainTrust(trust, request, principal)
    ).text);
    return decision.effect === 'Allowed';
  }

  /** Throws `AccessDenied` unless every one of the actions that a request is is allowed. */
  permit<T>(caller: Sender, request: T, actions: readonly AuthorizationRequest[], resourceOf: ResourceOf): Permitted<T> {
    // No question would be no refusal.
    if (actions.length === 0) throw new Error('a request that is no action');
    let decision = '';
    for (const action of actions) decision = this.decide(caller, action, resourceOf);
    return { request, decision } as Permitted<T>;
  }

  /** Each part of a request is decided by itself; what is permitted is made of how they came out, in their order: undefined is allowed. */
  permitEach<T>(
    caller: Sender, parts: ReadonlyArray<readonly AuthorizationRequest[]>, request: (denials: readonly (AccessDenied | undefined)[]) => T,
    resourceOf: ResourceOf,
  ): Permitted<T> {
    let decision = '';
    const denials = parts.map((actions) => {
      try {
        ({ decision } = this.permit(caller, undefined, actions, resourceOf));
        return undefined;
      } catch (error) {
        if (!(error instanceof AccessDenied)) throw error;
        decision = error.decisionId!;
        return error;
      }
    });
    return { request: request(denials), decision } as Permitted<T>;
  }

  /** Throws `AccessDenied`; returns the decision's id. */
  private decide(caller: Sender, request: AuthorizationRequest, resourceOf: ResourceOf): string {
    const [own, resource] = [this.policiesOf(caller), resourceOf(request, caller)];
    const policies = resource === undefined ? own : { ...own, resource };
    const principal: Requester = 'anonymous' in caller ? caller : principalOf(caller);
    const decision = decide(policies, request, principal);
    const id = this.log.add(caller.arn, request, decision.effect, () => explain(policies, request, principal).text);
    if (decision.effect !== 'Allowed') throw new AccessDenied(caller.arn, request, decision, id);
    return id;
  }

  /** Those of the role, narrowed down by the session policies that were passed. */
  private policiesOf(caller: Sender): PolicySet {
    if ('anonymous' in caller) return this.nobody;
    if (!('assumedRoleId' in caller)) return this.administrator;
    const { policies } = this.roles.get(caller.role.arn)!;
    return caller.policies === undefined ? policies : { ...policies, session: caller.policies };
  }
}

function principalOf(caller: Caller): AwsPrincipal {
  return 'assumedRoleId' in caller ? { arn: caller.arn, role: caller.role.arn } : { arn: caller.arn };
}

function compile({ name, stack, logicalId, trustPolicy, inlinePolicies, managedPolicies, boundary }: AccountRole): CompiledRole {
  const identity = [...inlinePolicies.values(), ...managedPolicies.map(({ document }) => document)];
  try {
    return {
      trust: compilePolicy(trustPolicy, { isKnownKey: isTrustKey }),
      policies: { identity: identity.map((document) => compilePolicy(document)), boundary: boundary && compilePolicy(boundary.document) },
    };
  } catch (error) {
    if (error instanceof MalformedPolicyError) throw Object.assign(new AssemblyError(`role ${name}: ${error.message}`), { resource: { stack, logicalId } });
    throw error;
  }
}
