import { operation, type ControlPlane } from './operation';
import { DEPLOYING, DEPLOYMENT, PAGE, STACK } from './shapes';
import { newStack, stackOf } from './stack-of-request';
import { isObject } from '../../assembly';
import { AwsError } from '../../aws-error';
import { assertCapabilities } from '../capabilities';
import { differs } from '../change-set';
import { readDeployment } from '../deployment-request';
import { pageOf } from '../paging';
import { findStack, stackNamed, type StackRecord } from '../record';
import { flag, required, validationError } from '../request';

export const createStack = operation({ ...DEPLOYMENT, DisableRollback: 'text', EnableTerminationProtection: 'text', OnFailure: 'text', TimeoutInMinutes: 'text' }, async (input, plane) => {
  const name = required('StackName', input.StackName);
  if (stackNamed(plane.stacks.record, name) !== undefined) throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  const deployment = await readDeployment(input, undefined, plane);
  const capabilities = input.Capabilities;
  assertCapabilities(deployment.template, capabilities);
  const stack = { ...newStack(name, plane), capabilities, roleArn: input.RoleARN, terminationProtection: flag(input.EnableTerminationProtection) };
  plane.stacks.put(stack);
  const onFailure = input.OnFailure as 'ROLLBACK' | 'DO_NOTHING' | 'DELETE' | undefined;
  await plane.stacks.deploy(stack, deployment, flag(input.DisableRollback) ? 'DO_NOTHING' : onFailure);
  return { StackId: stack.id };
});

export const updateStack = operation({ ...DEPLOYMENT, UsePreviousTemplate: 'text', DisableRollback: 'text' }, async (input, plane) => {
  const stack = stackOf(input, plane, (name) => `Stack [${name}] does not exist`);
  if (stack.deployed === undefined) throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
  const deployment = await readDeployment(input, stack, plane);
  const capabilities = input.Capabilities;
  assertCapabilities(deployment.template, capabilities);
  if (!differs(stack, deployment)) throw validationError('No updates are to be performed.');
  await plane.stacks.deploy({ ...stack, capabilities, roleArn: input.RoleARN ?? stack.roleArn }, deployment,
    flag(input.DisableRollback) ? 'DO_NOTHING' : undefined);
  return { StackId: stack.id };
});

export const deleteStack = operation({ ...STACK, ...DEPLOYING, RetainResources: 'texts' }, async (input, { stacks, changeSets }) => {
  const stack = findStack(stacks.record, required('StackName', input.StackName));
  // Nothing to delete is no error.
  if (stack === undefined || stack.deleted !== undefined) return {};
  if (stack.terminationProtection) {
    throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
  }
  changeSets.removeOf(stack.id);
  await stacks.delete(stack, input.RetainResources);
  return {};
});

export const describeStacks = operation({ ...STACK, ...PAGE }, async (input, plane) => {
  const { record } = plane.stacks;
  const all = input.StackName !== undefined ? [stackOf(input, plane)] : record.stacks.filter(({ deleted }) => deleted === undefined);
  const { items, NextToken } = pageOf(all, ({ id }) => id, input.NextToken);
  return { Stacks: { member: items.map((stack) => described(stack, plane)) }, NextToken };
});

export const listStacks = operation({ ...PAGE, StackStatusFilter: 'texts' }, async (input, { stacks }) => {
  const wanted = input.StackStatusFilter;
  const all = stacks.record.stacks.filter(({ status }) => wanted.length === 0 || wanted.includes(status));
  const { items, NextToken } = pageOf(all, ({ id }) => id, input.NextToken);
  return { StackSummaries: { member: items.map(identified) }, NextToken };
});

export const updateTerminationProtection = operation({ ...STACK, EnableTerminationProtection: 'text' }, async (input, plane) => {
  const stack = stackOf(input, plane, (name) => `Stack [${name}] does not exist`);
  plane.stacks.put({ ...stack, terminationProtection: flag(input.EnableTerminationProtection) });
  return { StackId: stack.id };
});

function identified({ id, name, created, updated, deleted, status, reason }: StackRecord): object {
  return {
    StackId: id,
    StackName: name,
    CreationTime: timeText(created),
    LastUpdatedTime: updated && timeText(updated),
    DeletionTime: deleted && timeText(deleted),
    StackStatus: status,
    StackStatusReason: reason,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}

function described(stack: StackRecord, plane: ControlPlane): object {
  const { deployed, changeSetId, capabilities = [], roleArn, terminationProtection = false } = stack;
  return {
    ...identified(stack),
    ChangeSetId: changeSetId,
    Description: deployed?.template.Description,
    Parameters: { member: parametersOf(stack, plane) },
    RollbackConfiguration: {},
    DisableRollback: false,
    NotificationARNs: {},
    Capabilities: { member: capabilities },
    Outputs: { member: outputsOf(stack, plane) },
    RoleARN: roleArn,
    Tags: { member: Object.entries(deployed?.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) },
    EnableTerminationProtection: terminationProtection,
  };
}

function parametersOf({ name, deployed }: StackRecord, { stacks }: ControlPlane): object[] {
  const declared = isObject(deployed?.template.Parameters) ? deployed.template.Parameters : {};
  const resolved = stacks.account.resolved.get(name);
  return Object.entries(declared).map(([ParameterKey, parameter]) => {
    const { Type, NoEcho, Default } = parameter as { Type: string; NoEcho?: unknown; Default?: unknown };
    const given = deployed?.parameters[ParameterKey] ?? String(Default);
    return {
      ParameterKey,
      ParameterValue: String(NoEcho) === 'true' ? '****' : given,
      ...Type.startsWith('AWS::SSM::Parameter::Value') && { ResolvedValue: String(resolved?.parameter(ParameterKey)) },
    };
  });
}

function outputsOf({ name, deployed }: StackRecord, { stacks }: ControlPlane): object[] {
  const stack = deployed && stacks.account.resolved.get(name);
  if (stack === undefined) return [];
  const declared = (deployed!.template.Outputs ?? {}) as { readonly [output: string]: { readonly Description?: string } };
  const exports = new Map(stack.exports().map((one) => [one.output, one.name]));
  return Object.entries(stack.outputs()).map(([OutputKey, OutputValue]) => (
    { OutputKey, OutputValue, Description: declared[OutputKey].Description, ExportName: exports.get(OutputKey) }
  ));
}
