import { one, stack } from './support';
import type { resolveAccount } from '../../src/assembly';

const REFUSAL = 'stack A: It.AssumeRolePolicyDocument: MalformedPolicyDocument: ';

/** What a deployment says to a role with the trust policy: `taken`, or IAM's message and the place. */
export function deployTrust(resolve: typeof resolveAccount, statements: readonly object[]): string {
  try {
    resolve([stack('A', one('AWS::IAM::Role', { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements } }))]);
    return 'taken';
  } catch (error) {
    const { message } = error as Error;
    if (!message.startsWith(REFUSAL)) throw error;
    return message.slice(REFUSAL.length);
  }
}
