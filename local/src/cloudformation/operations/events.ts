import { operation } from './operation';
import { PAGE, STACK } from './shapes';
import { stackOf } from './stack-of-request';
import { pageOf } from '../paging';

export const describeStackEvents = operation({ ...STACK, ...PAGE }, async (input, plane) => {
  const stack = stackOf(input, plane, (name) => `Stack [${name}] does not exist`);
  const { items, NextToken } = pageOf(plane.stacks.events.of(stack.id), ({ EventId }) => EventId, input.NextToken);
  return { StackEvents: { member: items }, NextToken };
});
