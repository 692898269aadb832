import { admits, type Answer } from './admission';
import type { Provider, Token } from './providers';
import type { AwsPrincipal, RequestContext } from '../../iam';
import { sessionContext } from '../../sts/session-context';
import { examplesOf, isId, type IdLanguage } from '../patterns/id-language';
import type { ModelRole } from '../reading/model';

/** Who has signed in how. */
export type Kind = 'users' | 'guests';

/** All users of one provider and app who may take one role: what holds for one of them holds for all. */
export class UserClass {
  private readonly contexts = new Map<string, RequestContext>();
  private readonly answers = new Map<string, Answer>();
  private known: readonly string[] | undefined;

  constructor(
    readonly role: ModelRole,
    readonly provider: Provider,
    readonly ids: IdLanguage,
    readonly kind: Kind,
    private readonly token: Omit<Token, 'subject'>,
    /** Whether it is known that the role lets them in. */
    readonly isSure: boolean,
  ) {}

  get name(): string {
    return this.kind === 'guests' ? `guests of ${this.provider.name}` : `users of ${this.provider.name}`;
  }

  /** How they sign in, in the terms of the local cloud. */
  get signIn(): { readonly provider: string; readonly app: string } {
    const { kind, name } = this.provider;
    return { provider: kind === 'oidc' ? `https://${name}` : name, app: this.token.audience };
  }

  tokenOf(subject: string): Token {
    return { ...this.token, subject };
  }

  /** A few of their ids. */
  examples(): readonly string[] {
    this.known ??= examplesOf(this.ids).filter((id) => this.mayEnter(id));
    return this.known;
  }

  /** Whether the role lets a user in who chooses the session name, by default the one that it wants. */
  admits(id: string, sessionName = this.sessionNameOf(id)): Answer {
    const key = JSON.stringify([id, sessionName]);
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = admits(this.role, this.provider, this.tokenOf(id), sessionName);
      this.answers.set(key, answer);
    }
    return answer;
  }

  mayEnter(id: string): boolean {
    return isId(this.ids, id) && this.admits(id) !== 'refused';
  }

  /** Whether the role lets the owner of a token in, however it calls the session. */
  admitsToken(token: Token): boolean {
    return ['app', token.subject].some((name) => admits(this.role, this.provider, token, name) === 'allowed');
  }

  session(id: string, sessionName = this.sessionNameOf(id)): RequestContext {
    const key = JSON.stringify([id, sessionName]);
    let context = this.contexts.get(key);
    if (context === undefined) {
      const token = this.tokenOf(id);
      const { session: ofToken } = this.provider.context(token);
      const sessionTags = this.provider.sessionTags(token);
      const subject = { federated: this.provider.principal, sessionContext: ofToken, sessionTags, transitiveTagKeys: [] };
      context = sessionContext(this.role.role, `${this.role.role.roleId}:${sessionName}`, subject, 0);
      this.contexts.set(key, context);
    }
    return context;
  }

  caller(id: string, sessionName = this.sessionNameOf(id)): AwsPrincipal {
    const { arn, name } = this.role.role;
    const [, partition, , , account] = arn.split(':');
    return { arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${sessionName}`, role: arn };
  }

  /** A trust policy may want the user's id as session name. */
  private sessionNameOf(id: string): string {
    const usual = 'app';
    return this.admits(id, usual) === 'refused' ? id : usual;
  }
}
