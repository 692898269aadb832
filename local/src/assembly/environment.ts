import { AssemblyError } from './assembly-error';
import type { StackTemplate } from './read-assembly';

/** Where the local cloud pretends to be. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly urlSuffix: string;
}

/** Used where the app leaves its environment open; the account is the one of AWS's own examples. */
const DEFAULT_ACCOUNT = '123456789012';
const DEFAULT_REGION = 'us-east-1';

/** The one environment of all stacks. */
export function commonEnvironment(stacks: readonly StackTemplate[]): Environment {
  const account = theOne('account', stacks.map((stack) => stack.account)) ?? DEFAULT_ACCOUNT;
  const region = theOne('region', stacks.map((stack) => stack.region)) ?? DEFAULT_REGION;
  return { account, region, ...partitionOf(region) };
}

function theOne(what: string, values: readonly (string | undefined)[]): string | undefined {
  const known = [...new Set(values.filter((value) => value !== undefined))];
  if (known.length > 1) {
    throw new AssemblyError(`the stacks name more than one ${what} (${known.join(', ')}): the local cloud serves one; start it with the stacks of one ${what}`);
  }
  return known[0];
}

function partitionOf(region: string): { partition: string; urlSuffix: string } {
  if (region.startsWith('cn-')) return { partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
  if (region.startsWith('us-gov-')) return { partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' };
  return { partition: 'aws', urlSuffix: 'amazonaws.com' };
}
