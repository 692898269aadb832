import type { Operation } from './operation';
import { policyArn, policyOf, VERSION_ID } from './policy-of-request';
import type { ManagedPolicy } from '../../assembly';
import { encodedDocument } from '../encoded-document';
import { noSuchEntity } from '../errors';
import { page, PAGE_PARAMETERS } from '../paging';

export const getPolicyVersion: Operation = {
  parameters: ['PolicyArn', 'VersionId'],
  resource: policyArn,
  act: (parameters, { account }) => {
    const policy = policyOf(parameters, account);
    const version = parameters.get('VersionId') ?? '';
    if (version !== VERSION_ID) throw noSuchEntity(`Policy ${policy.arn} version ${version.slice(0, 64)} does not exist or is not attachable.`);
    return { PolicyVersion: { Document: encodedDocument(policy.document), ...described(policy) } };
  },
};

export const listPolicyVersions: Operation = {
  parameters: ['PolicyArn', ...PAGE_PARAMETERS],
  resource: policyArn,
  act: (parameters, { account }) => {
    const { items, told } = page([policyOf(parameters, account)], () => VERSION_ID, parameters);
    return { Versions: { member: items.map(described) }, ...told };
  },
};

function described({ created }: ManagedPolicy): object {
  return { VersionId: VERSION_ID, IsDefaultVersion: true, CreateDate: new Date(created) };
}
