import type { Operation } from './operation';
import { page } from '../paging';
import { stackNamed } from '../record';
import { required, validationError } from '../request';

const PAGE = 100;

export const listExports: Operation = async (parameters, { stacks }) => {
  const all = [...stacks.account.resolved.values()].flatMap((stack) => stack.exports().map(({ name, value }) => (
    { ExportingStackId: stackNamed(stacks.record, stack.name)?.id, Name: name, Value: String(value()) }
  )));
  const { items, NextToken } = page(all, parameters.get('NextToken'), PAGE);
  return { Exports: { member: items }, NextToken };
};

export const listImports: Operation = async (parameters, { stacks }) => {
  const name = required(parameters, 'ExportName');
  const users = [...stacks.account.resolved.values()].filter((stack) => stack.imports().has(name)).map((stack) => stack.name);
  if (users.length === 0) throw validationError(`Export '${name}' is not imported by any stack.`);
  return { Imports: { member: users } };
};
