import { iamOperation, noResource } from './operation';
import { noSuchPolicy, policyArn, policyOf, VERSION_ID } from './policy-of-request';
import type { AccountRole, ManagedPolicy } from '../../assembly';
import { AwsError } from '../../aws-error';
import { nameOf, pathOf } from '../arn';
import { deleteRetained } from '../delete-retained';
import { encodedDocument } from '../encoded-document';
import { noSuchEntity } from '../errors';
import { pageOf, PAGE_SHAPE } from '../paging';
import { choice, pathPrefix } from '../parameters';

export const getPolicy = iamOperation({ PolicyArn: 'text' }, policyArn, (input, { account }) => {
  const policy = policyOf(input, account);
  return { Policy: { ...describedPolicy(policy, account.roles), Description: policy.description, Tags: {} } };
});

export const listPolicies = iamOperation({ Scope: 'text', OnlyAttached: 'text', PathPrefix: 'text', ...PAGE_SHAPE }, noResource, (input, { account: { roles, managedPolicies, awsManagedPolicies } }) => {
  const scope = choice('Scope', input.Scope, ['All', 'AWS', 'Local'], 'All');
  const onlyAttached = choice('OnlyAttached', input.OnlyAttached, ['true', 'false'], 'false') === 'true';
  const prefix = pathPrefix(input.PathPrefix);
  const all = [...scope === 'AWS' ? [] : managedPolicies.values(), ...scope === 'Local' ? [] : awsManagedPolicies.values()];
  const wanted = all.filter(({ arn }) => pathOf(arn).startsWith(prefix) && (!onlyAttached || attachments(arn, roles) > 0));
  const { items, told } = pageOf(wanted, ({ arn }) => arn, input);
  return { Policies: { member: items.map((policy) => describedPolicy(policy, roles)) }, ...told };
});

export const deletePolicy = iamOperation({ PolicyArn: 'text' }, policyArn, async (input, api) => {
  const arn = policyArn(input);
  if (api.account.awsManagedPolicies.has(arn)) throw new AwsError('AccessDenied', `${arn} is a policy of AWS: it cannot be deleted`, 403);
  if (!await deleteRetained('AWS::IAM::ManagedPolicy', arn, api)) throw noSuchPolicy(arn);
  return {};
});

export const getPolicyVersion = iamOperation({ PolicyArn: 'text', VersionId: 'text' }, policyArn, (input, { account }) => {
  const { arn, created, document } = policyOf(input, account);
  const version = input.VersionId ?? '';
  if (version !== VERSION_ID) throw noSuchEntity(`Policy ${arn} version ${version.slice(0, 64)} does not exist or is not attachable.`);
  return { PolicyVersion: { Document: encodedDocument(document), VersionId: VERSION_ID, IsDefaultVersion: true, CreateDate: new Date(created) } };
});

/** What lists tell of a policy, too. */
export function describedPolicy({ arn, policyId, created }: ManagedPolicy, roles: readonly AccountRole[]): object {
  return {
    PolicyName: nameOf(arn),
    PolicyId: policyId,
    Arn: arn,
    Path: pathOf(arn),
    DefaultVersionId: VERSION_ID,
    AttachmentCount: attachments(arn, roles),
    PermissionsBoundaryUsageCount: roles.filter(({ boundary }) => boundary?.arn === arn).length,
    IsAttachable: true,
    CreateDate: new Date(created),
    UpdateDate: new Date(created),
  };
}

function attachments(arn: string, roles: readonly AccountRole[]): number {
  return roles.filter(({ managedPolicies }) => managedPolicies.some((policy) => policy.arn === arn)).length;
}
