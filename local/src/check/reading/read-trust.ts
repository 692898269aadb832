import type { Place, ReadPolicy, SourceStatement } from './model';
import { unsurePolicy } from './read-policy';
import { unreadIn } from './unread';
import { isObject } from '../../assembly/json';
import { compilePolicy, MalformedPolicyError } from '../../iam';
import { isTrustKey } from '../../sts';

/**
 * Reads a trust policy. A statement that cannot be read whole may let anybody in that it names; where it does not say whom, it is
 * taken to name every provider of the templates.
 */
export function readTrust(document: unknown, place: Place): ReadPolicy {
  const name = 'trust policy';
  if (!isObject(document)) return unsurePolicy(name, document, place, unreadIn(document) ?? 'it is no policy document', 'everybody');
  const written: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  const unread: string[] = [];
  const statements = written.flatMap((statement, position): SourceStatement[] => {
    const reason = unreadIn(statement);
    if (reason === undefined && isObject(statement)) return [{ source: statement, position }];
    unread.push(`statement ${position + 1}: ${reason ?? 'it is no statement'}`);
    const principal = isObject(statement) && unreadIn(statement.Principal) === undefined ? statement.Principal : undefined;
    if (!isObject(statement) || statement.Effect !== 'Allow') return [];
    return [{ source: { Effect: 'Allow', Action: '*', Principal: principal ?? '*', Condition: { StringEquals: { 'unread:unread': 'unread' } } }, position }];
  });
  try {
    const read = statements.length > 0 ? statements : [{ source: { Effect: 'Deny', Action: 'none:None', Principal: '*' }, position: 0 }];
    const Statement = read.map(({ source }) => source);
    const policy = compilePolicy({ ...document.Version !== undefined && { Version: document.Version }, Statement }, { isKnownKey: isTrustKey });
    return { name, place, document, policy, variables: document.Version === '2012-10-17', statements: read, unread };
  } catch (error) {
    if (!(error instanceof MalformedPolicyError)) throw error;
    return unsurePolicy(name, document, place, error.message, 'everybody');
  }
}
