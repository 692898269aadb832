import { statementsOn } from './constraints';
import { QUEUE_ACTIONS } from './judge-queue';
import type { Places } from './places';
import { patternOf, withOwner } from '../patterns/pattern';
import { matchGlob, parseTemplate } from '../patterns/policy-text';
import type { ReadPolicy } from '../reading/model';
import { BUCKET_ACTIONS } from '../requests/bucket-calls';
import { WHOLE_TABLE_ACTIONS } from '../requests/table-actions';
import type { UserClass } from '../users/user-class';

/** A wildcard of an Allow that means tables or buckets by no name. */
export interface Wildcard {
  readonly policy: ReadPolicy;
  /** As the policy has it. */
  readonly text: string;
  /** ARN of one that it means. */
  readonly example: string;
  readonly means: (arn: string) => boolean;
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

export const tableWildcards = (classes: readonly UserClass[], places: Places): Wildcard[] => wildcards(classes, TABLES, places);
export const bucketWildcards = (classes: readonly UserClass[], places: Places): Wildcard[] => wildcards(classes, BUCKETS, places);
export const queueWildcards = (classes: readonly UserClass[], places: Places): Wildcard[] => wildcards(classes, QUEUES, places);

function wildcards(classes: readonly UserClass[], { service, actions, whole, part, isPlaced }: Meant, places: Places): Wildcard[] {
  return texts(classes, actions).flatMap(({ policy, text, isExcepted }) => {
    const [named] = whole.exec(text)!;
    const isMeant = (arn: string) => means(named, arn) && !isExcepted(arn);
    const [, name = '*'] = /(?::table\/|:::|:sqs:[^:]*:[^:]*:)(.*)$/.exec(named) ?? [];
    const [, , , region = '*', account = '*'] = named.split(':');
    const example = places.arnsOf(service, part(filled(name)), isPlaced ? [filled(region), filled(account)] : undefined).find(isMeant);
    return example === undefined ? [] : [{ policy, text, example, means: isMeant }];
  });
}

/** Whether an entry of Resource without variables means an ARN. */
export function means(text: string, arn: string): boolean {
  const pattern = patternOf(parseTemplate(text, { variables: false, wildcards: true }), new Map(), new Set())!;
  return matchGlob(withOwner(pattern, ''), arn);
}

interface Text {
  readonly policy: ReadPolicy;
  readonly text: string;
  readonly isExcepted: (arn: string) => boolean;
}

/** With a wildcard, of Allows for any of some actions; NotResource means all but some. */
function texts(classes: readonly UserClass[], actions: readonly string[]): Text[] {
  return classes.flatMap(({ role }) => role.policies).flatMap((policy) => {
    const statements = new Set(actions.flatMap((action) => statementsOn(policy, 'Allow', action)));
    return [...statements].flatMap(({ index, resources: { not, fixed } }) => [policy.statements[index].source.Resource ?? '*'].flat()
      .filter((text): text is string => typeof text === 'string' && /[*?]/.test(text))
      .map((text) => ({ policy, text, isExcepted: (arn: string) => not && fixed(arn, new Map()) })));
  });
}
