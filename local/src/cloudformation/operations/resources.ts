import type { ControlPlane, Operation } from './operation';
import { stackOf } from './stack-of-request';
import { page } from '../paging';
import type { StackRecord } from '../record';
import { required, validationError, type Parameters } from '../request';
import type { ResolvedResource } from '../resource-changes';

const PAGE = 100;

export const describeStackResource: Operation = async (parameters, plane) => {
  const stack = stackOf(parameters, plane, missing);
  const logicalId = required(parameters, 'LogicalResourceId');
  const found = plane.stacks.resources(stack).get(logicalId);
  if (found === undefined) throw validationError(`Resource ${logicalId} does not exist for stack ${stack.name}`);
  const { ResourceStatus, Timestamp, ...others } = described(found, stack);
  return { StackResourceDetail: { ...others, LastUpdatedTimestamp: Timestamp, ResourceStatus, StackId: stack.id, StackName: stack.name } };
};

export const describeStackResources: Operation = async (parameters, plane) => {
  const stack = ownerOf(parameters, plane) ?? stackOf(parameters, plane, missing);
  const logicalId = parameters.get('LogicalResourceId');
  const resources = [...plane.stacks.resources(stack).values()].filter((one) => logicalId === undefined || one.logicalId === logicalId);
  return { StackResources: { member: resources.map((resource) => ({ StackId: stack.id, StackName: stack.name, ...described(resource, stack) })) } };
};

export const listStackResources: Operation = async (parameters, plane) => {
  const stack = stackOf(parameters, plane, missing);
  const { items, NextToken } = page([...plane.stacks.resources(stack).values()], parameters.get('NextToken'), PAGE);
  const summaries = items.map((resource) => {
    const { Timestamp, ...others } = described(resource, stack);
    return { ...others, LastUpdatedTimestamp: Timestamp };
  });
  return { StackResourceSummaries: { member: summaries }, NextToken };
};

const missing = (name: string) => `Stack '${name}' does not exist`;

/** The stack that a physical resource belongs to. */
function ownerOf(parameters: Parameters, { stacks }: ControlPlane): StackRecord | undefined {
  const physicalId = parameters.get('PhysicalResourceId');
  if (physicalId === undefined) return undefined;
  const owner = stacks.ownerOf((one) => one.physicalId === physicalId);
  if (owner === undefined) throw validationError(`Stack for ${physicalId} does not exist`);
  return owner;
}

function described({ logicalId, physicalId, type }: ResolvedResource, { resources, created }: StackRecord): {
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly Timestamp: string;
  readonly DriftInformation: object;
} {
  const { status, at } = resources[logicalId] ?? { status: 'CREATE_COMPLETE', at: created };
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: status,
    Timestamp: new Date(at).toISOString(),
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
