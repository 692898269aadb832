import { statementsOn } from './constraints';
import { QUEUE_ACTIONS } from './judge-queue';
import type { Environment } from '../../assembly';
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
  readonly actions: readonly string[];
  /** What of a text names the resource itself, not a part of it. */
  readonly whole: RegExp;
  /** ARNs of which a text may mean one, each part as it is in the environment, or with something in place of its wildcards. */
  readonly arns: (name: string, parts: readonly string[], environment: Environment) => readonly string[];
}

const filled = (text: string) => text.replace(/\*+/g, 'any').replace(/\?/g, 'x');

const TABLES: Meant = {
  actions: [...['GetItem', 'BatchGetItem', 'Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((action) => `dynamodb:${action}`), ...WHOLE_TABLE_ACTIONS],
  whole: /^.*?:table\/[^/]*|^.*$/,
  arns: (name, [, , , region = '*', account = '*'], environment) => [
    `arn:${environment.partition}:dynamodb:${environment.region}:${environment.account}:table/${name}`,
    `arn:${environment.partition}:dynamodb:${filled(region)}:${filled(account)}:table/${name}`,
  ],
};

const BUCKETS: Meant = {
  actions: BUCKET_ACTIONS,
  whole: /^.*?:::[^/]*|^.*$/,
  arns: (name, _, { partition }) => [`arn:${partition}:s3:::${name}`],
};

const QUEUES: Meant = {
  actions: QUEUE_ACTIONS,
  whole: /^.*$/,
  arns: (name, [, , , region = '*', account = '*'], environment) => [
    `arn:${environment.partition}:sqs:${environment.region}:${environment.account}:${name}`,
    `arn:${environment.partition}:sqs:${filled(region)}:${filled(account)}:${name}`,
  ],
};

export const tableWildcards = (classes: readonly UserClass[], environment: Environment): Wildcard[] => wildcards(classes, TABLES, environment);
export const bucketWildcards = (classes: readonly UserClass[], environment: Environment): Wildcard[] => wildcards(classes, BUCKETS, environment);
export const queueWildcards = (classes: readonly UserClass[], environment: Environment): Wildcard[] => wildcards(classes, QUEUES, environment);

function wildcards(classes: readonly UserClass[], { actions, whole, arns }: Meant, environment: Environment): Wildcard[] {
  return texts(classes, actions).flatMap(({ policy, text, isExcepted }) => {
    const [named] = whole.exec(text)!;
    const isMeant = (arn: string) => means(named, arn) && !isExcepted(arn);
    const [, name = '*'] = /(?::table\/|:::|:sqs:[^:]*:[^:]*:)(.*)$/.exec(named) ?? [];
    const example = arns(filled(name), named.split(':'), environment).find(isMeant);
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
