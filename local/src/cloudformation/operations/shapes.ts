import type { QueryShape } from '../../protocols/query-input';

export const STACK = { StackName: 'text' } as const satisfies QueryShape;

/** What every list that comes in pages takes. */
export const PAGE = { NextToken: 'text' } as const satisfies QueryShape;

export const CHANGE_SET = { ChangeSetName: 'text', StackName: 'text' } as const satisfies QueryShape;

export const TEMPLATE = { TemplateBody: 'text', TemplateURL: 'text' } as const satisfies QueryShape;

/** All is done before it is answered, once: how, and how often a client asks, makes no difference. */
export const DEPLOYING = {
  ClientRequestToken: 'text',
  DeploymentConfig: { fields: ['Mode', 'DisableRollback'] },
  RoleARN: 'text',
} as const satisfies QueryShape;

/** What CreateChangeSet, CreateStack and UpdateStack take. Nobody is notified here. */
export const DEPLOYMENT = {
  ...STACK,
  ...TEMPLATE,
  ...DEPLOYING,
  Capabilities: 'texts',
  NotificationARNs: 'texts',
  Parameters: { each: ['ParameterKey', 'ParameterValue', 'UsePreviousValue', 'ResolvedValue'] },
  ResourceTypes: 'texts',
  Tags: { each: ['Key', 'Value'] },
} as const satisfies QueryShape;
