import { operation, type ControlPlane } from './operation';
import { CHANGE_SET, DEPLOYMENT, PAGE } from './shapes';
import { newStack } from './stack-of-request';
import { AssemblyError } from '../../assembly';
import { AwsError } from '../../aws-error';
import { assertCapabilities } from '../capabilities';
import { differs, NO_CHANGES, textualChanges, type ChangeSet } from '../change-set';
import { changeSetId } from '../change-sets';
import { readDeployment } from '../deployment-request';
import { pageOf } from '../paging';
import { findStack, type StackRecord } from '../record';
import { flag, required, validationError } from '../request';
import type { ResourceChange } from '../resource-changes';

const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;
export const createChangeSet = operation({
  ...DEPLOYMENT,
  ...CHANGE_SET,
  ChangeSetType: 'text',
  ClientToken: 'text',
  Description: 'text',
  ImportExistingResources: 'text',
  IncludeNestedStacks: 'text',
  OnStackFailure: 'text',
  ResourcesToImport: { each: ['ResourceType', 'LogicalResourceId'] },
  UsePreviousTemplate: 'text',
}, async (input, plane) => {
  const { stacks, changeSets } = plane;
  const [stackName, name] = [required('StackName', input.StackName), required('ChangeSetName', input.ChangeSetName)];
  if (!NAME.test(name)) throw validationError(`1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${NAME.source}`);
  if (input.ResourcesToImport.length > 0) {
    throw validationError('ResourcesToImport is not supported by the local cloud: want ImportExistingResources, for resources that a stack let go of');
  }
  const known = findStack(stacks.record, stackName);
  const type = input.ChangeSetType ?? 'UPDATE';
  assertType(type, known, stackName, name);
  const deployment = { ...await readDeployment(input, known, plane), importsExisting: flag(input.ImportExistingResources) };
  const capabilities = input.Capabilities;
  assertCapabilities(deployment.template, capabilities);
  const stack = known ?? newStack(stackName, plane);
  if (changeSets.of(stack.id).some((set) => set.name === name)) throw new AwsError('AlreadyExistsException', `ChangeSet ${name} cannot be created due to a mismatch with existing attribute Template`);
  if (known === undefined) stacks.put({ ...stack, status: 'REVIEW_IN_PROGRESS', reason: 'User Initiated' });
  const hasChanges = differs(stack, deployment);
  const set: ChangeSet = {
    id: changeSetId(plane.arnPrefix, name),
    name,
    description: input.Description,
    stackId: stack.id,
    stackName: stack.name,
    created: plane.clock(),
    deployment,
    changes: hasChanges ? changesOf(stack, plane, deployment) : [],
    ...hasChanges ? { status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE' } : { status: 'FAILED', executionStatus: 'UNAVAILABLE', reason: NO_CHANGES },
    roleArn: input.RoleARN ?? stack.roleArn,
    capabilities,
    onStackFailure: input.OnStackFailure as ChangeSet['onStackFailure'],
  };
  changeSets.add(set);
  return { Id: set.id, StackId: stack.id };
});

export const describeChangeSet = operation({ ...CHANGE_SET, ...PAGE, IncludePropertyValues: 'text' }, async (input, { stacks, changeSets }) => {
  const set = changeSets.get(input, stacks.record);
  const { items, NextToken } = pageOf(set.changes, ({ logicalId }) => logicalId, input.NextToken);
  return {
    ...summary(set),
    Parameters: { member: Object.entries(set.deployment.parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })) },
    Tags: { member: Object.entries(set.deployment.tags).map(([Key, Value]) => ({ Key, Value })) },
    Capabilities: { member: set.capabilities },
    NotificationARNs: {},
    RollbackConfiguration: {},
    Changes: { member: items.map(changeOutput) },
    NextToken,
  };
});

export const executeChangeSet = operation({ ...CHANGE_SET, ClientRequestToken: 'text', DisableRollback: 'text', RetainExceptOnCreate: 'text' }, async (input, { stacks, changeSets }) => {
  const set = changeSets.get(input, stacks.record);
  if (set.executionStatus !== 'AVAILABLE') {
    throw new AwsError('InvalidChangeSetStatus', `ChangeSet [${set.id}] cannot be executed in its current status of [${set.status}]`);
  }
  const stack = findStack(stacks.record, set.stackId)!;
  changeSets.removeOf(stack.id);
  await stacks.deploy({ ...stack, changeSetId: set.id, roleArn: set.roleArn, capabilities: set.capabilities }, set.deployment,
    flag(input.DisableRollback) ? 'DO_NOTHING' : set.onStackFailure);
  return {};
});

export const deleteChangeSet = operation(CHANGE_SET, async (input, { stacks, changeSets }) => {
  const found = changeSets.find(input, stacks.record);
  if (found !== undefined) changeSets.remove(found);
  return {};
});

function assertType(type: string, known: StackRecord | undefined, stackName: string, name: string): void {
  const exists = known !== undefined && known.status !== 'REVIEW_IN_PROGRESS';
  if (type === 'CREATE' && exists) throw validationError(`Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`);
  if (type === 'UPDATE' && !exists) throw validationError(`Stack [${stackName}] does not exist`);
  if (type !== 'CREATE' && type !== 'UPDATE') throw validationError(`ChangeSetType: got ${JSON.stringify(type.slice(0, 32))}, want CREATE or UPDATE: the local cloud does not support others`);
  if (exists && /ROLLBACK_COMPLETE$/.test(known.status) && !known.status.startsWith('UPDATE_')) {
    throw validationError(`Stack:${known.id} is in ${known.status} state and can not be updated.`);
  }
}

/** What fails is told when the change set is executed, as on AWS. */
function changesOf(stack: StackRecord, { stacks }: ControlPlane, deployment: ChangeSet['deployment']): readonly ResourceChange[] {
  try {
    return stacks.preview(stack, deployment);
  } catch (error) {
    if (error instanceof AssemblyError) return textualChanges(stack, deployment);
    throw error;
  }
}

function summary({ id, name, description, stackId, stackName, created, status, reason, executionStatus }: ChangeSet): object {
  return {
    ChangeSetId: id,
    ChangeSetName: name,
    Description: description,
    StackId: stackId,
    StackName: stackName,
    CreationTime: new Date(created).toISOString(),
    Status: status,
    StatusReason: reason,
    ExecutionStatus: executionStatus,
    IncludeNestedStacks: false,
  };
}

function changeOutput({ action, logicalId, type, physicalId, replaced, properties, retains }: ResourceChange): object {
  const details = properties.map((Name) => ({
    Target: { Attribute: 'Properties', Name, RequiresRecreation: replaced ? 'Always' : 'Never' }, Evaluation: 'Static', ChangeSource: 'DirectModification',
  }));
  return {
    Type: 'Resource',
    ResourceChange: {
      PolicyAction: policyAction(action, replaced, retains),
      Action: action,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Replacement: action === 'Modify' ? (replaced ? 'True' : 'False') : undefined,
      Scope: { member: action === 'Modify' ? ['Properties'] : [] },
      Details: { member: details },
    },
  };
}

function policyAction(action: string, replaced: boolean, retains: boolean): string | undefined {
  if (action === 'Remove') return retains ? 'Retain' : 'Delete';
  if (!replaced) return undefined;
  return retains ? 'ReplaceAndRetain' : 'ReplaceAndDelete';
}
