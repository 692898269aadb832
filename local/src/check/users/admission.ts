import type { Provider, Token } from './providers';
import { decideTrust } from '../../iam';
import { trustContext } from '../../identity/trust-context';
import { trustRequests } from '../../sts';
import type { ModelRole } from '../reading/model';

/** `unsure`: it depends on what nobody can read. */
export type Answer = 'allowed' | 'refused' | 'unsure';

export const STRENGTH: Readonly<Record<Answer, number>> = { refused: 0, unsure: 1, allowed: 2 };

/** Whether a role lets the owner of a token in, under a session name of their choice. */
export function admits({ role, trust, isVouched }: ModelRole, provider: Provider, token: Token, sessionName: string): Answer {
  if (trust === undefined) return isVouched ? 'allowed' : 'unsure';
  if (provider.clientIds !== undefined && !provider.clientIds.includes(token.audience)) return 'refused';
  const { trust: context, session } = provider.context(token);
  const identity = {
    federated: provider.principal,
    subject: token.subject,
    audience: token.audience,
    context: trustContext(provider.principal, context),
    sessionContext: session,
    sessionTags: provider.sessionTags(token),
    transitiveTagKeys: [],
  };
  const answers = trustRequests(role, sessionName, identity, new Map()).map((request): Answer => {
    const { effect, unevaluated } = decideTrust(trust.policy, request, { federated: provider.principal });
    if (effect === 'Allowed') return 'allowed';
    return unevaluated.length > 0 ? 'unsure' : 'refused';
  });
  return answers.find((answer) => answer !== 'allowed') ?? 'allowed';
}
