import type { Operation } from './operation';
import { stackOf } from './stack-of-request';
import { page } from '../paging';

const PAGE = 100;

export const describeStackEvents: Operation = async (parameters, plane) => {
  const stack = stackOf(parameters, plane, (name) => `Stack [${name}] does not exist`);
  const { items, NextToken } = page(plane.stacks.events.of(stack.id), parameters.get('NextToken'), PAGE);
  return { StackEvents: { member: items }, NextToken };
};
