export { resolveAccount, type Account, type AccountRole } from './account';
export { AssemblyError } from './assembly-error';
export type { Environment } from './environment';
export { readAssembly } from './read-assembly';
