import { byAccount, type StackTemplate } from '../../assembly';
import type { Model } from '../reading/model';

/** The templates of one account. */
export interface Versions {
  readonly now: readonly StackTemplate[];
  readonly before?: readonly StackTemplate[];
}

/** Of an account that has no stack yet, or none any more. */
const NOTHING: readonly StackTemplate[] = [{ name: 'nothing', template: { Resources: {} }, tags: new Map(), constructPaths: new Map() }];

/** What there is of each account, now and before; of one account each, whichever it is. */
export function versionsByAccount(now: readonly StackTemplate[], before?: readonly StackTemplate[]): readonly Versions[] {
  const after = byAccount(now);
  if (before === undefined) return [...after.values()].map((stacks) => ({ now: withNamesakes(stacks, stacks) }));
  const earlier = byAccount(before);
  if (after.size === 1 && earlier.size === 1) return [toldApart({ now, before })];
  return [...new Set([...after.keys(), ...earlier.keys()])]
    .map((account) => toldApart({ now: after.get(account) ?? NOTHING, before: earlier.get(account) ?? NOTHING }));
}

function toldApart({ now, before }: Required<Versions>): Versions {
  const all = [...now, ...before];
  return { now: withNamesakes(now, all), before: withNamesakes(before, all) };
}

/** In both versions alike, so that generated names stay what they are when a Region is added. */
function withNamesakes(stacks: readonly StackTemplate[], all: readonly StackTemplate[]): readonly StackTemplate[] {
  const regions = new Map(all.map(({ name }) => [name, new Set<string>()]));
  for (const { name, region } of all) if (region !== undefined) regions.get(name)!.add(region);
  return stacks.map((stack) => (regions.get(stack.name)!.size > 1 ? { ...stack, hasNamesakes: true } : stack));
}

/** The one template of before is the one of now, whatever its file is called: generated names hold its stack's. */
export function alignedWith(after: readonly StackTemplate[], before: readonly StackTemplate[]): readonly StackTemplate[] {
  if (after.length !== 1 || before.length !== 1) return before;
  const [{ name, account, region }] = after;
  return [{ account, region, ...before[0], name }];
}

/** The attributes that a version's policies speak of. */
export function attributesIn({ roles }: Model): string[] {
  const values = roles.flatMap(({ policies }) => policies).flatMap(({ policy }) => policy.statements).flatMap(({ conditions }) => conditions)
    .filter(({ lookup, operator }) => lookup === 'dynamodb:attributes' && operator !== 'Null').flatMap((condition) => condition.values);
  return [...new Set(values.filter((value) => value !== '' && !/[*?]/.test(value)))];
}
