import { createChangeSet, deleteChangeSet, describeChangeSet, executeChangeSet, listChangeSets } from './change-sets';
import { describeStackEvents } from './events';
import { listExports, listImports } from './exports';
import type { Operation } from './operation';
import { describeStackResource, describeStackResources, listStackResources } from './resources';
import { createStack, deleteStack, describeStacks, listStacks, updateStack, updateTerminationProtection } from './stacks';
import { getTemplate, getTemplateSummary, validateTemplate } from './templates';

export type { ControlPlane } from './operation';

/** By action. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Operations.html */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ['CreateChangeSet', createChangeSet],
  ['CreateStack', createStack],
  ['DeleteChangeSet', deleteChangeSet],
  ['DeleteStack', deleteStack],
  ['DescribeChangeSet', describeChangeSet],
  ['DescribeStackEvents', describeStackEvents],
  ['DescribeStackResource', describeStackResource],
  ['DescribeStackResources', describeStackResources],
  ['DescribeStacks', describeStacks],
  ['ExecuteChangeSet', executeChangeSet],
  ['GetTemplate', getTemplate],
  ['GetTemplateSummary', getTemplateSummary],
  ['ListChangeSets', listChangeSets],
  ['ListExports', listExports],
  ['ListImports', listImports],
  ['ListStackResources', listStackResources],
  ['ListStacks', listStacks],
  ['UpdateStack', updateStack],
  ['UpdateTerminationProtection', updateTerminationProtection],
  ['ValidateTemplate', validateTemplate],
]);
