import { readFileSync } from 'node:fs';

/** Of the text that `WebIdentityClientConfig` makes, what is needed to find a user's data. */
export interface ClientConfig {
  readonly region: string;
  readonly providers: { readonly [name: string]: { readonly userKeyPrefix: string; readonly folderPrefix: string } };
  readonly tables: { readonly [name: string]: TableConfig };
  readonly buckets: { readonly [name: string]: BucketConfig };
}

export interface TableConfig {
  readonly name: string;
  readonly userIdAttribute: string;
  readonly sortKey?: string;
  /** Absent where nothing in the table is the users' own. */
  readonly access?: string;
  readonly keySuffix?: boolean;
  readonly leaderboards?: object;
}

export interface BucketConfig {
  readonly name: string;
  /** Folders that hold the users' own. */
  readonly prefix?: string;
  readonly publishedPrefix?: string;
}

const VERSION = 1;

/** Reads the text itself, or a file of `cdk deploy --outputs-file` in which it is one output. `-` reads stdin. */
export function readClientConfig(file: string): ClientConfig {
  const parsed = parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  const found = isConfig(parsed) ? [parsed] : outputsOf(parsed).map(parse).filter(isConfig);
  const [config] = found;
  if (config === undefined || found.length > 1) {
    throw new Error(`--config: ${file} holds ${found.length} client configs of version ${VERSION}, want one: `
      + 'the text of a WebIdentityClientConfig, or what `cdk deploy --outputs-file` wrote');
  }
  return config;
}

/** Whose data it is, as the keys and folders of one provider's users are formed. */
export interface UserKeys {
  readonly key: string;
  readonly folder: string;
}

/**
 * A user's key and folder. Ids that no user can have are refused: a folder that is made of one could hold other users' folders.
 */
export function userKeys({ providers }: ClientConfig, provider: string | undefined, user: string): UserKeys {
  const names = Object.keys(providers);
  const name = provider ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined || !Object.hasOwn(providers, name)) throw new Error(`--provider: got ${JSON.stringify(provider ?? 'none')}, want one of ${names.join(', ')}`);
  const { userKeyPrefix, folderPrefix } = providers[name];
  const folder = `${folderPrefix}${user}/`;
  const others = Object.entries(providers).filter(([other]) => other !== name).map(([, other]) => other.folderPrefix);
  if (user === '' || /[/#]/.test(user) || others.some((other) => other !== '' && (other === folder || other.startsWith(folder)))) {
    throw new Error(`--user: got ${JSON.stringify(user)}, want the id of a user of ${name}: not empty, without / and #, and not what stands before the ids of another provider`);
  }
  return { key: `${userKeyPrefix}${user}`, folder };
}

/** By stack, in the form of the CDK CLI. */
function outputsOf(parsed: unknown): string[] {
  const stacks = isObject(parsed) ? Object.values(parsed).filter(isObject) : [];
  return stacks.flatMap((outputs) => Object.values(outputs)).filter((output) => typeof output === 'string');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isConfig(value: unknown): value is ClientConfig {
  return isObject(value) && value.version === VERSION && typeof value.region === 'string' && isObject(value.providers) && isObject(value.tables) && isObject(value.buckets);
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
