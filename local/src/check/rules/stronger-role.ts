import type { Analysis } from '../analysis';
import type { Rule } from '../findings';
import { shownBy, type Reach } from '../judge/reach';
import type { ModelRole } from '../reading/model';
import type { UserClass } from '../users/user-class';

/** One token may take two roles of different rights: its owner picks the stronger one. */
export const strongerRole: Rule = {
  id: 'stronger-role',
  title: 'Users choose the stronger of two roles',
  find: (analysis) => analysis.classes.flatMap((weak) => analysis.classes.flatMap((strong) => {
    const more = isChoice(weak, strong, analysis) ? firstBeyond(weak, strong, analysis.reaches) : undefined;
    if (more === undefined) return [];
    const { stack, logicalId, path, role } = strong.role;
    return [{
      outcome: 'hole' as const,
      severity: 'high' as const,
      role: { stack, logicalId, path, arn: role.arn },
      users: weak.name,
      resource: more.resource,
      statement: more.by,
      witness: shownBy(more),
      message: `whoever may take the role ${weak.role.path} may take this one as well, which allows more (${more.row} of ${more.resource.path}): nothing in the token tells them apart`,
      fix: 'tell the roles apart by a claim that the trust policies look at, or by an app of its own for each',
    }];
  })),
};

/** Cognito chooses the role itself, unless the pool has the classic flow. */
function isChoice(weak: UserClass, strong: UserClass, { model: { pools } }: Analysis): boolean {
  if (weak.role === strong.role || weak.provider.principal !== strong.provider.principal || weak.kind !== strong.kind) return false;
  const [id] = weak.examples();
  const token = id === undefined ? undefined : weak.tokenOf(id);
  if (token === undefined || !strong.admitsToken(token)) return false;
  return weak.provider.kind !== 'cognito' || (pools.find((pool) => pool.id === token.audience)?.allowsClassicFlow ?? true);
}

function firstBeyond(weak: UserClass, strong: UserClass, reaches: readonly Reach[]): Reach | undefined {
  const twins = areTwins(weak.role, strong.role);
  const cell = ({ resource, row, column, access }: Reach) => JSON.stringify([twins && resource.logicalId !== '' ? resource.logicalId : resource.arn, row, column, access]);
  const allowed = (users: UserClass) => reaches.filter((one) => one.users === users && one.answer === 'allowed' && !one.isHypothetical);
  const known = new Set(allowed(weak).map(cell));
  return allowed(strong).find((one) => !known.has(cell(one)));
}

/** The same role of the same stack in two Regions: who may take one may take the other, and finds in it the same of that Region. */
function areTwins(one: ModelRole, other: ModelRole): boolean {
  return one.logicalId === other.logicalId && one.region !== undefined && other.region !== undefined && one.region !== other.region;
}
