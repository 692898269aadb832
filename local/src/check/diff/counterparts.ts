import type { Analysis } from '../analysis';
import { ask } from '../judge/ask';
import type { Attempt } from '../judge/attempt';
import type { ModelRole, ReadPolicy } from '../reading/model';
import { STRENGTH, type Answer } from '../users/admission';
import { admitsAnyhow, type Entrance, type LetIn } from '../users/find-users';
import type { UserClass } from '../users/user-class';

/** What another version answers to requests and tokens of this one. */
export class Counterparts {
  private readonly roles: ReadonlySet<string>;
  private readonly resources: ReadonlyMap<string, ReadPolicy | undefined>;
  private readonly here: ReadonlyMap<string, ReadPolicy | undefined>;
  private readonly isSamePlace: boolean;
  private readonly unchanged = new Map<string, boolean>();
  private readonly classes = new Map<UserClass, readonly UserClass[]>();

  constructor(private readonly other: Analysis, one: Analysis) {
    this.roles = new Set(one.model.roles.map(({ role }) => role.arn));
    this.resources = resourcesOf(other);
    this.here = resourcesOf(one);
    this.isSamePlace = JSON.stringify(other.model.environments) === JSON.stringify(one.model.environments);
  }

  /** What became of a request on a resource, or on what nobody judges. */
  answerTo({ asking, requests, answer }: Attempt, resource: string | undefined): Answer {
    if (resource !== undefined && !this.resources.has(resource)) return 'refused';
    const there = this.classesFor(asking.users);
    if (there.length === 1 && this.isUnchanged(asking.users, there[0], resource)) return answer;
    return strongest(there.map((users) => {
      const admission = users.admits(asking.id, asking.sessionName);
      if (admission === 'refused') return admission;
      const asked = ask({ ...asking, users }, requests, this.other.places, this.resources.get(resource ?? ''));
      return weaker(asked.answer, admission);
    }));
  }

  /** Whether the owner of a token gets in there. */
  answerToToken({ role, provider }: Entrance, { token }: LetIn): Answer {
    return strongest(this.other.entrances.filter((one) => isOneProvider(one, { provider }) && this.isCounterpart(one.role, role))
      .map((one) => admitsAnyhow(one.role, one.provider, token)));
  }

  /** Whether all that decides is the same: then so is the answer. */
  private isUnchanged(here: UserClass, there: UserClass, resource = ''): boolean {
    const key = `${here.role.role.arn} ${here.name} ${here.ids.name} ${resource}`;
    const known = this.unchanged.get(key)
      ?? (this.isSamePlace && decidingOf(here) === decidingOf(there) && textOf(this.here.get(resource)) === textOf(this.resources.get(resource)));
    this.unchanged.set(key, known);
    return known;
  }

  private classesFor(users: UserClass): readonly UserClass[] {
    const known = this.classes.get(users) ?? this.other.classes.filter((one) =>
      isOneProvider(one, users) && one.kind === users.kind && this.isCounterpart(one.role, users.role));
    this.classes.set(users, known);
    return known;
  }

  /** The same role; of one that is new, any that is gone: it may only have been renamed. */
  private isCounterpart(there: ModelRole, here: ModelRole): boolean {
    const isThere = this.other.model.roles.some(({ role }) => role.arn === here.role.arn);
    return isThere ? there.role.arn === here.role.arn : !this.roles.has(there.role.arn);
  }
}

function resourcesOf({ reaches, model: { tables, buckets, queues } }: Analysis): ReadonlyMap<string, ReadPolicy | undefined> {
  return new Map([
    ...reaches.map(({ resource }) => [resource.arn, undefined] as const),
    ...tables.map(({ table, policy }) => [table.arn, policy] as const),
    ...[...buckets, ...queues].map(({ arn, policies }) => [arn, policies[0]] as const),
  ]);
}

/** Whether both have the same users: of identity pools, those of one Region. */
export function isOneProvider({ provider: one }: Pick<UserClass, 'provider'>, { provider: other }: Pick<UserClass, 'provider'>): boolean {
  return one.principal === other.principal && one.region === other.region;
}

const deciding = new WeakMap<UserClass, string>();

/** All of a class that a decision about it depends on, beside the resource. */
function decidingOf(users: UserClass): string {
  const { role: { role, trust, policies, boundary }, provider } = users;
  const found = deciding.get(users)
    ?? JSON.stringify([role.arn, provider.principal, provider.clientIds, users.signIn, [trust, boundary, ...policies].map(textOf)]);
  deciding.set(users, found);
  return found;
}

/** As it counts: what cannot be read is in `unread`. */
function textOf(policy: ReadPolicy | undefined): string {
  return policy === undefined ? '' : JSON.stringify([policy.variables, policy.statements.map(({ source }) => source), policy.unread]);
}

function strongest(answers: readonly Answer[]): Answer {
  return answers.reduce((one, other) => (STRENGTH[other] > STRENGTH[one] ? other : one), 'refused');
}

function weaker(one: Answer, other: Answer): Answer {
  return STRENGTH[one] < STRENGTH[other] ? one : other;
}
