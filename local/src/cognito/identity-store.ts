import { createHash, randomUUID } from 'node:crypto';

/** A user at a provider. */
export interface Login {
  /** As in `Logins`. */
  readonly provider: string;
  readonly user: string;
}

export interface Identity {
  /** `<region>:<uuid>` */
  readonly id: string;
  readonly poolId: string;
  /** Keys of the logins linked to it; a guest has none. */
  readonly logins: Set<string>;
}

/** An identity that was made, or a login that was linked to it. */
export interface IdentityRecord {
  readonly id: string;
  readonly poolId: string;
  /** Key of a login. */
  readonly login?: string;
}

/** Keeps what became of identities for as long as anything is kept. */
export interface IdentityLog {
  append(record: IdentityRecord): void;

  /** Resolves once all that was appended is kept. */
  flush(): Promise<void>;
}

const NO_LOG: IdentityLog = { append: () => {}, flush: async () => {} };

/** Identities of all pools. At most `capacity`; the oldest make room. */
export class IdentityStore {
  private readonly identities = new Map<string, Identity>();
  private readonly byLogin = new Map<string, string>();

  constructor(private log: IdentityLog = NO_LOG, private readonly capacity = 100_000) {}

  /** What a log of an earlier time tells, before anything is asked. */
  replay({ id, poolId, login }: IdentityRecord): void {
    const identity = this.identities.get(id) ?? { id, poolId, logins: new Set<string>() };
    this.identities.set(id, identity);
    if (login === undefined) return;
    identity.logins.add(login);
    this.byLogin.set(login, id);
  }

  /** From now on whatever changes is kept there. */
  logTo(log: IdentityLog): void {
    this.log = log;
  }

  /** Resolves once all identities and their logins are kept: nobody is told of one before. */
  kept(): Promise<void> {
    return this.log.flush();
  }

  /** The shortest way to what there is now. */
  * records(): Generator<IdentityRecord> {
    for (const { id, poolId, logins } of this.identities.values()) {
      yield { id, poolId };
      for (const login of logins) yield { id, poolId, login };
    }
  }

  find(id: string): Identity | undefined {
    return this.identities.get(id);
  }

  /** Whose login it is. */
  ownerOf(poolId: string, login: Login): Identity | undefined {
    const id = this.byLogin.get(keyOf(poolId, login));
    return id === undefined ? undefined : this.identities.get(id);
  }

  /** A guest's id cannot be guessed, since whoever has it is that guest. */
  createGuest(poolId: string): Identity {
    return this.add(poolId, randomUUID());
  }

  /** The id is made from the login: a user keeps it, and the data under it, whatever restarts or makes room in between. */
  createFor(poolId: string, login: Login): Identity {
    const identity = this.add(poolId, uuidOf(keyOf(poolId, login)));
    this.link(identity, login);
    return identity;
  }

  link(identity: Identity, login: Login): void {
    const key = keyOf(identity.poolId, login);
    if (this.byLogin.get(key) === identity.id) return;
    identity.logins.add(key);
    this.byLogin.set(key, identity.id);
    this.log.append({ id: identity.id, poolId: identity.poolId, login: key });
  }

  private add(poolId: string, uuid: string): Identity {
    const id = `${poolId.split(':')[0]}:${uuid}`;
    const known = this.identities.get(id);
    if (known !== undefined) return known;
    const identity = { id, poolId, logins: new Set<string>() };
    this.identities.set(id, identity);
    this.log.append({ id, poolId });
    if (this.identities.size > this.capacity) this.forgetOldest();
    return identity;
  }

  private forgetOldest(): void {
    const [oldest] = this.identities.values();
    this.identities.delete(oldest.id);
    for (const key of oldest.logins) this.byLogin.delete(key);
  }
}

/** JSON keeps the parts apart, whatever they contain. */
function keyOf(poolId: string, { provider, user }: Login): string {
  return JSON.stringify([poolId, provider, user]);
}

/** RFC 9562, version 8: made from a hash. */
export function uuidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest();
  digest[6] = 0x80 + digest[6] % 0x10;
  digest[8] = 0x80 + digest[8] % 0x40;
  return digest.toString('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
