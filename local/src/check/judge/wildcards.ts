import { statementsOn } from './constraints';
import { QUEUE_ACTIONS } from './judge-queue';
import type { Places } from './places';
import type { Statement } from '../../iam';
import { patternOf, withOwner } from '../patterns/pattern';
import { matchGlob, parseTemplate } from '../patterns/policy-text';
import type { ModelRole, ReadPolicy } from '../reading/model';
import { UNREAD } from '../reading/read-policy';
import { BUCKET_ACTIONS } from '../requests/bucket-calls';
import { WHOLE_TABLE_ACTIONS } from '../requests/table-actions';
import type { UserClass } from '../users/user-class';

/** A wildcard of an Allow that means tables or buckets by no name. */
export interface Wildcard {
  /** As the policy has it. */
  readonly text: string;
  /** ARN of one that it means. */
  readonly example: string;
  /** Whether one of that ARN stands for the example: it is meant as well, and nothing guards it that does not guard the example. */
  readonly standsFor: (arn: string) => boolean;
}

/** A kind of resource that wildcards are about. */
interface Meant {
  readonly service: string;
  readonly actions: readonly string[];
  /** What of a text names the resource itself, not a part of it. */
  readonly whole: RegExp;
  /** As an ARN has it, behind account and Region. */
  readonly part: (name: string) => string;
  /** Where ARNs tell its Region and account. */
  readonly isPlaced: boolean;
}

const filled = (text: string) => text.replace(/\*+/g, 'any').replace(/\?/g, 'x');

const TABLES: Meant = {
  service: 'dynamodb',
  actions: [...['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((action) => `dynamodb:${action}`), ...WHOLE_TABLE_ACTIONS],
  whole: /^.*?:table\/[^/]*|^.*$/,
  part: (name) => `table/${name}`,
  isPlaced: true,
};

const BUCKETS: Meant = { service: 's3', actions: BUCKET_ACTIONS, whole: /^.*?:::[^/]*|^.*$/, part: (name) => name, isPlaced: false };

const QUEUES: Meant = { service: 'sqs', actions: QUEUE_ACTIONS, whole: /^.*$/, part: (name) => name, isPlaced: true };

type Policies = ReadonlyMap<string, readonly ReadPolicy[]>;

/** Finds the wildcards of users' policies; `known` are the ARNs of what the templates have, with the policies of its own. */
type FindWildcards = (classes: readonly UserClass[], places: Places, known: Policies) => readonly Wildcard[];

export const tableWildcards = findWildcards(TABLES);
export const bucketWildcards = findWildcards(BUCKETS);
export const queueWildcards = findWildcards(QUEUES);

function findWildcards({ service, actions, whole, part, isPlaced }: Meant): FindWildcards {
  return (classes, places, known) => texts(classes, actions).flatMap(({ role, text, isUnread, isExcepted }) => {
    const [named] = whole.exec(text)!;
    const isMeant = (arn: string) => means(named, arn) && !isExcepted(arn);
    const [, name = '*'] = /(?::table\/|:::|:sqs:[^:]*:[^:]*:)(.*)$/.exec(named) ?? [];
    const [, , , region = '*', account = '*'] = named.split(':');
    const denies = [...role.policies, ...role.boundary ? [role.boundary] : []].flatMap((policy) => deniesIn(policy, actions));
    return places.arnsOf(service, part(filled(name)), isPlaced ? [filled(region), filled(account)] : undefined).flatMap((arns) => {
      const example = arns.find((arn) => isMeant(arn) && !known.has(arn));
      if (example === undefined) return [];
      const isGuarded = (arn: string) => denies.some((one) => guardsMore(one, arn, example))
        || (known.get(arn) ?? []).some((policy) => deniesIn(policy, actions).length > 0);
      // Of a policy that nobody can read it is told that nobody can.
      return [{ text, example, standsFor: (arn: string) => isMeant(arn) && (isUnread || (places.areAlike(arn, example) && !isGuarded(arn))) }];
    });
  });
}

function deniesIn({ policy }: ReadPolicy, actions: readonly string[]): Statement[] {
  return policy.statements.filter(({ effect, matchesAction }) => effect === 'Deny' && actions.some((action) => matchesAction(action.toLowerCase())));
}

/** Whether a Deny is about the one, or a part of it, and not about the same of the other. */
function guardsMore({ resources: { not, fixed } }: Statement, arn: string, other: string): boolean {
  const covers = (resource: string) => fixed(resource, new Map()) !== not;
  return ['', '/any', '/index/any', '/stream/any'].some((end) => covers(arn + end) && !covers(other + end));
}

/** Whether an entry of Resource without variables means an ARN. */
export function means(text: string, arn: string): boolean {
  const pattern = patternOf(parseTemplate(text, { variables: false, wildcards: true }), new Map(), new Set())!;
  return matchGlob(withOwner(pattern, ''), arn);
}

interface Text {
  readonly role: ModelRole;
  readonly text: string;
  /** Whether it stands in place of what nobody can read. */
  readonly isUnread: boolean;
  readonly isExcepted: (arn: string) => boolean;
}

/** With a wildcard, of Allows for any of some actions; NotResource means all but some. */
function texts(classes: readonly UserClass[], actions: readonly string[]): Text[] {
  const roles = [...new Set(classes.map(({ role }) => role))];
  return roles.flatMap((role) => role.policies.flatMap((policy) => {
    const statements = new Set(actions.flatMap((action) => statementsOn(policy, 'Allow', action)));
    return [...statements].flatMap(({ index, resources: { not, fixed }, conditions }) => {
      const entries = [policy.statements[index].source.Resource ?? '*'].flat().filter((text): text is string => typeof text === 'string' && /[*?]/.test(text));
      const isUnread = conditions.some(({ lookup }) => lookup === UNREAD);
      return entries.map((text) => ({ role, text, isUnread, isExcepted: (arn: string) => not && fixed(arn, new Map()) }));
    });
  }));
}
