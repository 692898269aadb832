import { randomBytes } from 'node:crypto';
import { WholeFile } from './whole-file';

/** Keys that outlive the process, as what they open does. */
export interface KeptKeys {
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Marks the ids of sessions' keys, in base64. */
  readonly sessionMark: string;
}

const MARK_BYTES = 32;

export function newKeys(): KeptKeys {
  return {
    administrator: {
      accessKeyId: `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    },
    sessionMark: randomBytes(MARK_BYTES).toString('base64'),
  };
}

/** The keys of a folder, made at its first start. Throws for a file that holds no such keys. */
export function keptKeys(path: string): KeptKeys {
  const file = new WholeFile<KeptKeys>(path);
  const found = file.read();
  if (found !== undefined) return checked(found, path);
  const keys = newKeys();
  file.write(keys);
  return keys;
}

function checked(keys: KeptKeys, path: string): KeptKeys {
  const { administrator, sessionMark } = keys ?? {};
  const isWhole = /^AKIA[A-Z0-9]{16}$/.test(administrator?.accessKeyId) && /^[A-Za-z0-9+/]{40}$/.test(administrator.secretAccessKey)
    && typeof sessionMark === 'string' && Buffer.from(sessionMark, 'base64').length === MARK_BYTES;
  if (!isWhole) throw new Error(`${path} holds no keys: want the file as it was written; without it, new ones are made`);
  return keys;
}
