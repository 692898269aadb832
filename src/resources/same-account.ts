import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Whether two constructs may end in one account. Stages stand for deployments of their own: unless both accounts are known, they are taken to differ. */
export function mayShareAccount(a: IConstruct, b: IConstruct): boolean {
  const accounts = [Stack.of(a).account, Stack.of(b).account];
  if (accounts.every((account) => !Token.isUnresolved(account))) return accounts[0] === accounts[1];
  return Stage.of(a) === Stage.of(b);
}
