import type { Change } from './change';
import { Counterparts, isOneProvider } from './counterparts';
import type { Analysis } from '../analysis';
import type { Attempt } from '../judge/attempt';
import type { Outside } from '../judge/judge-outside';
import type { Reach } from '../judge/reach';
import { barredFrom } from '../patterns/id-language';
import type { ModelRole } from '../reading/model';
import { cellOf, columnOf, TITLES, WEIGHT } from '../report/matrix';
import { STRENGTH } from '../users/admission';
import { letIn, STRANGE_APP, type Entrance, type LetIn } from '../users/find-users';

type Cell = Omit<Change, 'change'>;

/**
 * Which cells of the matrix are new, then which are lost. Requests decide, not texts: each one that goes through in the one version
 * is asked of the other, so that the same said otherwise shows nothing.
 */
export function accessDiff(before: Analysis, after: Analysis): Change[] {
  return [
    ...beyond(after, before).map((cell): Change => ({ change: 'new', ...cell })),
    ...beyond(before, after).map((cell): Change => ({ change: 'lost', ...cell })),
  ];
}

function beyond(here: Analysis, other: Analysis): Cell[] {
  const there = new Counterparts(other, here);
  const isMore = (attempt: Attempt, resource?: string) => STRENGTH[attempt.answer] > STRENGTH[there.answerTo(attempt, resource)];
  return strongestOfEach([
    ...here.entrances.flatMap((entrance) => entrance.tokens.flatMap((one) => variants(entrance, one, other))
      .filter((one) => STRENGTH[one.answer] > STRENGTH[there.answerToToken(entrance, one)]).map((one) => ofEntrance(entrance, one))),
    ...here.reaches.filter(({ isHypothetical }) => !isHypothetical)
      .flatMap((reach) => firstOf(reach.attempts, (attempt) => isMore(attempt, reach.resource.arn)).map((attempt) => ofReach(reach, attempt))),
    ...here.outside.flatMap((outside) => firstOf(outside.attempts, (attempt) => isMore(attempt)).map((attempt) => ofOutside(outside, attempt))),
  ]);
}

/** The same token for those ids, too, that the other version keeps out. */
function variants({ role, provider, ids }: Entrance, { kind, token, answer }: LetIn, { entrances }: Analysis): LetIn[] {
  const barred = entrances.filter((one) => isOneProvider(one, { provider }) && one.ids.name !== ids.name)
    .flatMap((one) => barredFrom(one.ids));
  const others = [...new Set(barred)].map((subject): LetIn => letIn(role, provider, kind, { ...token, subject }));
  return [{ kind, token, answer }, ...others];
}

function firstOf<T>(all: readonly T[], test: (one: T) => boolean): T[] {
  const found = all.find(test);
  return found === undefined ? [] : [found];
}

function ofReach({ users, resource, row, column, by }: Reach, attempt: Attempt): Cell {
  return {
    ...who(users.role),
    users: users.name,
    resource,
    row,
    whose: TITLES[columnOf({ column })],
    cell: cellOf({ column, answer: attempt.answer }),
    statement: by,
    witness: { ...attempt.witness(), signIn: users.signIn },
  };
}

function ofOutside({ users, by }: Outside, attempt: Attempt): Cell {
  return { ...who(users.role), users: users.name, row: attempt.requests[0].action, whose: '', cell: 'allowed', statement: by, witness: { ...attempt.witness(), signIn: users.signIn } };
}

function ofEntrance({ role, provider }: Entrance, { kind, token, answer }: LetIn): Cell {
  const app = token.audience === STRANGE_APP ? 'any app' : `the app ${token.audience}`;
  const text = `AssumeRoleWithWebIdentity with a token of ${app}${token.original === token.audience ? '' : ' that is meant for another API'}`;
  return {
    ...who(role),
    users: `${kind} of ${provider.name}`,
    row: `take the role with a token of ${app}${token.original === token.audience ? '' : ' for another API'}`,
    whose: '',
    cell: answer === 'allowed' ? 'allowed' : 'unevaluated',
    witness: { user: token.subject, action: 'sts:AssumeRoleWithWebIdentity', resource: role.role.arn, text },
  };
}

function who({ stack, logicalId, path, role }: ModelRole): Pick<Cell, 'role'> {
  return { role: { stack, logicalId, path, arn: role.arn } };
}

function strongestOfEach(cells: readonly Cell[]): Cell[] {
  const found = new Map<string, Cell>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.role.arn, cell.users, cell.resource?.arn, cell.row, cell.whose]);
    const known = found.get(key);
    if (known === undefined || WEIGHT[cell.cell] > WEIGHT[known.cell]) found.set(key, cell);
  }
  return [...found.values()];
}
