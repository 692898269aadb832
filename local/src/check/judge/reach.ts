import type { StatementPlace } from './ask';
import type { Place } from '../reading/model';
import type { Answer } from '../users/admission';
import type { UserClass } from '../users/user-class';

/**
 * Whose data: one's own; another user's; what is nobody's own but was named (a folder, a key); all of a resource at once; attributes
 * that are in no list; what was declared to be shared.
 */
export type Column = 'own' | 'others' | 'named' | 'everything' | 'hidden' | 'shared';

export type Access = 'read' | 'write';

/** A request that shows what is reached, and that can be sent. */
export interface Witness {
  /** Id of the user who sends it, and whose data it is about. */
  readonly user: string;
  readonly owner?: string;
  readonly ownerProvider?: string;
  readonly sessionName?: string;
  /** How the sender signs in: in the terms of `cdk-web-identity-local token`. */
  readonly signIn?: SignIn;
  /** Of the local cloud's terms: service, operation and input; absent where no client has it. */
  readonly call?: ServiceCall;
  /** In IAM's terms. */
  readonly action: string;
  readonly resource: string;
  /** In one line. */
  readonly text: string;
}

export interface SignIn {
  /** `amazon`, `facebook`, `google`, `cognito` or the URL of an issuer. */
  readonly provider: string;
  readonly app: string;
}

export type ServiceCall =
  | { readonly service: 'dynamodb'; readonly operation: string; readonly input: { readonly [name: string]: unknown } }
  | { readonly service: 's3'; readonly method: string; readonly bucket: string; readonly key: string; readonly parameters: { readonly [name: string]: string } };

/** What the users of a class come by, one row and one column of the matrix. */
export interface Reach {
  readonly users: UserClass;
  readonly resource: Place & { readonly arn: string; readonly kind: 'table' | 'bucket' | 'queue' };
  /** What is done, for people. */
  readonly row: string;
  /** IAM's names of it. */
  readonly actions: readonly string[];
  readonly access: Access;
  readonly column: Column;
  readonly answer: Answer;
  readonly witness?: Witness;
  readonly by?: StatementPlace;
  /** Two users' keys can be one: the witness names a key that is its sender's own, too. */
  readonly isCollision?: boolean;
  /** The session's name decides, which its user chooses. */
  readonly isCallerChosen?: boolean;
  /** Nothing that a client can send today: an action or a key that may be left out one day. */
  readonly isHypothetical?: boolean;
  /** Why it is unsure. */
  readonly reason?: string;
}
