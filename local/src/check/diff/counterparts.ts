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
  private readonly classes = new Map<UserClass, readonly UserClass[]>();

  constructor(private readonly other: Analysis, one: Analysis) {
    this.roles = new Set(one.model.roles.map(({ role }) => role.arn));
    this.resources = new Map([
      ...other.reaches.map(({ resource }) => [resource.arn, undefined] as const),
      ...other.model.tables.map(({ table, policy }) => [table.arn, policy] as const),
      ...[...other.model.buckets, ...other.model.queues].map(({ arn, policies }) => [arn, policies[0]] as const),
    ]);
  }

  /** What became of a request on a resource, or on what nobody judges. */
  answerTo({ asking, requests }: Attempt, resource: string | undefined): Answer {
    if (resource !== undefined && !this.resources.has(resource)) return 'refused';
    const { environment } = this.other.model;
    return strongest(this.classesFor(asking.users).map((users) => {
      const admission = users.admits(asking.id, asking.sessionName);
      if (admission === 'refused') return admission;
      const { answer } = ask({ ...asking, users }, requests, environment, this.resources.get(resource ?? ''));
      return weaker(answer, admission);
    }));
  }

  /** Whether the owner of a token gets in there. */
  answerToToken({ role, provider }: Entrance, { token }: LetIn): Answer {
    return strongest(this.other.entrances.filter((one) => one.provider.principal === provider.principal && this.isCounterpart(one.role, role))
      .map((one) => admitsAnyhow(one.role, one.provider, token)));
  }

  private classesFor(users: UserClass): readonly UserClass[] {
    const known = this.classes.get(users) ?? this.other.classes.filter((one) =>
      one.provider.principal === users.provider.principal && one.kind === users.kind && this.isCounterpart(one.role, users.role));
    this.classes.set(users, known);
    return known;
  }

  /** The same role; of one that is new, any that is gone: it may only have been renamed. */
  private isCounterpart(there: ModelRole, here: ModelRole): boolean {
    const isThere = this.other.model.roles.some(({ role }) => role.arn === here.role.arn);
    return isThere ? there.role.arn === here.role.arn : !this.roles.has(there.role.arn);
  }
}

function strongest(answers: readonly Answer[]): Answer {
  return answers.reduce((one, other) => (STRENGTH[other] > STRENGTH[one] ? other : one), 'refused');
}

function weaker(one: Answer, other: Answer): Answer {
  return STRENGTH[one] < STRENGTH[other] ? one : other;
}
