import { AwsError } from '../aws-error';
import { jsonMembers } from '../json-members';

/** Logins: provider name → token. */
export type Logins = ReadonlyMap<string, string>;

interface Constraint {
  readonly max: number;
  readonly pattern?: RegExp;
}

/** The service model of Cognito identity. */
const ID: Constraint = { max: 55, pattern: /^[\w-]+:[0-9a-f-]+$/ };
const ID_PATTERN = '[\\w-]+:[0-9a-f-]+';
const ACCOUNT: Constraint = { max: 15, pattern: /^\d+$/ };
const MAX_LOGINS = 10;
const MAX_PROVIDER_NAME = 128;
const MAX_TOKEN = 50_000;
const UNKNOWN_MEMBER = 'InvalidParameterException';

export interface PoolInput {
  readonly poolId: string;
  readonly account?: string;
  readonly logins: Logins;
}

export interface IdentityInput {
  readonly identityId: string;
  readonly logins: Logins;
}

export function readGetId(input: unknown): PoolInput {
  const members = jsonMembers(input, ['AccountId', 'IdentityPoolId', 'Logins'], UNKNOWN_MEMBER);
  const account = members.get('AccountId');
  return {
    poolId: readText(members, 'IdentityPoolId', ID, ID_PATTERN),
    account: account === undefined ? undefined : readText(members, 'AccountId', ACCOUNT, '\\d+'),
    logins: readLogins(members.get('Logins')),
  };
}

/** Not `CustomRoleArn`: it chooses among the roles that a token lists, and no token counts for that here. */
export function readIdentity(input: unknown): IdentityInput {
  const members = jsonMembers(input, ['IdentityId', 'Logins'], UNKNOWN_MEMBER);
  return { identityId: readText(members, 'IdentityId', ID, ID_PATTERN), logins: readLogins(members.get('Logins')) };
}

function readText(members: ReadonlyMap<string, unknown>, name: string, { max, pattern }: Constraint, patternText: string): string {
  const value = members.get(name);
  const camelCase = name[0].toLowerCase() + name.slice(1);
  if (value === undefined) throw violation('null', camelCase, 'Member must not be null');
  if (typeof value !== 'string') throw new AwsError('SerializationException', `${name}: want text`);
  if (value === '') throw violation("''", camelCase, 'Member must have length greater than or equal to 1');
  if (value.length > max) throw violation(`'${value.slice(0, max)}…'`, camelCase, `Member must have length less than or equal to ${max}`);
  if (pattern?.test(value) === false) throw violation(`'${value}'`, camelCase, `Member must satisfy regular expression pattern: ${patternText}`);
  return value;
}

/** Tokens are never repeated in an error. */
function readLogins(value: unknown): Logins {
  if (value === undefined) return new Map();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new AwsError('SerializationException', 'Logins: want an object');
  const logins = Object.entries(value);
  if (logins.length > MAX_LOGINS) throw invalid(`Logins holds ${logins.length} members, at most ${MAX_LOGINS}`);
  for (const [name, token] of logins) {
    if (name === '' || name.length > MAX_PROVIDER_NAME) throw invalid(`Logins: a provider name has 1 to ${MAX_PROVIDER_NAME} characters`);
    if (typeof token !== 'string') throw new AwsError('SerializationException', 'Logins: want texts');
    if (token === '' || token.length > MAX_TOKEN) throw invalid(`Logins: a token has 1 to ${MAX_TOKEN} characters`);
  }
  return new Map(logins as [string, string][]);
}

function violation(value: string, name: string, constraint: string): AwsError {
  return new AwsError('ValidationException', `1 validation error detected: Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
