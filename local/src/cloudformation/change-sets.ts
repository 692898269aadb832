import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error';
import type { ChangeSet } from './change-set';
import { findStack, type AccountRecord } from './record';
import { validationError } from './request';

/** More than anybody leaves behind; the oldest make room. */
const MAX_CHANGE_SETS = 1_000;

interface Named {
  readonly ChangeSetName?: string;
  readonly StackName?: string;
}

/** Change sets that were created and neither executed nor deleted, oldest first. */
export class ChangeSets {
  private readonly sets = new Map<string, ChangeSet>();

  of(stackId: string): ChangeSet[] {
    return [...this.sets.values()].filter((set) => set.stackId === stackId);
  }

  add(set: ChangeSet): void {
    this.sets.set(set.id, set);
    if (this.sets.size > MAX_CHANGE_SETS) this.sets.delete(this.sets.keys().next().value!);
  }

  remove({ id }: ChangeSet): void {
    this.sets.delete(id);
  }

  removeOf(stackId: string): void {
    this.of(stackId).forEach((set) => this.remove(set));
  }

  /** By its ARN, or by its name and its stack. */
  find({ ChangeSetName: name = '', StackName: stackName }: Named, record: AccountRecord): ChangeSet | undefined {
    if (name.startsWith('arn:')) return this.sets.get(name);
    if (stackName === undefined) throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
    const stack = findStack(record, stackName);
    if (stack === undefined) throw validationError(`Stack [${stackName}] does not exist`);
    return this.of(stack.id).find((set) => set.name === name);
  }

  /** Throws ChangeSetNotFound. */
  get(named: Named, record: AccountRecord): ChangeSet {
    const found = this.find(named, record);
    if (found === undefined) throw new AwsError('ChangeSetNotFound', `ChangeSet [${named.ChangeSetName ?? ''}] does not exist`, 404);
    return found;
  }
}

export function changeSetId(arnPrefix: string, name: string): string {
  return `${arnPrefix}:changeSet/${name}/${randomUUID()}`;
}
