import type { Administrator, Role, Session, SessionStore } from '../sts';
import type { Caller } from './authorizer';
import type { HttpHead, HttpRequest } from '../protocols/http';
import { verifySignature } from '../sigv4/signature';
import type { KeyHolders, SigningCredentials } from '../sigv4/verify';

export interface AdministratorKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Who sent a request: whoever holds the keys it is signed with. */
export class Callers {
  constructor(
    private readonly sessions: SessionStore,
    private readonly administrator: Administrator,
    private readonly keys: AdministratorKeys,
    private readonly clock: () => number,
    /** Whether the role is still there, or was another one of that name. */
    private readonly isCurrent: (role: Role) => boolean,
  ) {}

  /** Whoever signed a request whose body was read already. */
  of(request: HttpRequest, service: string): Caller {
    const { holder, proveBody } = this.signed(request, service);
    proveBody(request.body);
    return holder;
  }

  /** Judges the headers alone. `proveBody` throws unless this is the body that was signed. Throws AWS's error for what does not hold. */
  signed(head: HttpHead, service: string): { readonly holder: Caller; proveBody(body: Buffer): void } {
    const { accessKeyId, proveBody } = verifySignature(head, { service, clock: this.clock, ...this.holders });
    return { holder: this.holderOf(accessKeyId), proveBody };
  }

  /** For whoever verifies a signature. */
  get holders(): Omit<KeyHolders, 'clock'> {
    return { findCredentials: (id) => this.findCredentials(id), isForgotten: (id) => this.sessions.isForgotten(id) };
  }

  private findCredentials(accessKeyId: string): SigningCredentials | undefined {
    return accessKeyId === this.keys.accessKeyId ? this.keys : this.currentSession(accessKeyId);
  }

  /** A session ends with its role. */
  private currentSession(accessKeyId: string): Session | undefined {
    const session = this.sessions.find(accessKeyId);
    return session !== undefined && this.isCurrent(session.role) ? session : undefined;
  }

  /** Whose keys these are, for whoever has seen a signature made with them. */
  holderOf(accessKeyId: string): Caller {
    return accessKeyId === this.keys.accessKeyId ? this.administrator : this.sessions.find(accessKeyId)!;
  }
}
