import { admits, type Answer } from './admission';
import { providerOf, type Provider, type Token } from './providers';
import { trustedIds } from './trusted-ids';
import { UserClass, type Kind } from './user-class';
import { isCognitoIssuer } from '../../identity/built-in-providers';
import { COGNITO_HOST } from '../../identity/issuer-facts';
import { examplesOf, type IdLanguage } from '../patterns/id-language';
import type { Model, ModelRole, ReadPolicy } from '../reading/model';

/** An app that nobody named. */
export const STRANGE_APP = 'another-app';
/** An API for which the app's own provider issues tokens, too. */
export const STRANGE_API = 'another-api';

/** How a role lets the users of one provider in. */
export interface Entrance {
  readonly role: ModelRole;
  readonly provider: Provider;
  readonly users?: UserClass;
  readonly guests?: UserClass;
  /** Whether users of any app of the provider are let in, or tokens that are meant for another API. */
  readonly strangers: Answer;
  readonly otherApis: Answer;
  readonly ids: IdLanguage;
  /** Every token that it lets in, one of a kind. */
  readonly tokens: readonly LetIn[];
  /** For how many users the role is: a role for one, or for none, is no users' role. */
  readonly isForUsers: boolean;
}

/** A token that a role lets in, or may let in. */
export interface LetIn {
  readonly kind: Kind;
  readonly token: Token;
  readonly answer: Answer;
}

/** Every way for users of a web identity to come by a role. */
export function findEntrances(model: Model): Entrance[] {
  return model.roles.flatMap((role) => principalsOf(role, model).flatMap((principal) => regionsOf(role, principal, model).flatMap((region) => {
    const provider = providerOf(principal, region, model);
    return provider === undefined ? [] : [entrance(role, provider, model)];
  })));
}

const POOL = /^([a-z]+(?:-[a-z]+)+-\d+):/;

/** Where the identity pools are that a role may be for: those that it names, else those of the templates, else any. */
function regionsOf(role: ModelRole, principal: string, { environments: [home], pools }: Model): readonly string[] {
  if (!isCognitoIssuer(`https://${principal}`)) return [home.region];
  const of = (ids: readonly string[]) => [...new Set(ids.flatMap((id) => POOL.exec(id)?.[1] ?? []))];
  const named = of(valuesIn(role, [`${principal}:aud`]));
  const known = named.length > 0 ? named : of(pools.map(({ id }) => id));
  return known.length > 0 ? known : [home.region];
}

/** What a trust policy names; of one that nobody can read, the providers whose ids the role's policies speak of. */
function principalsOf({ trust, policies }: ModelRole, { providers }: Model): string[] {
  const named = (trust?.policy.statements ?? []).filter(({ effect }) => effect === 'Allow');
  const federated = named.flatMap(({ principals }) => [...principals?.byType.get('Federated') ?? []]);
  const isOpen = trust === undefined || named.some(({ principals }) => principals?.everyone && trust.unread.length > 0);
  return [...new Set([...federated, ...isOpen ? principalsInVariables(policies, providers) : []])];
}

const KINDS: readonly Kind[] = ['users', 'guests'];
const BUILT_IN = ['www.amazon.com', 'graph.facebook.com', 'accounts.google.com', COGNITO_HOST];

function principalsInVariables(policies: readonly ReadPolicy[], providers: Model['providers']): string[] {
  const text = JSON.stringify(policies.map(({ document }) => document));
  return [...BUILT_IN.filter((host) => text.includes(`\${${host}:`)), ...providers.filter(({ host }) => text.includes(`\${${host}:`)).map(({ arn }) => arn)];
}

