import { filesOfCommit } from './git-files';
import { AssemblyError, DISK, readAssembly, type StackTemplate } from '../assembly';

/** What to compare with: a template, a `cdk.out` folder, or what the checked paths hold in a commit of Git. */
export function readAgainst(against: string, paths: readonly string[]): StackTemplate[] {
  if (DISK.kindOf(against) !== undefined) return readAssembly(against);
  const files = filesOfCommit(against, paths[0]);
  if (files === undefined) throw new AssemblyError(`--against: got ${JSON.stringify(against)}, want a template, a cdk.out folder or a commit of Git`, true);
  return paths.flatMap((path) => {
    if (files.kindOf(path) === undefined) {
      throw new AssemblyError(`--against: the commit ${JSON.stringify(against)} does not hold ${path}: synthesize it there (git worktree add, cdk synth), and pass that folder`, true);
    }
    return readAssembly(path, files);
  });
}
