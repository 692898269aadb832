import type { Account } from '../assembly';
import type { AccountRecord, StackRecord } from './record';
import { resolvedResources } from './resource-changes';

/** The record with what `Fn::GetStackOutput` gave to the stacks that were deployed just now: for them it is what it was, whatever becomes of the others. */
export function withReadOutputs(record: AccountRecord, account: Account): AccountRecord {
  return { ...record, stacks: record.stacks.map((stack) => withOutputs(stack, account)) };
}

function withOutputs(stack: StackRecord, { resolved }: Account): StackRecord {
  const live = resolved.get(stack.name);
  if (stack.deployed === undefined || stack.deployed.readOutputs !== undefined || live === undefined) return stack;
  // Whoever is asked for all has asked for all.
  resolvedResources(live);
  return { ...stack, deployed: { ...stack.deployed, readOutputs: Object.fromEntries(live.readOutputs()) } };
}
