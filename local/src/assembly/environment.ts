import { AssemblyError } from './assembly-error';
import { shown } from './function-arguments';
import type { StackTemplate } from './stack-template';

/** Where the local cloud pretends to be. */
export interface Environment {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly urlSuffix: string;
}

export interface OpenEnvironment {
  readonly account?: string;
  readonly region?: string;
}

/** Used where the app leaves its environment open; the account is the one of AWS's own examples. */
const DEFAULT_ACCOUNT = '123456789012';
const DEFAULT_REGION = 'us-east-1';

/** By the beginning of the Region's name, from the endpoint data of the AWS SDKs (`partitions.json`). */
const PARTITIONS: readonly (readonly [region: RegExp, partition: string, urlSuffix: string])[] = [
  [/^cn-/, 'aws-cn', 'amazonaws.com.cn'],
  [/^us-gov-/, 'aws-us-gov', 'amazonaws.com'],
  [/^us-iso-/, 'aws-iso', 'c2s.ic.gov'],
  [/^us-isob-/, 'aws-iso-b', 'sc2s.sgov.gov'],
  [/^us-isof-/, 'aws-iso-f', 'csp.hci.ic.gov'],
  [/^eu-isoe-/, 'aws-iso-e', 'cloud.adc-e.uk'],
  [/^eusc-/, 'aws-eusc', 'amazonaws.eu'],
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-/, 'aws', 'amazonaws.com'],
];

/** The one environment of all stacks; `open` is meant where they leave theirs open. */
export function commonEnvironment(
  stacks: readonly StackTemplate[], { account: openAccount = DEFAULT_ACCOUNT, region: openRegion = DEFAULT_REGION }: OpenEnvironment = {},
): Environment {
  const account = theOne('account', stacks.map((stack) => stack.account)) ?? openAccount;
  const region = theOne('region', stacks.map((stack) => stack.region)) ?? openRegion;
  if (!/^\d{12}$/.test(account)) throw new AssemblyError(`the stacks' account: got ${shown(account)}, want 12 digits`, true);
  return { account, region, ...partitionOf(region) };
}

/**
 * The stacks of one account together, as those of each stage may be. One that leaves its account open belongs to the others as long
 * as they name no two.
 */
export function byAccount(stacks: readonly StackTemplate[]): ReadonlyMap<string, readonly StackTemplate[]> {
  const [only = DEFAULT_ACCOUNT, ...others] = distinct(stacks.map(({ account }) => account));
  const open = others.length === 0 ? only : 'open';
  const groups = new Map<string, StackTemplate[]>();
  for (const stack of stacks) {
    const { account = open } = stack;
    groups.set(account, [...groups.get(account) ?? [], stack]);
  }
  return groups;
}

/** The stacks of one account, each Region's together. Throws `AssemblyError` for one that leaves its Region open beside others of several. */
export function byRegion(stacks: readonly StackTemplate[]): ReadonlyMap<string, readonly StackTemplate[]> {
  const account = theOne('account', stacks.map((stack) => stack.account));
  const [only = DEFAULT_REGION, ...others] = distinct(stacks.map(({ region }) => region));
  theOne('partition', others.length === 0 ? [] : [only, ...others].map((region) => partitionOf(region).partition));
  const groups = new Map<string, StackTemplate[]>();
  for (const stack of stacks) {
    if (stack.region === undefined && others.length > 0) {
      throw new AssemblyError(`stack ${stack.name}: got no Region beside stacks of ${[only, ...others].join(', ')}, want one, since nobody knows where it is: env: { account, region }`, true);
    }
    const { region = only } = stack;
    groups.set(region, [...groups.get(region) ?? [], { ...stack, account }]);
  }
  return groups;
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function theOne(what: string, values: readonly (string | undefined)[]): string | undefined {
  const known = distinct(values);
  if (known.length > 1) {
    throw new AssemblyError(`the stacks' ${what}: got ${known.join(', ')}, want one: take the stacks of each ${what} by themselves, those of a stage are in cdk.out/assembly-<stage>`, true);
  }
  return known[0];
}

function partitionOf(region: string): { partition: string; urlSuffix: string } {
  const found = PARTITIONS.find(([prefix]) => prefix.test(region));
  if (found === undefined || !/^[a-z]+(-[a-z]+)+-\d+$/.test(region)) throw new AssemblyError(`the stacks' region: got ${shown(region)}, want one of AWS's`, true);
  return { partition: found[1], urlSuffix: found[2] };
}
