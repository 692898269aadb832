import { deploymentOf } from './deployment-of-template';
import { created } from './plan';
import { newStackRecord, type AccountRecord } from './record';
import type { Environment, StackTemplate } from '../assembly';

/** The record with a new stack, whose resources are taken to exist. */
export function deployedAs(record: AccountRecord, template: StackTemplate, environment: Environment, now: number): AccountRecord {
  return created(record, { ...newStackRecord(template.name, arnPrefixOf(environment), now), status: 'CREATE_COMPLETE' }, deploymentOf(template));
}

/** Of the ARNs of stacks and change sets. */
export function arnPrefixOf({ partition, region, account }: Environment): string {
  return `arn:${partition}:cloudformation:${region}:${account}`;
}
