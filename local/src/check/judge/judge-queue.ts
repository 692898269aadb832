import { ask, type Asking } from './ask';
import type { Places } from './places';
import type { Access, Reach } from './reach';
import { reachesOf, type Judged } from './reaches-of';
import { witnessOf, type ServiceCall, type ServiceInput, type Witness } from './witness';
import type { Environment } from '../../assembly';
import type { AuthorizationRequest } from '../../iam';
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

/** What opens the queue to others, or takes it away. */
const ON_QUEUE = ['SetQueueAttributes', 'AddPermission', 'DeleteQueue'];

export const QUEUE_ACTIONS = [...OPERATIONS.map(([name]) => name), ...ON_QUEUE].map((name) => `sqs:${name}`);

/** Judges what each class of users comes by in one queue. */
export function judgeQueue({ arn, policies, ...place }: ModelQueue, classes: readonly UserClass[], places: Places): Reach[] {
  const { stack, logicalId, path } = place;
  const resource: Reach['resource'] = { stack, logicalId, path, arn, kind: 'queue' };
  const there = places.at(arn);
  const QueueUrl = urlOf(arn, there);
  const judged = (asking: Asking) => [
    ...OPERATIONS.map(([operation, row, access, column, more]) => {
      const input = { QueueUrl, ...more };
      return judgedOn({ row, access, column }, asking, actionRequests(parseRequest(operation, input, there), there), { service: 'sqs', operation, input });
    }),
    ...ON_QUEUE.map((name) => judgedOn({ row: 'the whole queue', access: 'write', column: 'everything' }, asking, [{ action: `sqs:${name}`, resource: arn, context: new Map() }])),
  ];
  const judgedOn = (cell: Pick<Judged, 'row' | 'access' | 'column'>, asking: Asking, requests: readonly AuthorizationRequest[], call?: ServiceCall): Judged => {
    const { answer, by } = ask(asking, requests, places, policies[0]);
    const [{ action }] = requests;
    const witness = (): Witness => ({ ...witnessOf(asking, requests, {}), ...call && { call }, text: `${action} on ${arn}` });
    return { ...cell, by, actions: [action], attempt: { asking, requests, answer, witness } };
  };
  return classes.flatMap((users) => users.examples().slice(0, 1).flatMap((id) => reachesOf({ users, resource }, judged({ users, id }))));
}

function urlOf(arn: string, { account, region, urlSuffix }: Environment): string {
  return `https://sqs.${region}.${urlSuffix}/${account}/${arn.slice(arn.lastIndexOf(':') + 1)}`;
}
