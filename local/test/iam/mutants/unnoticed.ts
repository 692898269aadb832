import { loadModules, read, type Mutation } from './load-modules';
import { mutantsOf } from './mutants';

/** Whether the cases hold of the module's exports. */
export type Holds = (module: any) => boolean | Promise<boolean>;

export interface Unnoticed {
  readonly left: readonly string[];
  readonly of: number;
}

/**
 * `<owner>: <site> <change>` of every general mutant of a file that leaves all cases holding, those of messages aside; and how many
 * there are.
 */
export async function unnoticed(folder: string, entry: string, file: string, holds: Holds): Promise<Unnoticed> {
  const mutations = mutantsOf(read(folder, file)).filter(({ site }) => !/^'.+ .+'/.test(site))
    .map(({ owner, site, change }): Mutation => ({ file, owner, site, change }));
  const left: string[] = [];
  for (const mutation of mutations) {
    const { owner, site, change } = mutation;
    if (!await isNoticed(folder, entry, mutation, holds)) left.push(`${owner}: ${site} ${String(change)}`);
  }
  return { left: left.sort(), of: mutations.length };
}

async function isNoticed(folder: string, entry: string, mutation: Mutation, holds: Holds): Promise<boolean> {
  try {
    return !await holds(loadModules(folder, entry, mutation));
  } catch {
    // A mutant that is no program.
    return true;
  }
}
