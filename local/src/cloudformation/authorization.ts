import type { AuthorizationRequest, ContextValue } from '../iam';
import { findStack, type AccountRecord } from './record';
import { objectList, textList, type Parameters } from './request';

type Context = ReadonlyMap<string, ContextValue>;

/** Actions that are about no stack (Service Authorization Reference, AWS CloudFormation). */
const WITHOUT_STACK = new Set(['GetTemplateSummary', 'ListExports', 'ListImports', 'ListStacks', 'ValidateTemplate']);

/**
 * What a caller must be allowed: the action on the stack and, where CloudFormation is to act as a role, handing it over.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
export function controlRequests(action: string, parameters: Parameters, record: AccountRecord, arnPrefix: string): AuthorizationRequest[] {
  const context = contextOf(parameters);
  const roleArn = parameters.get('RoleARN');
  const resource = WITHOUT_STACK.has(action) && !parameters.has('StackName') ? '*' : stackArn(parameters, record, arnPrefix);
  return [
    { action: `cloudformation:${action}`, resource, context },
    ...roleArn === undefined ? [] : [{ action: 'iam:PassRole', resource: roleArn, context: new Map([['iam:passedtoservice', 'cloudformation.amazonaws.com']]) }],
  ];
}

function stackArn(parameters: Parameters, record: AccountRecord, arnPrefix: string): string {
  const given = parameters.get('StackName');
  // A change set that is named by its ARN alone may be of any stack.
  if (given === undefined) return `${arnPrefix}:stack/*/*`;
  return findStack(record, given)?.id ?? (given.startsWith('arn:') ? given : `${arnPrefix}:stack/${given}/*`);
}

function contextOf(parameters: Parameters): Context {
  const context = new Map<string, ContextValue>();
  const set = (key: string, value: string | undefined) => value !== undefined && context.set(key, value);
  set('cloudformation:changesetname', parameters.get('ChangeSetName'));
  set('cloudformation:rolearn', parameters.get('RoleARN'));
  set('cloudformation:templateurl', parameters.get('TemplateURL'));
  set('cloudformation:stackpolicyurl', parameters.get('StackPolicyURL'));
  const types = textList(parameters, 'ResourceTypes');
  if (types.length > 0) context.set('cloudformation:resourcetypes', types);
  for (const [key, value] of tags(parameters)) context.set(`aws:requesttag/${key.toLowerCase()}`, value);
  const keys = [...tags(parameters).keys()];
  if (keys.length > 0) context.set('aws:tagkeys', keys);
  return context;
}

function tags(parameters: Parameters): ReadonlyMap<string, string> {
  return new Map(objectList(parameters, 'Tags').map((tag) => [tag.get('Key') ?? '', tag.get('Value') ?? '']));
}
