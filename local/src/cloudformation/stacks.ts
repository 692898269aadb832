import { AssemblyError, resolveAccount, type Account, type FindResourceType, type JsonObject, type StackTemplate } from '../assembly';
import { withByHand, type ByHand } from './by-hand';
import { logChanges, logRemovals } from './change-events';
import { differs } from './change-set';
import { deletionObstacles } from './deletion-obstacles';
import { deployedAs } from './deployed-as';
import { deploymentOf } from './deployment-of-template';
import { OperationLog, StackEvents } from './events';
import { failedResource, outcome, type OnFailure } from './failure';
import { NotDeleted } from './not-deleted';
import { NotMade } from './not-made';
import { plan, type Plan } from './plan';
import { withReadOutputs } from './read-outputs';
import { stackNamed, withStack, type AccountRecord, type Deployment, type RetainedResource, type StackRecord } from './record';
import { isRetained, resolvedResources, type ResolvedResource, type ResourceChange } from './resource-changes';
import { templatesOf } from './templates';
import { withoutRetained } from './without-retained';

/** What the stacks are carried out on. */
export interface Cloud {
  /**
   * Makes the account what it is from now on. `commit` runs when nothing can fail anymore and nothing is lost yet.
   *
   * Throws with nothing changed, `AssemblyError` where it is the template's fault.
   */
  become(account: Account, commit: () => void): Promise<void>;
  isBucketEmpty(name: string): Promise<boolean>;
  /** Told once the account is another one. */
  changed(): void;
}

export interface StacksOptions {
  readonly record: AccountRecord;
  readonly account: Account;
  readonly cloud: Cloud;
  readonly findType: FindResourceType;
  readonly clock: () => number;
  /** Keeps the record where it outlives the process. */
  readonly save: (record: AccountRecord) => void;
}

/**
 * The stacks of the account and what happens to them. An operation is over when its method resolves:
 * nothing here takes the time that AWS takes.
 */
