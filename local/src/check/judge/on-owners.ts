import type { Owner } from './owners';
import type { Reach } from './reach';

/**
 * Judges a class against all owners. Where nothing of the first one was reached and a proof holds for another, ids without relation
 * have nothing new to show: an Allow that no constraint binds decides alike whoever's text it is.
 */
export function onOwners(
  owners: readonly Owner[], judge: (owner: Owner) => readonly Reach[], isProvedFor: (owner: Owner, actions: readonly string[]) => boolean,
): Reach[] {
  const [first, ...others] = owners;
  if (first === undefined) return [];
  const shown = judge(first);
  const actions = [...new Set(shown.flatMap((reach) => reach.actions))];
  const isRefused = shown.length > 0 && shown.every(({ answer }) => answer === 'refused');
  return [...shown, ...others.flatMap((owner) => (isRefused && isProvedFor(owner, actions) ? [] : judge(owner)))];
}