function entrance(role: ModelRole, provider: Provider, model: Model): Entrance {
  const ids = trustedIds(provider, role.trust);
  const subjects = examplesOf(ids);
  const named = [...audiencesIn(role, provider), ...provider.clientIds ?? [], ...provider.kind === 'cognito' ? model.pools.map(({ id }) => id) : []];
  const isThere = (audience: string) => provider.region === undefined || (POOL.exec(audience)?.[1] ?? provider.region) === provider.region;
  const audiences = [...new Set(named)].filter(isThere);
  const [subject = 'a'] = subjects;
  const tokens = [...audiences, STRANGE_APP].flatMap((audience) => originalsOf(provider, audience).flatMap((original) =>
    KINDS.flatMap((kind) => amrsOf(provider, kind, role).map((amr) => letIn(role, provider, kind, { subject, audience, original, amr })))));
  const asks = (kind: Kind, audience: string, original = audience): Answer =>
    best(tokens.filter((one) => one.kind === kind && one.token.audience === audience && one.token.original === original).map(({ answer }) => answer));
  const classOf = (kind: Kind): UserClass | undefined => {
    const candidates = tokens.filter((one) => one.kind === kind && one.token.original === one.token.audience);
    const let_in = candidates.find(({ answer }) => answer === 'allowed') ?? candidates.find(({ answer }) => answer === 'unsure');
    if (let_in === undefined || subjects.length === 0) return undefined;
    const { subject: _, ...token } = let_in.token;
    return new UserClass(role, provider, ids, kind, token, let_in.answer === 'allowed');
  };
  const known = audiences.length === 0 ? [STRANGE_APP] : audiences;
  const hasGuests = provider.kind === 'cognito' && mayHaveGuests(audiences, model);
  return {
    role,
    provider,
    ids,
    users: classOf('users'),
    guests: hasGuests ? classOf('guests') : undefined,
    strangers: role.isVouched ? 'refused' : best([asks('users', STRANGE_APP), asks('guests', STRANGE_APP)]),
    otherApis: role.trust === undefined || !tellsApis(provider) ? 'refused' : best(known.map((audience) => asks('users', audience, STRANGE_API))),
    tokens: tokens.filter(({ kind, answer }) => answer !== 'refused' && (kind === 'users' || hasGuests)),
    isForUsers: subjects.length > 1,
  };
}

/** Only a pool that is known to have none has none. */
function mayHaveGuests(audiences: readonly string[], { pools }: Model): boolean {
  const named = pools.filter(({ id }) => audiences.includes(id));
  return named.length === 0 || named.some(({ allowsGuests }) => allowsGuests);
}

/** Whether its tokens say for which API they are, beside the app that got them. */
function tellsApis({ kind }: Provider): boolean {
  return kind === 'google' || kind === 'oidc';
}

/** For which API tokens for an app may be: the app itself, or another one. */
function originalsOf(provider: Provider, audience: string): string[] {
  return tellsApis(provider) ? [audience, STRANGE_API] : [audience];
}

export function letIn(role: ModelRole, provider: Provider, kind: Kind, token: Token): LetIn {
  return { kind, token, answer: admitsAnyhow(role, provider, token) };
}

/** Whether a role lets the owner of a token in, however it calls the session. */
export function admitsAnyhow(role: ModelRole, provider: Provider, token: Token): Answer {
  return best(['app', token.subject].map((name) => admits(role, provider, token, name)));
}

function best(answers: readonly Answer[]): Answer {
  return answers.find((answer) => answer === 'allowed') ?? answers.find((answer) => answer === 'unsure') ?? 'refused';
}

/** Amazon Cognito Developer Guide, "Role trust and permissions": what `amr` holds. Elsewhere it may hold what the role asks for. */
function amrsOf({ kind, amrKey }: Provider, of: Kind, role: ModelRole): (readonly string[] | undefined)[] {
  if (kind !== 'cognito') return of === 'users' ? [undefined, ...valuesIn(role, [amrKey]).map((value) => [value])] : [];
  return of === 'guests' ? [['unauthenticated']] : [['authenticated', 'cognito-idp'], ['authenticated', 'graph.facebook.com']];
}

/** The audiences that a trust policy names, whatever it says of them. */
function audiencesIn(role: ModelRole, { audienceKeys }: Provider): string[] {
  return valuesIn(role, audienceKeys);
}

function valuesIn({ trust }: ModelRole, keys: readonly string[]): string[] {
  const conditions = (trust?.policy.statements ?? []).flatMap((statement) => statement.conditions);
  return conditions.filter(({ lookup }) => keys.includes(lookup)).flatMap(({ values }) => values.map((value) => value.replace(/[*]/g, '').replace(/[?]/g, 'x')));
}
