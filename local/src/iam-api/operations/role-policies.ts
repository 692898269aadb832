import type { Operation } from './operation';
import { roleArn, roleOf } from './role-of-request';
import { nameOf, pathOf } from '../arn';
import { encodedDocument } from '../encoded-document';
import { noSuchEntity } from '../errors';
import { page, PAGE_PARAMETERS } from '../paging';
import { nameParameter, pathPrefix } from '../parameters';

const MAX_NAME_LENGTH = 128;

export const listRolePolicies: Operation = {
  parameters: ['RoleName', ...PAGE_PARAMETERS],
  resource: roleArn,
  act: (parameters, { account }) => {
    const { items, told } = page(roleOf(parameters, account).inlinePolicies.keys(), (name) => name, parameters);
    return { PolicyNames: { member: items }, ...told };
  },
};

export const getRolePolicy: Operation = {
  parameters: ['RoleName', 'PolicyName'],
  resource: roleArn,
  act: (parameters, { account }) => {
    const PolicyName = nameParameter(parameters, 'PolicyName', MAX_NAME_LENGTH);
    const { name, inlinePolicies } = roleOf(parameters, account);
    const document = inlinePolicies.get(PolicyName);
    if (document === undefined) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
    return { RoleName: name, PolicyName, PolicyDocument: encodedDocument(document) };
  },
};

export const listAttachedRolePolicies: Operation = {
  parameters: ['RoleName', 'PathPrefix', ...PAGE_PARAMETERS],
  resource: roleArn,
  act: (parameters, { account }) => {
    const prefix = pathPrefix(parameters);
    const attached = new Set(roleOf(parameters, account).managedPolicies.map(({ arn }) => arn));
    const { items, told } = page([...attached].filter((arn) => pathOf(arn).startsWith(prefix)), (arn) => arn, parameters);
    return { AttachedPolicies: { member: items.map((arn) => ({ PolicyName: nameOf(arn), PolicyArn: arn })) }, ...told };
  },
};
