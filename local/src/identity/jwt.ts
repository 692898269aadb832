import { invalidToken, NOT_A_JWT } from './token-error';

/** A Map, so that a claim called `__proto__` or `constructor` is a claim and nothing else. */
export type JsonMembers = ReadonlyMap<string, unknown>;

export interface Jwt {
  readonly header: JsonMembers;
  readonly claims: JsonMembers;
}

/** The signature may be empty here: `alg: none` is refused for its algorithm, not for its form. */
const COMPACT_FORM = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*$/;

/** Reads a JWT without believing it. Of duplicate JSON members the last wins, as in STS (observed 2026-09). */
export function parseJwt(token: string): Jwt {
  const parts = COMPACT_FORM.exec(token);
  if (parts === null) throw invalidToken(NOT_A_JWT, 'the token is not three base64url parts joined by dots');
  const header = readObject(parts[1], 'header');
  // `crit` names extensions that must be understood; STS understands none.
  if (header.has('crit')) throw invalidToken(NOT_A_JWT, 'the token has a crit header');
  return { header, claims: readObject(parts[2], 'claims') };
}

/** Members of a JSON object, or undefined for anything else. */
export function membersOf(value: unknown): JsonMembers | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? new Map(Object.entries(value)) : undefined;
}

function readObject(base64url: string, part: string): JsonMembers {
  const members = membersOf(parseJson(base64url));
  if (members === undefined) throw invalidToken(NOT_A_JWT, `the token's ${part} are not a JSON object in UTF-8`);
  return members;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseJson(base64url: string): unknown {
  try {
    return JSON.parse(utf8.decode(Buffer.from(base64url, 'base64url')));
  } catch {
    return undefined;
  }
}
