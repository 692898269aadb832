import { ask } from './ask';
import type { Access, Reach } from './reach';
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
  return classes.flatMap((users) => users.examples().slice(0, 1).flatMap((id) => ACTIONS.map(([name, row, access, column]): Reach => {
    const action = `sqs:${name}`;
    const { answer, by } = ask({ users, id }, [{ action, resource: arn, context: new Map() }], environment, policies[0]);
    return {
      users,
      resource: { stack, logicalId, path, arn, kind: 'queue' },
      row,
      actions: [action],
      access,
      column,
      answer,
      by,
      ...answer !== 'refused' && { witness: { user: id, action, resource: arn, text: `${action} on ${arn}` } },
    };
  })));
}
