import { randomBytes } from 'node:crypto';
import type { VerifiedIdentity } from '../identity';
import type { Role } from './role';
import type { Session } from './session';
import { assumedRole, sessionContext } from './session-context';

/** How long an ended session is remembered, so that its keys are told to be expired and not unknown. */
const REMEMBERED_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;

/** RFC 4648 base32, the alphabet of AWS's key ids. 32 divides 256, so no letter is likelier than another. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Sessions by access key id. At most `capacity`; the oldest make room. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();
  private lastSweep = 0;

  constructor(private readonly clock: () => number, private readonly capacity = 100_000) {}

  issue(role: Role, sessionName: string, durationSeconds: number, identity: VerifiedIdentity): Session {
    this.sweep();
    const { arn, assumedRoleId } = assumedRole(role, sessionName);
    const session: Session = {
      accessKeyId: `ASIA${Array.from(randomBytes(16), (byte) => BASE32[byte % 32]).join('')}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(120).toString('base64'),
      expiration: (Math.floor(this.clock() / 1000) + durationSeconds) * 1000,
      role,
      sessionName,
      arn,
      assumedRoleId,
      context: sessionContext(role, assumedRoleId, identity),
    };
    this.sessions.set(session.accessKeyId, session);
    if (this.sessions.size > this.capacity) this.sessions.delete(this.sessions.keys().next().value!);
    return session;
  }

  /** Ended sessions too, for a while: whoever asks compares `expiration`. */
  find(accessKeyId: string): Session | undefined {
    return this.sessions.get(accessKeyId);
  }

  private sweep(): void {
    const now = this.clock();
    if (now - this.lastSweep < SWEEP_EVERY_MS) return;
    this.lastSweep = now;
    for (const [id, { expiration }] of this.sessions) {
      if (expiration + REMEMBERED_MS <= now) this.sessions.delete(id);
    }
  }
}
