import type { Role } from './role';
import type { Policy } from '../iam';
import type { RequestContext } from '../iam/request';

/** Temporary credentials and what IAM knows about whoever uses them. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since 1970, whole seconds. */
  readonly expiration: number;
  readonly role: Role;
  readonly sessionName: string;
  /** `arn:<partition>:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
  /** `AROA…:<session>` */
  readonly assumedRoleId: string;
  /** Condition keys of every request that is made with the session. */
  readonly context: RequestContext;
  /** Session policies; absent when none was passed. */
  readonly policies?: readonly Policy[];
  /** Tags that pass on to the next session of a role chain. */
  readonly transitiveTags: ReadonlyMap<string, string>;
  /** Set once, it stays for the whole role chain. */
  readonly sourceIdentity?: string;
}