export class Stacks {
  readonly events = new StackEvents();
  record: AccountRecord;
  account: Account;
  private underway: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: StacksOptions) {
    this.record = options.record;
    this.account = options.account;
  }

  get findType(): FindResourceType {
    return this.options.findType;
  }

  /** One after another: each operation sees what the one before left. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.underway.then(act);
    this.underway = result.catch(() => undefined);
    return result;
  }

  /** Notes something about a stack that leaves its resources as they are. */
  put(stack: StackRecord): void {
    this.keep(withStack(this.record, stack));
  }

  keep(record: AccountRecord): void {
    this.options.save(record);
    this.record = record;
  }

  /** What a deployment would change. Throws `AssemblyError`. */
  preview(stack: StackRecord, deployment: Deployment): readonly ResourceChange[] {
    return plan(this.situation(), stack, deployment).changes;
  }

  /** Deploys stacks all at once, so that they may refer to each other in any order. Throws with nothing changed. */
  async adopt(templates: readonly StackTemplate[]): Promise<void> {
    let { record } = this;
    for (const template of templates) record = await this.adopted(record, template);
    if (record === this.record) return;
    const account = resolveAccount(templatesOf(record), this.options.findType);
    await this.become({ account }, record);
  }

  /** Creates or updates. A failure is rolled back, and told by the stack's status and events; `stack` says what is noted with the deployment. */
  async deploy(stack: StackRecord, deployment: Deployment, onFailure: OnFailure = 'ROLLBACK'): Promise<void> {
    const kind = stack.deployed === undefined ? 'CREATE' : 'UPDATE';
    const log = this.log(stack);
    log.ofStack(`${kind}_IN_PROGRESS`, 'User Initiated');
    const obstacles = await this.obstacles(stack);
    try {
      const planned = plan(this.situation(), stack, deployment, new Set(obstacles.keys()));
      await this.become(planned, this.finished(planned, stack, `${kind}_COMPLETE`));
      logChanges(planned.changes, this.account, stack.name, log, kind);
      logRemovals(planned.changes, obstacles, log);
      log.ofStack(`${kind}_COMPLETE`);
    } catch (error) {
      if (!(error instanceof AssemblyError)) throw error;
      this.fail(stack, deployment, kind, error, log, onFailure);
    }
  }

  /** Deletes the stack and what it does not retain. What cannot be deleted stays, with the stack, and its events say why. */
  async delete(stack: StackRecord, retained: readonly string[] = []): Promise<void> {
    const log = this.log(stack);
    log.ofStack('DELETE_IN_PROGRESS', 'User Initiated');
    try {
      const resources = this.resources(stack);
      const failed = new Map([...await this.obstacles(stack)]
        .filter(([logicalId]) => !retained.includes(logicalId) && !isRetained(resources.get(logicalId)!.deletionPolicy)));
      if (failed.size > 0) await this.deleteAllBut(failed, stack, log); else await this.deleteWhole(stack, retained, log);
    } catch (error) {
      if (!(error instanceof AssemblyError)) throw error;
      this.put({ ...stack, status: 'DELETE_FAILED', reason: error.message });
      log.ofStack('DELETE_FAILED', error.message);
    }
  }

  private async deleteWhole(stack: StackRecord, retained: readonly string[], log: OperationLog): Promise<void> {
    const planned = plan(this.situation(), stack, undefined, new Set(retained));
    const deleted: StackRecord = {
      ...stack, deployed: undefined, resources: {}, status: 'DELETE_COMPLETE', reason: undefined, deleted: this.options.clock(),
    };
    await this.become(planned, withStack(planned.record, deleted));
    logRemovals(planned.changes, new Map(), log);
    log.ofStack('DELETE_COMPLETE');
  }

  private async deleteAllBut(failed: ReadonlyMap<string, string>, stack: StackRecord, log: OperationLog): Promise<void> {
    const before = this.resources(stack);
    const Resources = Object.fromEntries([...before.values()].filter(({ logicalId }) => failed.has(logicalId))
      .map(({ logicalId, type, properties }) => [logicalId, { Type: type, Properties: properties }]));
    const planned = plan(this.situation(), stack, { ...stack.deployed!, template: { Resources } });
    const reason = `The following resource(s) failed to delete: [${[...failed.keys()].join(', ')}]. `;
    await this.become(planned, this.finished(planned, stack, 'DELETE_FAILED', reason));
    logRemovals(planned.changes, new Map(), log);
    for (const [logicalId, obstacle] of failed) log.ofResource(before.get(logicalId)!, 'DELETE_FAILED', obstacle);
    log.ofStack('DELETE_FAILED', reason);
  }

  /** Deletes a resource that outlived its stack, of one of the types. Throws `NotDeleted`, with nothing changed. */
  async deleteRetained(types: readonly string[], physicalId: string): Promise<void> {
    const isIt = (one: { readonly type: string; readonly physicalId: string }) => types.includes(one.type) && one.physicalId === physicalId;
    const owner = this.ownerOf(isIt)?.name;
    if (owner !== undefined) throw new NotDeleted('inUse', `${physicalId} belongs to the stack ${owner}: deploy ${owner} without it, or destroy ${owner}`);
    const found = this.record.retained.find(isIt);
    if (found === undefined) throw new NotDeleted('missing', `${physicalId} does not exist`);
    const [obstacle] = (await deletionObstacles([found], this.options.cloud)).values();
    if (obstacle !== undefined) throw new NotDeleted('protected', obstacle);
    const record = withoutRetained(this.record, found);
    await this.become({ account: this.withoutUse(physicalId, record) }, record);
  }

  /** Makes a resource that belongs to no stack. Throws `NotMade` where there is one of its name, `AssemblyError` where it cannot be; nothing is changed then. */
  async make(resource: ByHand): Promise<void> {
    const { type, physicalId } = resource;
    const isIt = (one: { readonly type: string; readonly physicalId: string }) => one.type === type && one.physicalId === physicalId;
    if (resource.of === undefined && (this.ownerOf(isIt) !== undefined || this.record.retained.some(isIt))) throw new NotMade(`${physicalId} already exists`);
    await this.settle(withByHand(this.record, resource, this.options.clock()));
  }

  /** Puts another one, or none, in the place of a resource that belongs to no stack. */
  async change(found: RetainedResource, properties: JsonObject | undefined): Promise<void> {
    const retained = this.record.retained.flatMap((one) => (one !== found ? [one] : properties === undefined ? [] : [{ ...one, properties }]));
    await this.settle({ ...this.record, retained });
  }

  /** The stack that has such a resource. */
  ownerOf(isIt: (resource: ResolvedResource) => boolean): StackRecord | undefined {
    return this.record.stacks.find((stack) => [...this.resources(stack).values()].some(isIt));
  }

  /** Those that exist, by logical id. */
  resources(stack: StackRecord): ReadonlyMap<string, ResolvedResource> {
    return resolvedResources(stack.deployed && this.account.resolved.get(stack.name));
  }

  private async adopted(record: AccountRecord, template: StackTemplate): Promise<AccountRecord> {
    const stack = stackNamed(record, template.name);
    if (stack === undefined) return deployedAs(record, template, this.account.environment, this.options.clock());
    const deployment = deploymentOf(template);
    if (!differs(stack, deployment)) return record;
    const obstacles = await this.obstacles(stack);
    const planned = plan({ ...this.situation(), record }, stack, deployment, new Set(obstacles.keys()));
    return this.finished(planned, stack, 'UPDATE_COMPLETE');
  }

  /** The account of a record that lacks a resource. */
  private withoutUse(physicalId: string, record: AccountRecord): Account {
    try {
      return resolveAccount(templatesOf(record), this.options.findType);
    } catch (error) {
      throw error instanceof AssemblyError ? new NotDeleted('inUse', `${physicalId} is still in use: ${error.message}`) : error;
    }
  }

  private async settle(record: AccountRecord): Promise<void> {
    await this.become({ account: resolveAccount(templatesOf(record), this.options.findType) }, record);
  }

  private situation(): { record: AccountRecord; current: Account; findType: FindResourceType } {
    return { record: this.record, current: this.account, findType: this.options.findType };
  }

  private log(stack: StackRecord): OperationLog {
    return new OperationLog(this.events, stack, this.options.clock);
  }

  private obstacles(stack: StackRecord): Promise<ReadonlyMap<string, string>> {
    return deletionObstacles([...this.resources(stack).values()], this.options.cloud);
  }

  private async become({ account }: Pick<Plan, 'account'>, record: AccountRecord): Promise<void> {
    await this.options.cloud.become(account, () => this.keep(withReadOutputs(record, account)));
    this.account = account;
    this.options.cloud.changed();
  }

  /** The record as the plan has it, with the outcome noted. */
  private finished({ record, changes }: Plan, { id }: StackRecord, status: string, reason?: string): AccountRecord {
    const stack = record.stacks.find((one) => one.id === id)!;
    const at = this.options.clock();
    const changed = changes.filter(({ action }) => action !== 'Remove').map(({ logicalId, action, replaced }) => (
      [logicalId, { status: action === 'Add' || replaced ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE', at }] as const
    ));
    const removed = new Set(changes.filter(({ action }) => action === 'Remove').map(({ logicalId }) => logicalId));
    const kept = Object.entries(stack.resources).filter(([logicalId]) => !removed.has(logicalId));
    return withStack(record, {
      ...stack, status, reason, ...status === 'UPDATE_COMPLETE' && { updated: at }, resources: Object.fromEntries([...kept, ...changed]),
    });
  }

  /** Nothing was done yet: rolling back is telling so. */
  private fail(
    stack: StackRecord, deployment: Deployment, kind: 'CREATE' | 'UPDATE', error: AssemblyError, log: OperationLog, onFailure: OnFailure,
  ): void {
    const failed = failedResource(error, deployment, stack);
    const { status, reason } = outcome(kind, failed?.logicalId, error.message, onFailure);
    if (failed !== undefined) {
      log.ofResource(failed, `${kind}_IN_PROGRESS`);
      log.ofResource(failed, `${kind}_FAILED`, error.message);
    }
    if (status.endsWith('ROLLBACK_COMPLETE')) log.ofStack(status.replace('COMPLETE', 'IN_PROGRESS'), reason);
    const deleted = status === 'DELETE_COMPLETE' ? { deleted: this.options.clock() } : {};
    this.put({ ...this.record.stacks.find(({ id }) => id === stack.id), ...stack, status, reason, ...deleted });
    log.ofStack(status, status.endsWith('_FAILED') ? reason : undefined);
  }
}
