import type { Decision, Layer, PolicySet } from './decision';
import type { Found, Grant } from './evaluation';
import { Evaluation } from './evaluation';
import type { Policy } from './policy';
import type { Caller, Requester } from './principals';
import { accountOf } from './principals';
import type { AuthorizationRequest } from './request';
import { listUnevaluated } from './unevaluated';

const NOTHING: readonly never[] = [];

/**
 * IAM User Guide, Policy evaluation logic, for one account and across accounts. An explicit Deny
 * anywhere wins; else identity policies, boundary and session policies must all allow, except for
 * what the resource's policy grants to the caller directly. To whoever is anonymous that policy alone grants.
 */
export function decide(policies: PolicySet, request: AuthorizationRequest, caller?: Requester): Decision {
  const evaluation = new Evaluation(request, caller);
  const decision = evaluate(policies, evaluation, caller);
  return evaluation.unevaluated ? { ...decision, unevaluated: listUnevaluated(layersOf(policies), request, caller) } : decision;
}

/**
 * A role's trust policy and one action of STS. Only an Allow in it lets a caller in. To an
 * `AwsPrincipal` that was named by its account (`grantedTo`), its identity policies must allow, too.
 */
export function decideTrust(trust: Policy, request: AuthorizationRequest, caller: Caller): Decision {
  const evaluation = new Evaluation(request, caller);
  const denial = evaluation.firstDeny([trust], 'resource');
  const grant = denial === undefined ? evaluation.bestAllow([trust], 'resource') : undefined;
  const decision = denial ? explicitly('trust', denial) : grant ? allowed('trust', grant) : implicitly('trust');
  return evaluation.unevaluated ? { ...decision, unevaluated: listUnevaluated([['trust', [trust]]], request, caller) } : decision;
}

/** The policies by layer, in the order in which a refusal is attributed. */
export function layersOf(policies: PolicySet): readonly (readonly [Layer, readonly Policy[]])[] {
  return [
    ['identity', policies.identity],
    ['boundary', policies.boundary ? [policies.boundary] : NOTHING],
    ['session', policies.session ?? NOTHING],
    ['resource', policies.resource?.policy ? [policies.resource.policy] : NOTHING],
  ];
}

function evaluate(policies: PolicySet, evaluation: Evaluation, caller: Requester | undefined): Decision {
  const boundary = policies.boundary && [policies.boundary];
  const { identity, session, resource } = policies;
  const ofResource = resource?.policy && [resource.policy];

  const denial = evaluation.firstDeny(identity, 'principal');
  if (denial) return explicitly('identity', denial);
  const boundaryDenial = boundary && evaluation.firstDeny(boundary, 'principal');
  if (boundaryDenial) return explicitly('boundary', boundaryDenial);
  const sessionDenial = session && evaluation.firstDeny(session, 'principal');
  if (sessionDenial) return explicitly('session', sessionDenial);
  const resourceDenial = ofResource && evaluation.firstDeny(ofResource, 'resource');
  if (resourceDenial) return explicitly('resource', resourceDenial);

  const granted = ofResource && evaluation.bestAllow(ofResource, 'resource');
  if (caller !== undefined && 'anonymous' in caller) return ofAnonymous(granted, resource);
  const sameAccount = resource === undefined || (caller !== undefined && accountOf(caller) === resource.account);
  if (sameAccount && (granted?.naming === 'direct' || granted?.naming === 'anyone')) return allowed('resource', granted);

  if (resource?.mustAllow && granted === undefined) return implicitly('resource');

  // A grant to the role stands in for its identity policies, but not for boundary and session policies.
  const byRole = sameAccount && granted?.naming === 'role' ? granted : undefined;
  const own = byRole ?? evaluation.bestAllow(identity, 'principal');
  if (own === undefined) return implicitly('identity');
  if (boundary && !evaluation.bestAllow(boundary, 'principal')) return implicitly('boundary');
  if (session && !evaluation.bestAllow(session, 'principal')) return implicitly('session');
  if (!sameAccount && granted === undefined) return implicitly('resource');
  return allowed(byRole ? 'resource' : 'identity', own);
}

/** Keys of KMS are used by nobody who is anonymous (S3: such objects are read with Signature Version 4 only). */
function ofAnonymous(granted: Grant | undefined, resource: PolicySet['resource']): Decision {
  return granted?.naming === 'anyone' && resource?.mustAllow !== true ? allowed('resource', granted) : implicitly('resource');
}

function explicitly(layer: Layer, { policy, statement }: Found): Decision {
  return { effect: 'ExplicitlyDenied', layer, policy, statement: statement.index, sid: statement.sid, unevaluated: NOTHING };
}

function implicitly(layer: Layer): Decision {
  return { effect: 'ImplicitlyDenied', layer, unevaluated: NOTHING };
}

function allowed(layer: Layer, { policy, statement, naming }: Grant): Decision {
  const decision = { effect: 'Allowed' as const, layer, policy, statement: statement.index, sid: statement.sid, unevaluated: NOTHING };
  return statement.principals === undefined ? decision : { ...decision, grantedTo: naming };
}
