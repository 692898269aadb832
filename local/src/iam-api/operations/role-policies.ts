import { iamOperation } from './operation';
import { roleArn, roleOf } from './role-of-request';
import { nameOf, pathOf } from '../arn';
import { encodedDocument } from '../encoded-document';
import { noSuchEntity } from '../errors';
import { pageOf, PAGE_SHAPE } from '../paging';
import { checkedName, pathPrefix } from '../parameters';

const MAX_NAME_LENGTH = 128;

export const listRolePolicies = iamOperation({ RoleName: 'text', ...PAGE_SHAPE }, roleArn, (input, { account }) => {
  const { items, told } = pageOf(roleOf(input, account).inlinePolicies.keys(), (name) => name, input);
  return { PolicyNames: { member: items }, ...told };
});

export const getRolePolicy = iamOperation({ RoleName: 'text', PolicyName: 'text' }, roleArn, (input, { account }) => {
  const PolicyName = checkedName('PolicyName', input.PolicyName, MAX_NAME_LENGTH);
  const { name, inlinePolicies } = roleOf(input, account);
  const found = [...inlinePolicies].find(([policy]) => policy.toLowerCase() === PolicyName.toLowerCase());
  if (found === undefined) throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`);
  // Named as it was asked for (recorded).
  return { RoleName: name, PolicyName, PolicyDocument: encodedDocument(found[1]) };
});

export const listAttachedRolePolicies = iamOperation({ RoleName: 'text', PathPrefix: 'text', ...PAGE_SHAPE }, roleArn, (input, { account }) => {
  const prefix = pathPrefix(input.PathPrefix);
  const attached = new Set(roleOf(input, account).managedPolicies.map(({ arn }) => arn));
  const { items, told } = pageOf([...attached].filter((arn) => pathOf(arn).startsWith(prefix)), (arn) => arn, input);
  return { AttachedPolicies: { member: items.map((arn) => ({ PolicyName: nameOf(arn), PolicyArn: arn })) }, ...told };
});
