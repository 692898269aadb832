import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Heartbeat } from './heartbeat';
import { inUse } from './in-use';

interface Address {
  readonly path: string;
  /** Left over by a process that was killed: only where the system does not free it with the process. */
  readonly file?: boolean;
}

/**
 * Where whoever uses a folder listens: a process that is dead does not answer, whatever number
 * it had and however it ended. An abstract socket or named pipe goes with the process.
 */
function addressOf(folder: string): Address {
  const name = `cdk-web-identity-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  switch (process.platform) {
    case 'linux': return { path: `\0${name}` };
    case 'win32': return { path: `\\\\.\\pipe\\${name}` };
    default: return { path: join(tmpdir(), `${name}.sock`), file: true };
  }
}

async function listen(address: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).unref();
  server.listen(address);
  await once(server, 'listening');
  return server;
}

async function answers(address: string): Promise<boolean> {
  const socket = connect(address);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    // Freed in between, or left over; whatever else happens, somebody may be there.
    return !['ECONNREFUSED', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '');
  } finally {
    socket.destroy();
  }
}

/** Whoever is just ending may be gone at the next attempt. */
const ATTEMPTS = 5;

async function lock(folder: string, { path, file = false }: Address, attempts = ATTEMPTS): Promise<Server> {
  try {
    return await listen(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
  }
  if (attempts === 1 || await answers(path)) throw inUse(folder);
  if (file) rmSync(path, { force: true });
  return lock(folder, { path, file }, attempts - 1);
}

/**
 * Held by at most one process; the end of the process ends it, at once for processes beside it and after a few seconds for
 * those in other containers that share the folder. Keeps no process alive.
 */
export class FolderLock {
  /**
   * `folder` is a real path: one folder, one text.
   *
   * Throws where another process, or another part of this one, holds it.
   */
  static async acquire(folder: string): Promise<FolderLock> {
    const server = await lock(folder, addressOf(folder));
    try {
      return new FolderLock(server, await Heartbeat.begin(folder));
    } catch (error) {
      server.close();
      throw error;
    }
  }

  private constructor(private readonly server: Server, private readonly heartbeat: Heartbeat) {}

  async release(): Promise<void> {
    this.heartbeat.end();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
