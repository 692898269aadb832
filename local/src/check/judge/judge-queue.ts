import { ask, type Asking } from './ask';
import type { Access, Reach } from './reach';
import { reachesOf } from './reaches-of';
import { witnessOf } from './witness';
import type { Environment } from '../../assembly';
import type { ModelQueue } from '../reading/model';
import type { UserClass } from '../users/user-class';

/** Service Authorization Reference, Amazon SQS. A queue has no messages of anybody's own: who receives, receives everybody's. */
const ACTIONS: readonly (readonly [action: string, row: string, access: Access, column: Reach['column']])[] = [
  ['SendMessage', 'send messages', 'write', 'named'],
  ['ReceiveMessage', 'receive messages', 'read', 'everything'],
  ['DeleteMessage', 'delete messages', 'write', 'everything'],
  ['PurgeQueue', 'delete messages', 'write', 'everything'],
];

/** Judges what each class of users comes by in one queue. */
export function judgeQueue({ arn, policies, ...place }: ModelQueue, classes: readonly UserClass[], environment: Environment): Reach[] {
  const { stack, logicalId, path } = place;
  const resource: Reach['resource'] = { stack, logicalId, path, arn, kind: 'queue' };
  const judged = (asking: Asking) => ACTIONS.map(([name, row, access, column]) => {
    const requests = [{ action: `sqs:${name}`, resource: arn, context: new Map() }];
    const { answer, by } = ask(asking, requests, environment, policies[0]);
    const witness = () => ({ ...witnessOf(asking, requests, {}), text: `sqs:${name} on ${arn}` });
    return { row, access, column, by, actions: [`sqs:${name}`], attempt: { asking, requests, answer, witness } };
  });
  return classes.flatMap((users) => users.examples().slice(0, 1).flatMap((id) => reachesOf({ users, resource }, judged({ users, id }))));
}
