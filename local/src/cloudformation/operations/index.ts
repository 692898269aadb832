import { createChangeSet, deleteChangeSet, describeChangeSet, executeChangeSet } from './change-sets';
import { describeStackEvents } from './events';
import { listExports } from './exports';
import type { Operation } from './operation';
import { describeStackResources, listStackResources } from './resources';
import { createStack, deleteStack, describeStacks, listStacks, updateStack, updateTerminationProtection } from './stacks';
import { getTemplate, getTemplateSummary } from './templates';

export type { ControlPlane } from './operation';

/** By action. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  CreateChangeSet: createChangeSet,
  CreateStack: createStack,
  DeleteChangeSet: deleteChangeSet,
  DeleteStack: deleteStack,
  DescribeChangeSet: describeChangeSet,
  DescribeStackEvents: describeStackEvents,
  DescribeStackResources: describeStackResources,
  DescribeStacks: describeStacks,
  ExecuteChangeSet: executeChangeSet,
  GetTemplate: getTemplate,
  GetTemplateSummary: getTemplateSummary,
  ListExports: listExports,
  ListStackResources: listStackResources,
  ListStacks: listStacks,
  UpdateStack: updateStack,
  UpdateTerminationProtection: updateTerminationProtection,
};
