import { randomBytes } from 'node:crypto';
import type { Policy } from '../iam';
import { KeyIds } from './key-ids';
import { takeRandom } from './random-stock';
import type { Role } from './role';
import type { Session } from './session';
import { assumedRole, sessionContext } from './session-context';
import type { SessionSubject } from './session-subject';

/** How long an ended session is remembered, so that its keys are told to be expired and not unknown. */
const REMEMBERED_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;

const SECRET_BYTES = 30;
/** Characters of a session token, unless more are asked for. */
const TOKEN_SIZE = 160;

export interface SessionOptions {
  readonly policies?: readonly Policy[];
  readonly minimumTokenSize?: number;
}

/** Sessions by access key id. At most `capacity`; the oldest make room. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();
  private readonly keyIds: KeyIds;
  private lastSweep = 0;

  /** `mark` makes the ids of keys recognisable, also to a later process that has it. */
  constructor(private readonly clock: () => number, private readonly capacity = 100_000, mark: Buffer = randomBytes(32)) {
    this.keyIds = new KeyIds(mark);
  }

  issue(role: Role, sessionName: string, durationSeconds: number, subject: SessionSubject, options: SessionOptions = {}): Session {
    this.sweep();
    const { arn, assumedRoleId } = assumedRole(role, sessionName);
    const now = Math.floor(this.clock() / 1000);
    const random = takeRandom(SECRET_BYTES + Math.ceil(Math.max(TOKEN_SIZE, options.minimumTokenSize ?? 0) / 4) * 3);
    const session: Session = {
      accessKeyId: this.unusedKeyId(),
      secretAccessKey: random.toString('base64', 0, SECRET_BYTES),
      sessionToken: random.toString('base64', SECRET_BYTES),
      expiration: (now + durationSeconds) * 1000,
      role,
      sessionName,
      arn,
      assumedRoleId,
      context: sessionContext(role, assumedRoleId, subject, now * 1000),
      policies: options.policies,
      transitiveTags: transitiveTags(subject),
      sourceIdentity: subject.sourceIdentity,
    };
    this.sessions.set(session.accessKeyId, session);
    if (this.sessions.size > this.capacity) this.sessions.delete(this.sessions.keys().next().value!);
    return session;
  }

  /** Ended sessions too, for a while: whoever asks compares `expiration`. */
  find(accessKeyId: string): Session | undefined {
    return this.sessions.get(accessKeyId);
  }

  /** Whether a key was of a session that nobody remembers: it ended, or the process did. */
  isForgotten(accessKeyId: string): boolean {
    return !this.sessions.has(accessKeyId) && this.keyIds.isMade(accessKeyId);
  }

  private unusedKeyId(): string {
    for (;;) {
      const id = this.keyIds.make();
      if (!this.sessions.has(id)) return id;
    }
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

const NONE: ReadonlyMap<string, string> = new Map();

function transitiveTags({ sessionTags, transitiveTagKeys }: SessionSubject): ReadonlyMap<string, string> {
  if (transitiveTagKeys.length === 0) return NONE;
  const keys = new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
  return new Map([...sessionTags].filter(([key]) => keys.has(key.toLowerCase())));
}
