import type { AwsError } from '../aws-error';
import { rolesFault, type AssumeRoleDependencies } from './assume-role-with-web-identity';
import type { Role } from './role';
import { trustRequests } from './trust-request';
import type { Explanation, StatementReport } from '../iam';
import type { AuthorizationRequest, RequestContext } from '../iam/request';
import { claimBehind, inspectToken, type InspectedToken, type TokenVerification, type VerifiedIdentity } from '../identity';

/** May the owner of this token assume this role? */
export interface AssumeQuestion {
  readonly role: string;
  readonly token: string;
  /** As it would be sent to STS. @default - found out, for an access token that the local cloud handed out */
  readonly providerId?: string;
  /** Where the trust policy looks at it. */
  readonly sessionName?: string;
}

export interface AssumeExplanation {
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  /** What is wrong with the token, with the reason that AWS keeps to itself. */
  readonly faults: readonly { readonly code: string; readonly message: string; readonly reason: string }[];
  /** What the trust policy says. Where the token has faults: what it would say if the claims were true. */
  readonly trust: readonly TrustExplanation[];
  /** Why there is no more to say. */
  readonly note?: string;
}

export interface TrustExplanation {
  readonly action: string;
  readonly verdict: AssumeExplanation['verdict'];
  /** One line. */
  readonly reason: string;
  readonly statements: readonly (Omit<StatementReport, 'conditions'> & { readonly conditions: readonly ClaimCondition[] })[];
}

/** `claim` is absent where the token has no part in the key. */
export type ClaimCondition = StatementReport['conditions'][number] & { readonly claim?: string };

export interface ExplainDependencies extends TokenVerification, Pick<AssumeRoleDependencies, 'findRole'> {
  readonly explainTrust: (role: Role, request: AuthorizationRequest, caller: { readonly federated: string }) => Explanation;
}

const SESSION_NAME = 'sts:rolesessionname';
/** Faults that say nothing about the token. */
const NOT_THE_TOKENS: ReadonlySet<string> = new Set(['IDPCommunicationError', 'InternalFailure']);

export async function explainAssume(
  question: AssumeQuestion, requestContext: RequestContext, dependencies: ExplainDependencies,
): Promise<AssumeExplanation> {
  const { token, providerId = dependencies.opaqueTokens.find(token)?.providerId } = question;
  const inspected = await inspectToken(token, providerId, dependencies);
  const { identity } = inspected;
  const faults = [...inspected.faults, ...rolesFaults(identity, question.role)];
  const role = dependencies.findRole(question.role);
  const trust = identity === undefined || role === undefined ? [] : explainRequests(question, role, inspected, requestContext, dependencies);
  return {
    verdict: role === undefined ? 'denied' : verdictOf(faults, trust),
    faults: faults.map(({ code, message, cause }) => ({ code, message, reason: typeof cause === 'string' ? cause : message })),
    trust,
    ...role === undefined && { note: `no role ${question.role} in these stacks: STS answers as if it did not trust the token` },
  };
}

function rolesFaults(identity: VerifiedIdentity | undefined, roleArn: string): AwsError[] {
  const fault = identity && rolesFault(identity, roleArn);
  return fault === undefined ? [] : [fault];
}

function explainRequests(
  { sessionName }: AssumeQuestion, role: Role, { identity, claims }: InspectedToken,
  requestContext: RequestContext, { explainTrust }: ExplainDependencies,
): TrustExplanation[] {
  const { federated } = identity!;
  const host = federated.replace(/^arn:.*:oidc-provider\//, '');
  return trustRequests(role, sessionName ?? '', identity!, requestContext).map((request) => {
    const context = new Map(request.context);
    if (sessionName === undefined) context.delete(SESSION_NAME);
    const explanation = explainTrust(role, { ...request, context }, { federated });
    return {
      action: request.action,
      verdict: decisionVerdict(explanation, sessionName === undefined),
      reason: explanation.text,
      statements: explanation.statements.map((statement) => ({
        ...statement,
        conditions: statement.conditions.map((condition) => ({ ...condition, claim: claimBehind(condition.key, host, claims) })),
      })),
    };
  });
}

function decisionVerdict({ decision, statements }: Explanation, sessionNameOpen: boolean): AssumeExplanation['verdict'] {
  const open = sessionNameOpen && statements.some((statement) => hangsOnSessionName(statement, decision.effect === 'Allowed' ? 'Deny' : 'Allow'));
  if (open && decision.effect !== 'ExplicitlyDenied') return 'unknown';
  if (decision.effect === 'Allowed') return 'allowed';
  return decision.unevaluated.length > 0 ? 'unknown' : 'denied';
}

/** Whether the session name alone keeps the statement from applying, or makes it apply. */
function hangsOnSessionName({ effect, principal, conditions }: StatementReport, wanted: 'Allow' | 'Deny'): boolean {
  const onName = conditions.filter(({ key }) => key.toLowerCase() === SESSION_NAME);
  const others = conditions.filter(({ key }) => key.toLowerCase() !== SESSION_NAME);
  return effect === wanted && principal !== 'unmet' && onName.length > 0 && others.every(({ outcome }) => outcome !== 'unmet');
}

function verdictOf(faults: readonly AwsError[], trust: readonly TrustExplanation[]): AssumeExplanation['verdict'] {
  if (faults.some(({ code }) => !NOT_THE_TOKENS.has(code)) || trust.some(({ verdict }) => verdict === 'denied')) return 'denied';
  return faults.length > 0 || trust.some(({ verdict }) => verdict === 'unknown') ? 'unknown' : 'allowed';
}
