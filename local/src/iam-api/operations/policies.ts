import { noResource, type Operation } from './operation';
import { noSuchPolicy, policyArn, policyOf, VERSION_ID } from './policy-of-request';
import type { AccountRole, ManagedPolicy } from '../../assembly';
import { AwsError } from '../../aws-error';
import { nameOf, pathOf } from '../arn';
import { deleteRetained } from '../delete-retained';
import { page, PAGE_PARAMETERS } from '../paging';
import { choice, pathPrefix } from '../parameters';

export const getPolicy: Operation = {
  parameters: ['PolicyArn'],
  resource: policyArn,
  act: (parameters, { account }) => {
    const policy = policyOf(parameters, account);
    return { Policy: { ...described(policy, account.roles), Description: policy.description, Tags: {} } };
  },
};

export const listPolicies: Operation = {
  parameters: ['Scope', 'OnlyAttached', 'PathPrefix', ...PAGE_PARAMETERS],
  resource: noResource,
  act: (parameters, { account: { roles, managedPolicies, awsManagedPolicies } }) => {
    const scope = choice(parameters, 'Scope', ['All', 'AWS', 'Local'], 'All');
    const onlyAttached = choice(parameters, 'OnlyAttached', ['true', 'false'], 'false') === 'true';
    const prefix = pathPrefix(parameters);
    const all = [...scope === 'AWS' ? [] : managedPolicies.values(), ...scope === 'Local' ? [] : awsManagedPolicies.values()];
    const wanted = all.filter(({ arn }) => pathOf(arn).startsWith(prefix) && (!onlyAttached || attachments(arn, roles) > 0));
    const { items, told } = page(wanted, ({ arn }) => arn, parameters);
    return { Policies: { member: items.map((policy) => described(policy, roles)) }, ...told };
  },
};

export const deletePolicy: Operation = {
  parameters: ['PolicyArn'],
  resource: policyArn,
  act: async (parameters, api) => {
    const arn = policyArn(parameters);
    if (api.account.awsManagedPolicies.has(arn)) throw new AwsError('AccessDenied', `${arn} is a policy of AWS: it cannot be deleted`, 403);
    if (!await deleteRetained('AWS::IAM::ManagedPolicy', arn, api)) throw noSuchPolicy(arn);
    return {};
  },
};

/** What lists tell of a policy, too. */
function described({ arn, policyId, created }: ManagedPolicy, roles: readonly AccountRole[]): object {
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
