import type { Note } from './path';
import { pathText } from './path';
import type { Path } from '../request/parsed';

/** Where two paths part: at a member of different kind they conflict, nowhere they overlap. */
function clash(one: Path, other: Path): 'overlap' | 'conflict' | undefined {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) {
    if (typeof one[index] !== typeof other[index]) return 'conflict';
    if (one[index] !== other[index]) return undefined;
  }
  return 'overlap';
}

/** Notes the paths of an update or projection that cannot stand beside one another. */
export function noteClashes(paths: readonly Path[], note: Note<'overlap' | 'conflict'>): void {
  paths.forEach((path, index) => paths.slice(0, index).forEach((earlier) => {
    const kind = clash(earlier, path);
    if (kind === undefined) return;
    note(kind, `Two document paths ${kind} with each other; must remove or rewrite one of these paths; `
      + `path one: ${pathText(earlier)}, path two: ${pathText(path)}`);
  }));
}
