import type { Administrator, Role, Session, SessionStore } from '../sts';
import type { Caller } from './authorizer';
import type { HttpRequest } from '../protocols/http';
import { verifySignature } from '../sigv4/signature';
import type { SigningCredentials } from '../sigv4/verify';

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

  /** Throws AWS's error for a signature that does not prove it. */
  async of(request: HttpRequest, service: string): Promise<Caller> {
    const { accessKeyId } = await verifySignature(request, {
      service,
      clock: this.clock,
      findCredentials: (id) => this.findCredentials(id),
    });
    return this.holderOf(accessKeyId);
  }

  findCredentials(accessKeyId: string): SigningCredentials | undefined {
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
