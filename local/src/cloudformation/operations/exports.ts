import { operation } from './operation';
import { PAGE } from './shapes';
import { pageOf } from '../paging';
import { stackNamed } from '../record';

export const listExports = operation(PAGE, async (input, { stacks }) => {
  const all = [...stacks.account.resolved.values()].flatMap((stack) => stack.exports().map(({ name, value }) => (
    { ExportingStackId: stackNamed(stacks.record, stack.name)?.id, Name: name, Value: String(value()) }
  )));
  const { items, NextToken } = pageOf(all, ({ Name }) => Name, input.NextToken);
  return { Exports: { member: items }, NextToken };
});
