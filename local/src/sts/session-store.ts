import { createHmac, randomBytes } from 'node:crypto';
import type { Policy } from '../iam';
import { takeRandom } from './random-stock';
import type { Role } from './role';
import type { Session } from './session';
import { assumedRole, sessionContext } from './session-context';
import type { SessionSubject } from './session-subject';

/** How long an ended session is remembered, so that its keys are told to be expired and not unknown. */
const REMEMBERED_MS = 3_600_000;
const SWEEP_EVERY_MS = 60_000;

/** RFC 4648 base32, the alphabet of AWS's key ids. 32 divides 256, so no letter is likelier than another. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const KEY_ID_BYTES = 16;
/** Of them by chance; the others follow from these. */
const ID_LETTERS = 10;
const KEY_ID = /^ASIA([A-Z2-7]{10})[A-Z2-7]{6}$/;
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
  private lastSweep = 0;

  /** `mark` makes the ids of keys recognisable, also to a later process that has it. */
  constructor(private readonly clock: () => number, private readonly capacity = 100_000, private readonly mark: Buffer = randomBytes(32)) {}

  issue(role: Role, sessionName: string, durationSeconds: number, subject: SessionSubject, options: SessionOptions = {}): Session {
    this.sweep();
    const { arn, assumedRoleId } = assumedRole(role, sessionName);
    const now = Math.floor(this.clock() / 1000);
    const random = takeRandom(KEY_ID_BYTES + SECRET_BYTES + Math.ceil(Math.max(TOKEN_SIZE, options.minimumTokenSize ?? 0) / 4) * 3);
    const session: Session = {
      accessKeyId: this.keyId(random),
      secretAccessKey: random.toString('base64', KEY_ID_BYTES, KEY_ID_BYTES + SECRET_BYTES),
      sessionToken: random.toString('base64', KEY_ID_BYTES + SECRET_BYTES),
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
    const id = KEY_ID.exec(accessKeyId)?.[1];
    return id !== undefined && !this.sessions.has(accessKeyId) && this.marked(id) === accessKeyId;
  }

  private keyId(random: Buffer): string {
    for (let bytes = random.subarray(0, ID_LETTERS); ; bytes = takeRandom(ID_LETTERS)) {
      const id = this.marked(base32(bytes));
      if (!this.sessions.has(id)) return id;
    }
  }

  private marked(id: string): string {
    return `ASIA${id}${base32(createHmac('sha256', this.mark).update(id).digest().subarray(0, KEY_ID_BYTES - ID_LETTERS))}`;
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

/** A letter for each byte. */
function base32(bytes: Buffer): string {
  return Array.from(bytes, (byte) => BASE32[byte % 32]).join('');
}

const NONE: ReadonlyMap<string, string> = new Map();

function transitiveTags({ sessionTags, transitiveTagKeys }: SessionSubject): ReadonlyMap<string, string> {
  if (transitiveTagKeys.length === 0) return NONE;
  const keys = new Set(transitiveTagKeys.map((key) => key.toLowerCase()));
  return new Map([...sessionTags].filter(([key]) => keys.has(key.toLowerCase())));
}
