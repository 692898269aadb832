import type { Analysis } from '../analysis';
import type { Found, Rule } from '../findings';
import type { Entrance } from '../users/find-users';

const WEAK = /^ForAllValues:|IfExists$|Like$/;

/** Whether a role is for the users of one app: without a pin it is for those of every app of the provider. */
export const audiencePin: Rule = {
  id: 'audience-pin',
  title: 'The role does not hold to one app',
  find: ({ entrances }: Analysis) => entrances.filter(({ users, guests }) => users !== undefined || guests !== undefined).flatMap(findingOf),
};

function findingOf(entrance: Entrance): Found[] {
  const { role, provider, strangers, otherApis } = entrance;
  const [, ...others] = provider.audienceKeys;
  const conditions = (role.trust?.policy.statements ?? []).flatMap((statement) => statement.conditions)
    .filter(({ lookup }) => provider.audienceKeys.includes(lookup));
  const common = {
    role: { ...role, arn: role.role.arn },
    users: `users of ${provider.name}`,
    fix: `StringEquals with the ids of your own apps on ${provider.audienceKeys.join(' and ')}, without ForAllValues, IfExists or wildcards`,
  };
  if (strangers === 'allowed') {
    // The account's own list of client ids may still hold them off, where it is not in the template.
    const isListed = provider.kind === 'oidc';
    return [{
      ...common,
      outcome: isListed ? 'fragile' : 'hole',
      severity: 'high',
      message: `users of any app of ${provider.name} may take the role: its trust policy does not ask which app a token is for`,
      witness: { user: 'anybody', action: 'sts:AssumeRoleWithWebIdentity', resource: role.role.arn, text: `AssumeRoleWithWebIdentity with a token that ${provider.name} issued to another app` },
    }];
  }
  if (role.trust === undefined) return [];
  if (otherApis === 'allowed') {
    return [{
      ...common,
      outcome: 'hole',
      severity: 'medium',
      message: `a token that was issued to the app for another API is taken, too, so that this API can use it: ${others.join(', ')} is not pinned`,
      witness: { user: 'anybody', action: 'sts:AssumeRoleWithWebIdentity', resource: role.role.arn, text: 'AssumeRoleWithWebIdentity with a token whose azp is the app and whose aud is another API' },
    }];
  }
  const weak = conditions.find(({ operator, values }) => WEAK.test(operator) && (!operator.endsWith('Like') || values.some((value) => /[*?]/.test(value))));
  if (conditions.length === 0 || weak !== undefined) {
    return [{
      ...common,
      outcome: 'fragile',
      severity: 'medium',
      message: weak === undefined
        ? 'the trust policy does not ask which app a token is for: only the client ids of the OIDC provider do'
        : `the trust policy asks for the app with ${weak.operator} on ${weak.key}, which is no pin`,
    }];
  }
  return [];
}
