import { operation, type ControlPlane } from './operation';
import { PAGE, STACK } from './shapes';
import { stackOf } from './stack-of-request';
import { pageOf } from '../paging';
import type { StackRecord } from '../record';
import { validationError } from '../request';
import type { ResolvedResource } from '../resource-changes';

export const describeStackResources = operation({ ...STACK, LogicalResourceId: 'text', PhysicalResourceId: 'text' }, async (input, plane) => {
  const stack = ownerOf(input.PhysicalResourceId, plane) ?? stackOf(input, plane, missing);
  const logicalId = input.LogicalResourceId;
  const resources = [...plane.stacks.resources(stack).values()].filter((one) => logicalId === undefined || one.logicalId === logicalId);
  return { StackResources: { member: resources.map((resource) => ({ StackId: stack.id, StackName: stack.name, ...described(resource, stack) })) } };
});

export const listStackResources = operation({ ...STACK, ...PAGE }, async (input, plane) => {
  const stack = stackOf(input, plane, missing);
  const { items, NextToken } = pageOf([...plane.stacks.resources(stack).values()], ({ logicalId }) => logicalId, input.NextToken);
  const summaries = items.map((resource) => {
    const { Timestamp, ...others } = described(resource, stack);
    return { ...others, LastUpdatedTimestamp: Timestamp };
  });
  return { StackResourceSummaries: { member: summaries }, NextToken };
});

const missing = (name: string) => `Stack '${name}' does not exist`;

/** The stack that a physical resource belongs to. */
function ownerOf(physicalId: string | undefined, { stacks }: ControlPlane): StackRecord | undefined {
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
