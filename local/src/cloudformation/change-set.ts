import { isObject } from '../assembly';
import type { Deployment, StackRecord } from './record';
import type { ResourceChange } from './resource-changes';

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly stackId: string;
  readonly stackName: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly deployment: Deployment;
  readonly changes: readonly ResourceChange[];
  readonly status: 'CREATE_COMPLETE' | 'FAILED';
  readonly reason?: string;
  readonly executionStatus: 'AVAILABLE' | 'UNAVAILABLE';
  readonly roleArn?: string;
  readonly capabilities: readonly string[];
  readonly onStackFailure?: 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';
}

/** The text by which clients know that there is nothing to do. */
export const NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Whether a deployment is another one than that of the stack. */
export function differs({ deployed }: StackRecord, { template, parameters, tags }: Deployment): boolean {
  if (deployed === undefined) return true;
  const text = (one: Pick<Deployment, 'template' | 'parameters' | 'tags'>) => JSON.stringify([one.template, one.parameters, one.tags], sorted);
  return text({ template, parameters, tags }) !== text(deployed);
}

function sorted(_: string, value: unknown): unknown {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))) : value;
}

/** What changes going by the texts of the templates, where the new one cannot be carried out. */
export function textualChanges({ deployed }: StackRecord, { template }: Deployment): ResourceChange[] {
  type Resources = { readonly [logicalId: string]: { readonly Type: string } };
  const [before, after] = [(deployed?.template.Resources ?? {}) as Resources, template.Resources as Resources];
  const change = (action: ResourceChange['action'], logicalId: string, type: string): ResourceChange => ({ action, logicalId, type, replaced: false, properties: [], retains: false });
  return [
    ...Object.entries(after).flatMap(([logicalId, resource]) => {
      if (!Object.hasOwn(before, logicalId)) return [change('Add', logicalId, resource.Type)];
      return JSON.stringify(before[logicalId], sorted) === JSON.stringify(resource, sorted) ? [] : [change('Modify', logicalId, resource.Type)];
    }),
    ...Object.entries(before).filter(([logicalId]) => !Object.hasOwn(after, logicalId)).map(([logicalId, { Type }]) => change('Remove', logicalId, Type)),
  ];
}
