import { ask, type Asking } from './ask';
import { environmentAt } from './environment-at';
import type { Access, Reach } from './reach';
import { reachesOf } from './reaches-of';
import { witnessOf, type ServiceInput, type Witness } from './witness';
import type { Environment } from '../../assembly';
import { actionRequests, parseRequest } from '../../sqs';
import type { ModelQueue } from '../reading/model';
import type { UserClass } from '../users/user-class';

type Operation = readonly [name: string, row: string, access: Access, column: Reach['column'], input?: ServiceInput];

/** Service Authorization Reference, Amazon SQS. A queue has no messages of anybody's own: who receives, receives everybody's. */
const OPERATIONS: readonly Operation[] = [
  ['SendMessage', 'send messages', 'write', 'named', { MessageBody: 'x' }],
  ['ReceiveMessage', 'receive messages', 'read', 'everything'],
  ['DeleteMessage', 'delete messages', 'write', 'everything', { ReceiptHandle: 'x' }],
  ['PurgeQueue', 'delete messages', 'write', 'everything'],
];

export const QUEUE_ACTIONS = OPERATIONS.map(([name]) => `sqs:${name}`);

/** Judges what each class of users comes by in one queue. */
export function judgeQueue({ arn, policies, ...place }: ModelQueue, classes: readonly UserClass[], environment: Environment): Reach[] {
  const { stack, logicalId, path } = place;
  const resource: Reach['resource'] = { stack, logicalId, path, arn, kind: 'queue' };
  const there = environmentAt(arn, environment);
  const QueueUrl = urlOf(arn, there);
  const judged = (asking: Asking) => OPERATIONS.map(([operation, row, access, column, more]) => {
    const input = { QueueUrl, ...more };
    const requests = actionRequests(parseRequest(operation, input, there), there);
    const { answer, by } = ask(asking, requests, environment, policies[0]);
    const witness = (): Witness => ({ ...witnessOf(asking, requests, {}), call: { service: 'sqs', operation, input }, text: `sqs:${operation} on ${arn}` });
    return { row, access, column, by, actions: requests.map(({ action }) => action), attempt: { asking, requests, answer, witness } };
  });
  return classes.flatMap((users) => users.examples().slice(0, 1).flatMap((id) => reachesOf({ users, resource }, judged({ users, id }))));
}

function urlOf(arn: string, { account, region, urlSuffix }: Environment): string {
  return `https://sqs.${region}.${urlSuffix}/${account}/${arn.slice(arn.lastIndexOf(':') + 1)}`;
}
