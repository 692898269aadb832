import type { StackTemplate } from '../../assembly';
import type { Model } from '../reading/model';

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
