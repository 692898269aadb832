import type { StackTemplate } from '../../assembly';
import type { Place } from '../reading/model';

/** The stack that has something: of several of one name, in other Regions or accounts, that which has its construct. */
export function stackOf(stacks: readonly StackTemplate[], { stack, path }: Pick<Place, 'stack' | 'path'>): StackTemplate | undefined {
  const named = stacks.filter(({ name }) => name === stack);
  return named.find(({ constructPaths }) => [...constructPaths.values()].some((one) => path === one || path.startsWith(`${one} in `))) ?? named[0];
}
