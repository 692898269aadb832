import type { Found, Rule } from '../findings';
import type { ModelRole, ReadPolicy } from '../reading/model';

/** What cannot be read may change everything: it is no pass. */
export const unknownConstruct: Rule = {
  id: 'unknown-construct',
  title: 'Something cannot be read',
  find: ({ model, classes, entrances }) => {
    const roles = [...new Set(classes.map(({ role }) => role))];
    const unsure = entrances.filter(({ users, guests }) => [users, guests].some((one) => one !== undefined && !one.isSure));
    return [
      ...model.gaps.map((gap): Found => ({
        outcome: 'unevaluated',
        severity: 'medium',
        resource: { ...gap, arn: '' },
        message: `${gap.type} ${gap.path}: ${gap.reason}`,
        fix: FIX,
      })),
      ...roles.flatMap((role) => [...role.policies, ...role.boundary ? [role.boundary] : []].flatMap((policy) => unreadIn(role, policy))),
      ...[...model.tables.flatMap(({ policy }) => policy ?? []), ...[...model.buckets, ...model.queues].flatMap(({ policies }) => policies)]
        .flatMap((policy) => unreadIn(undefined, policy)),
      ...model.buckets.filter(({ policies }) => policies.length > 1).map((bucket): Found => ({
        outcome: 'unevaluated', severity: 'medium', resource: bucket, message: 'the bucket has several policies: the last to come wins, and nobody knows which', fix: 'one policy for a bucket',
      })),
      ...[...new Set(unsure.map(({ role }) => role))].map((role): Found => ({
        outcome: 'unevaluated',
        severity: 'medium',
        role: { ...role, arn: role.role.arn },
        message: role.trust === undefined ? 'the role is not of these templates: whom it trusts is not known' : 'whom the role trusts cannot be told for sure',
        fix: 'check the template that has the role as well: check <template> <template>',
      })),
    ];
  },
};

const FIX = 'give the check what is deployed: templates with their values, nested ones among them';

function unreadIn(role: ModelRole | undefined, policy: ReadPolicy): Found[] {
  return policy.unread.slice(0, 1).map((reason): Found => ({
    outcome: 'unevaluated',
    severity: 'medium',
    ...role && { role: { ...role, arn: role.role.arn } },
    resource: { ...policy.place, arn: '' },
    message: `${policy.name} cannot be read whole: ${reason}`,
    fix: FIX,
  }));
}
