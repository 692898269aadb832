import { refuseUsersAsPrincipal, refuseUsersInPolicy } from './refuse-users';
import { fillIn, type InertRow } from './template';
import type { ResourceType } from '../resource-type';

/** A resource that the control plane knows, with nothing behind it. */
export function inert(row: InertRow): ResourceType {
  const { name, policies = [], principals = [] } = row;
  return {
    ...name !== undefined && { replacedOn: [name], namedBy: name },
    identify: (resource) => ({
      ref: fillIn(row.ref, row, resource),
      attributes: Object.fromEntries(Object.entries(row.attributes ?? {}).map(([attribute, text]) => [attribute, fillIn(text, row, resource)])),
    }),
    declare: (resource, _, account) => {
      for (const property of policies) refuseUsersInPolicy(resource, property, account);
      for (const property of principals) refuseUsersAsPrincipal(resource, property, account);
    },
  };
}
