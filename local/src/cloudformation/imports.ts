import { openStacks, type FindResourceType } from '../assembly';
import { failure } from './plan-failure';
import { withStack, type AccountRecord, type Deployment, type StackRecord } from './record';
import { templatesOf } from './templates';

/** Resources that a stack let go of, and that the template names, become this stack's, or are in its way. */
export function withImports(
  record: AccountRecord, stack: StackRecord, desired: Deployment, before: ReadonlyMap<string, unknown>, findType: FindResourceType,
): AccountRecord {
  const candidate = withStack(record, { ...stack, deployed: { ...desired, generations: {} } });
  const opened = openStacks(templatesOf(candidate), findType).live.find(({ name }) => name === stack.name)!;
  const named = opened.resources().filter(({ logicalId }) => !before.has(logicalId)).flatMap(({ logicalId, type }) => {
    const found = record.retained.find((one) => one.type === type && one.physicalId === opened.identity(logicalId).ref);
    return found === undefined ? [] : [{ logicalId, found }];
  });
  if (named.length > 0 && !desired.importsExisting) {
    const [{ logicalId, found }] = named;
    throw failure(stack.name, logicalId,
      `${found.physicalId} already exists: ${found.created === undefined ? `it was kept when ${found.stack} let go of it` : 'it was made by hand'}; deploy with --import-existing-resources to take it over`);
  }
  return { ...record, retained: record.retained.filter((one) => !named.some(({ found }) => found === one)) };
}
