import { AssemblyError, type Account } from '../assembly';

/** An export that another stack imports can neither go nor change. */
export function assertExportsKept(before: Account, after: Account, stack: string): void {
  const now = new Map(after.resolved.get(stack)?.exports().map((one) => [one.name, one.value()]));
  for (const { name, value } of before.resolved.get(stack)?.exports() ?? []) {
    const isKept = JSON.stringify(now.get(name)) === JSON.stringify(value());
    if (!isKept && userOf(name, before, stack) !== undefined) throw exportInUse(name, before, stack, now.has(name));
  }
}

function userOf(name: string, { resolved }: Account, stack: string): string | undefined {
  return [...resolved.values()].find((other) => other.name !== stack && other.imports().has(name))?.name;
}

export function exportInUse(name: string, account: Account, stack: string, isUpdate = false): AssemblyError {
  const user = userOf(name, account, stack);
  return new AssemblyError(`${isUpdate ? 'Cannot update' : 'Delete canceled. Cannot delete'} export ${name} as it is in use by ${user}`, true);
}
