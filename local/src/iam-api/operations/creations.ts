import { iamOperation } from './operation';
import { describedPolicy } from './policies';
import { policyArn } from './policy-of-request';
import { named, roleArn, roleName, roleOf } from './role-of-request';
import { describedRole } from './roles';
import type { Account, AccountRole } from '../../assembly';
import { AwsError } from '../../aws-error';
import type { RetainedResource } from '../../cloudformation';
import type { RequestContext } from '../../iam';
import { noSuchEntity } from '../errors';
import { change, make } from '../make';
import { checkedName, documentOf } from '../parameters';
import type { IamApi } from './operation';

/*
 * What an administrator makes by hand: no stack has it, and a stack may import it. Requests that bring tags are refused, since
 * conditions could be about them.
 */

const MAX_NAME_LENGTH = 128;
const ROLE_SHAPE = {
  RoleName: 'text', AssumeRolePolicyDocument: 'text', Path: 'text', Description: 'text', MaxSessionDuration: 'text', PermissionsBoundary: 'text',
} as const;

/** Of the role that is asked about, or will be. */
function boundaryContext(boundary: string | undefined): RequestContext {
  return new Map(boundary === undefined ? [] : [['iam:permissionsboundary', boundary]]);
}

function ofRole(input: { readonly RoleName?: string }, { roles }: Account): RequestContext {
  return boundaryContext(named(roleName(input), roles)?.boundary?.arn);
}

export const createRole = iamOperation(ROLE_SHAPE, (input, { environment: { partition, account } }) => (
  `arn:${partition}:iam::${account}:role${input.Path ?? '/'}${roleName(input)}`
), async (input, api) => {
  const name = roleName(input);
  const { AssumeRolePolicyDocument: trust, RoleName: _, ...others } = input;
  const properties = { ...others, RoleName: name, AssumeRolePolicyDocument: documentOf('AssumeRolePolicyDocument', trust) };
  const existing = `Role with name ${name} already exists.`;
  // Names differ in more than case.
  if (named(name, api.account.roles) !== undefined) throw new AwsError('EntityAlreadyExists', existing, 409);
  await make({ type: 'AWS::IAM::Role', physicalId: name, properties }, existing, api);
  return { Role: describedRole(roleOf(input, api.stacks.account)) };
}, (input) => boundaryContext(input.PermissionsBoundary));

/** Also on a role that a stack has, as somebody could at a console. */
export const putRolePolicy = iamOperation({ RoleName: 'text', PolicyName: 'text', PolicyDocument: 'text' }, roleArn, async (input, api) => {
  const role = roleOf(input, api.account);
  const PolicyName = checkedName('PolicyName', input.PolicyName, MAX_NAME_LENGTH);
  const properties = { PolicyName, PolicyDocument: documentOf('PolicyDocument', input.PolicyDocument), Roles: [role.name] };
  const found = policyByHand(PolicyName, role, api);
  if (found === undefined) {
    assertNotOfStack(PolicyName, role);
    await make({ type: 'AWS::IAM::Policy', physicalId: PolicyName, of: role.name, properties }, PolicyName, api);
  } else {
    await change(found, properties, api);
  }
  return {};
}, ofRole);

export const deleteRolePolicy = iamOperation({ RoleName: 'text', PolicyName: 'text' }, roleArn, async (input, api) => {
  const role = roleOf(input, api.account);
  const name = checkedName('PolicyName', input.PolicyName, MAX_NAME_LENGTH);
  const found = policyByHand(name, role, api);
  if (found === undefined) {
    assertNotOfStack(name, role);
    throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
  }
  await change(found, undefined, api);
  return {};
}, ofRole);

const POLICY_SHAPE = { PolicyName: 'text', PolicyDocument: 'text', Path: 'text', Description: 'text' } as const;

export const createPolicy = iamOperation(POLICY_SHAPE, (input, { environment }) => newPolicyArn(input, environment), async (input, api) => {
  const name = checkedName('PolicyName', input.PolicyName, MAX_NAME_LENGTH);
  const arn = newPolicyArn(input, api.account.environment);
  const { Path, Description } = input;
  const properties = { ManagedPolicyName: name, Path, Description, PolicyDocument: documentOf('PolicyDocument', input.PolicyDocument) };
  await make({ type: 'AWS::IAM::ManagedPolicy', physicalId: arn, properties }, `A policy called ${name} already exists. Duplicate names are not allowed.`, api);
  const { managedPolicies, roles } = api.stacks.account;
  return { Policy: describedPolicy(managedPolicies.get(arn)!, roles) };
});

/** Of a role that was made by hand: those of a stack's role are the stack's. */
export const attachRolePolicy = iamOperation({ RoleName: 'text', PolicyArn: 'text' }, roleArn, async (input, api) => {
  const role = roleOf(input, api.account);
  const arn = policyArn(input);
  const found = api.stacks.record.retained.find(({ type, physicalId }) => type === 'AWS::IAM::Role' && physicalId === role.name);
  if (found === undefined) throw new AwsError('UnmodifiableEntity', `The role ${role.name} belongs to the stack ${role.stack}: attach the policy there, or put an inline policy on it`);
  const attached = role.managedPolicies.map((policy) => policy.arn);
  await change(found, { ...found.properties, ManagedPolicyArns: [...new Set([...attached, arn])] }, api);
  return {};
}, (input, account) => new Map([...ofRole(input, account), ['iam:policyarn', policyArn(input)]]));

const PROVIDER_SHAPE = { Url: 'text', ClientIDList: 'texts', ThumbprintList: 'texts' } as const;

const arnOfProvider = ({ Url }: { readonly Url?: string }, { environment }: Pick<Account, 'environment'>) => providerArn(Url, environment);

export const createOpenIdConnectProvider = iamOperation(PROVIDER_SHAPE, arnOfProvider, async (input, api) => {
  const { Url, ClientIDList, ThumbprintList } = input;
  const arn = providerArn(Url, api.account.environment);
  const properties = { Url, ClientIdList: ClientIDList, ThumbprintList };
  await make({ type: 'AWS::IAM::OIDCProvider', physicalId: arn, properties }, `Provider with url ${Url} already exists.`, api);
  return { OpenIDConnectProviderArn: arn };
});

function providerArn(url: string | undefined, { partition, account }: Account['environment']): string {
  return `arn:${partition}:iam::${account}:oidc-provider/${String(url).replace(/^https:\/\//, '').replace(/^([^/:]+):443(?=\/|$)/, '$1')}`;
}

function newPolicyArn(
  { PolicyName, Path = '/' }: { readonly PolicyName?: string; readonly Path?: string }, { partition, account }: Account['environment'],
): string {
  return `arn:${partition}:iam::${account}:policy${Path}${checkedName('PolicyName', PolicyName, MAX_NAME_LENGTH)}`;
}

/** An inline policy that no stack has. */
function policyByHand(name: string, role: AccountRole, { stacks }: IamApi): RetainedResource | undefined {
  return stacks.record.retained.find(({ type, physicalId, properties: { Roles } }) => (
    type === 'AWS::IAM::Policy' && physicalId === name && Array.isArray(Roles) && Roles.length === 1 && Roles[0] === role.name
  ));
}

function assertNotOfStack(name: string, { name: role, stack, inlinePolicies }: AccountRole): void {
  if (inlinePolicies.has(name)) throw new AwsError('UnmodifiableEntity', `The policy ${name} of role ${role} was deployed with ${stack}: change it there`);
}
