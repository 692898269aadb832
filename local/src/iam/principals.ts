import type { DocumentReader } from './document';
import { MalformedPolicyError } from './malformed-policy-error';

/** A user who presents a token: nobody's session yet. */
export interface FederatedPrincipal {
  /** Host of a built-in provider (`accounts.google.com`) or the ARN of an IAM OIDC provider. */
  readonly federated: string;
}

/** A caller with credentials of AWS. */
export interface AwsPrincipal {
  /** ARN of the session (`arn:aws:sts::…:assumed-role/…`) or of the user. */
  readonly arn: string;
  /** ARN of the session's role, path included; absent for a user. */
  readonly role?: string;
}

/** Whoever sends a request that is not signed. Only `*` names them. */
export interface AnonymousPrincipal {
  readonly anonymous: true;
}

/** Who may ask a service that takes requests without a signature. */
export type Requester = AwsPrincipal | AnonymousPrincipal;

export type Caller = FederatedPrincipal | Requester;

/**
 * How a Principal element names a caller. `direct` is the session or user itself, `anyone` is `*`,
 * `account` only delegates to the account's identity policies. `unknown` cannot be told.
 */
export type Naming = 'direct' | 'provider' | 'anyone' | 'role' | 'account' | 'unknown' | 'none';

/** The Principal or NotPrincipal element. */
export interface Principals {
  readonly not: boolean;
  /** `"Principal": "*"`, without a type. */
  readonly everyone: boolean;
  readonly byType: ReadonlyMap<string, ReadonlySet<string>>;
}

const NOBODY: ReadonlySet<string> = new Set();
const ACCOUNT = /^\d{12}$/;

export function compilePrincipals(value: unknown, not: boolean, where: string, reader: DocumentReader): Principals {
  if (typeof value === 'string') {
    if (value !== '*') throw new MalformedPolicyError(`${where} must be "*" or an object, got ${JSON.stringify(value)}`);
    return { not, everyone: true, byType: new Map() };
  }
  const entries = [...reader.object(value, where)].map(([type, names]) => [type, new Set(reader.texts(names, `${where} ${type}`))] as const);
  return { not, everyone: false, byType: new Map(entries) };
}

/** The strongest way in which the Principal element of an Allow names the caller. */
export function namingOf(principals: Principals, caller: Caller | undefined): Naming {
  // IAM User Guide, JSON policy elements: NotPrincipal: only Deny takes it.
  if (principals.not) return 'unknown';
  if (caller === undefined) return principals.everyone ? 'anyone' : 'none';
  if ('anonymous' in caller) return namingOfAnonymous(principals);
  return 'federated' in caller ? namingOfFederated(principals, caller) : namingOfAws(principals, caller);
}

/** Whether the Principal or NotPrincipal element of a Deny names the caller; `unknown` when it might. */
export function isDenied(principals: Principals, caller: Caller | undefined): boolean | 'unknown' {
  if (principals.not) return !isExcepted(principals, caller);
  // Whether a token counts as `{"AWS": "*"}` was only observed for Allow.
  if (caller !== undefined && 'federated' in caller && namesOf(principals, 'AWS').has('*')) return 'unknown';
  const naming = namingOf(principals, caller);
  return naming === 'unknown' ? naming : naming !== 'none';
}

// Observed on AWS: `{"AWS": "*"}` does not authorise a token. Nobody has reported what the bare `*` does.
function namingOfFederated(principals: Principals, caller: FederatedPrincipal): Naming {
  if (namesOf(principals, 'Federated').has(caller.federated)) return 'provider';
  return principals.everyone || hasUnknownType(principals) ? 'unknown' : 'none';
}

// IAM User Guide, JSON policy elements: Principal: `*` and `{"AWS": "*"}` are the same in a resource-based policy.
function namingOfAnonymous(principals: Principals): Naming {
  return principals.everyone || namesOf(principals, 'AWS').has('*') ? 'anyone' : 'none';
}

// IAM User Guide, JSON policy elements: Principal, and Policy evaluation logic, Resource-based policies.
function namingOfAws(principals: Principals, caller: AwsPrincipal): Naming {
  const names = namesOf(principals, 'AWS');
  if (names.has(caller.arn)) return 'direct';
  if (principals.everyone || names.has('*')) return 'anyone';
  if (caller.role !== undefined && names.has(caller.role)) return 'role';
  if (namesAccount(names, caller)) return 'account';
  return hasUnknownType(principals) || [...names].some(isUnreadable) ? 'unknown' : 'none';
}

// For a session AWS wants the session, the role and the account named (IAM User Guide, NotPrincipal).
function isExcepted(principals: Principals, caller: Caller | undefined): boolean {
  if (caller === undefined) return principals.everyone;
  if ('anonymous' in caller) return namingOfAnonymous(principals) === 'anyone';
  if ('federated' in caller) return namesOf(principals, 'Federated').has(caller.federated);
  const names = namesOf(principals, 'AWS');
  return names.has(caller.arn) && (caller.role === undefined || names.has(caller.role)) && namesAccount(names, caller);
}

/** Account of an AWS caller. */
export function accountOf(caller: AwsPrincipal): string {
  return caller.arn.split(':')[4] ?? '';
}

function namesOf(principals: Principals, type: string): ReadonlySet<string> {
  return principals.byType.get(type) ?? NOBODY;
}

function namesAccount(names: ReadonlySet<string>, caller: AwsPrincipal): boolean {
  const account = accountOf(caller);
  return names.has(account) || names.has(`arn:${caller.arn.split(':')[1]}:iam::${account}:root`);
}

// `Service` never names these callers; a canonical user id may stand for the caller's account.
function hasUnknownType(principals: Principals): boolean {
  return [...principals.byType.keys()].some(type => type !== 'AWS' && type !== 'Federated' && type !== 'Service');
}

/** A unique id (`AROA…`) stands for a role that was deleted, or for one whose id is not known here. */
function isUnreadable(name: string): boolean {
  return !name.startsWith('arn:') && !ACCOUNT.test(name);
}
