import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inUse } from './in-use';

/** What is in a folder while it is held. */
export const LOCK_NAME = 'lock';

const BEAT_MS = 1_000;
/** Nothing was heard for so long: whoever held it is gone. */
const STALE_MS = 5_000;
/** Of two that find it stale at the same time, the later one's file stays. */
const SETTLE_MS = 100;

/** Where sockets are shared: on Linux in a network namespace of one boot of one machine. */
function place(): string {
  if (process.platform !== 'linux') return hostname();
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/net')}`;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Tells other containers that share a folder that it is held: they see no sockets of this one. Our own, since the kept
 * library for it ends the process at signals that Node.js ignores, among them the one for files that get too long.
 */
export class Heartbeat {
  /**
   * To be called by whoever has the folder's socket: among those that share it, nobody else can be there.
   *
   * Throws where it is held from elsewhere.
   */
  static async begin(folder: string): Promise<Heartbeat> {
    const file = join(folder, LOCK_NAME);
    const here = place();
    const found = contentOf(file);
    const isOurs = found === undefined || found.startsWith(`${here}\n`);
    if (!isOurs && Date.now() - statSync(file).mtimeMs < STALE_MS) throw inUse(folder);
    const heartbeat = new Heartbeat(folder, file, `${here}\n${randomUUID()}\n`);
    heartbeat.write();
    if (!isOurs) await setTimeout(SETTLE_MS);
    heartbeat.assertOwn();
    return heartbeat;
  }

  private timer: NodeJS.Timeout | undefined;

  private constructor(private readonly folder: string, private readonly file: string, private readonly content: string) {}

  /** May be called twice. */
  end(): void {
    clearInterval(this.timer);
    if (contentOf(this.file) === this.content) rmSync(this.file);
  }

  /** Whole or not at all. */
  private write(): void {
    const written = `${this.file}.${process.pid}`;
    writeFileSync(written, this.content, { mode: 0o600 });
    renameSync(written, this.file);
    this.timer = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  private beat(): void {
    this.assertOwn();
    const now = new Date();
    utimesSync(this.file, now, now);
  }

  /** Two that write would lose what the other one wrote. */
  private assertOwn(): void {
    if (contentOf(this.file) === this.content) return;
    clearInterval(this.timer);
    throw inUse(this.folder);
  }
}
