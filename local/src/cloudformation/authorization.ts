import type { AuthorizationRequest, ContextValue } from '../iam';
import { findStack, type AccountRecord } from './record';
import type { Tag } from './request';

type Context = ReadonlyMap<string, ContextValue>;

/** The members of inputs that condition keys and resources tell of. */
interface ControlInput {
  readonly StackName?: string;
  readonly ChangeSetName?: string;
  readonly RoleARN?: string;
  readonly TemplateURL?: string;
  readonly ResourceTypes?: readonly string[];
  readonly Tags?: readonly Tag[];
}

/** Actions that are about no stack (Service Authorization Reference, AWS CloudFormation). */
const WITHOUT_STACK = new Set(['GetTemplateSummary', 'ListExports', 'ListStacks']);

/**
 * What a caller must be allowed: the action on the stack and, where CloudFormation is to act as a role, handing it over.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
 */
export function controlRequests(action: string, input: ControlInput, record: AccountRecord, arnPrefix: string): AuthorizationRequest[] {
  const context = contextOf(input);
  const { RoleARN: roleArn, StackName: stackName } = input;
  const resource = WITHOUT_STACK.has(action) && stackName === undefined ? '*' : stackArn(stackName, record, arnPrefix);
  return [
    { action: `cloudformation:${action}`, resource, context },
    ...roleArn === undefined ? [] : [{ action: 'iam:PassRole', resource: roleArn, context: new Map([['iam:passedtoservice', 'cloudformation.amazonaws.com']]) }],
  ];
}

function stackArn(given: string | undefined, record: AccountRecord, arnPrefix: string): string {
  // A change set that is named by its ARN alone may be of any stack.
  if (given === undefined) return `${arnPrefix}:stack/*/*`;
  return findStack(record, given)?.id ?? (given.startsWith('arn:') ? given : `${arnPrefix}:stack/${given}/*`);
}

function contextOf({ ChangeSetName, RoleARN, TemplateURL, ResourceTypes = [], Tags = [] }: ControlInput): Context {
  const context = new Map<string, ContextValue>();
  const set = (key: string, value: string | undefined) => value !== undefined && context.set(key, value);
  set('cloudformation:changesetname', ChangeSetName);
  set('cloudformation:rolearn', RoleARN);
  set('cloudformation:templateurl', TemplateURL);
  if (ResourceTypes.length > 0) context.set('cloudformation:resourcetypes', ResourceTypes);
  for (const { Key = '', Value = '' } of Tags) context.set(`aws:requesttag/${Key.toLowerCase()}`, Value);
  if (Tags.length > 0) context.set('aws:tagkeys', [...new Set(Tags.map(({ Key = '' }) => Key))]);
  return context;
}
