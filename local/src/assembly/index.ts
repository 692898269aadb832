export { openRegions, openStacks, resolveAccount, type Account } from './account';
export { type AccountRole } from './declarations';
export { AssemblyError } from './assembly-error';
export { byAccount, commonEnvironment, type Environment } from './environment';
export { DISK, type Files } from './files';
export { isObject, type JsonObject } from './json';
export type { ManagedPolicy } from './managed-policy';
export { inlineNestedStacks, NESTED_STACK, nestedStacks, withNestedStacks } from './nested-stacks';
export { parameterValue } from './parameter-value';
export { pathsInTemplate } from './paths-in-template';
export { readAssembly } from './read-assembly';
export {
  isInertType, isKnownType, isSkipped, knownType, knownTypeOrSkipped, NEVER_SKIPPED, queuesAt, type FindResourceType,
} from './resource-types';
export type { Stack } from './stack';
export type { StackTemplate } from './stack-template';
export { checkTemplate } from './template-form';
export { parseTemplate } from './template-text';
