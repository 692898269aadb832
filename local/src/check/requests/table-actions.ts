import { authorization } from '../../dynamodb/contexts/authorization';
import type { AuthorizationRequest } from '../../iam';
import type { Access } from '../judge/reach';

/** An action that no operation of the local cloud is, or not in this shape. */
export interface BareAction {
  readonly row: string;
  readonly access: Access;
  readonly request: AuthorizationRequest;
  /** No client can send it today. */
  readonly isHypothetical?: boolean;
}

/** What AWS may add tomorrow: it carries no keys, and only a wildcard allows it. */
export const FUTURE_ACTION = 'AnActionOfTomorrow';

/** Service Authorization Reference, Amazon DynamoDB: actions on tables that read, copy, change or open all of one, without naming a key. */
const WHOLE_TABLE: readonly (readonly [action: string, access: Access])[] = [
  ['ExportTableToPointInTime', 'read'], ['CreateBackup', 'read'], ['EnableKinesisStreamingDestination', 'read'], ['RestoreTableToPointInTime', 'read'],
  ['DeleteTable', 'write'], ['UpdateTable', 'write'], ['PutResourcePolicy', 'write'], ['DeleteResourcePolicy', 'write'], ['UpdateTimeToLive', 'write'],
];
const OF_STREAM = ['GetRecords', 'GetShardIterator'];
const OF_BACKUP = ['RestoreTableFromBackup'];
const PARTIQL: readonly (readonly [action: string, access: Access])[] = [
  ['PartiQLSelect', 'read'], ['PartiQLInsert', 'write'], ['PartiQLUpdate', 'write'], ['PartiQLDelete', 'write'],
];

/** In IAM's terms, all that follow. */
export const WHOLE_TABLE_ACTIONS = [...[...PARTIQL, ...WHOLE_TABLE].map(([action]) => action), ...OF_STREAM, ...OF_BACKUP].map((action) => `dynamodb:${action}`);

/** On all of a table at once. */
export function wholeTableActions(arn: string): BareAction[] {
  return [
    ...PARTIQL.map(([action, access]) => partiql(action, access, arn, undefined)),
    ...WHOLE_TABLE.map(([action, access]): BareAction => ({ row: 'the whole table', access, request: authorization(action, arn) })),
    ...OF_STREAM.map((action): BareAction => ({ row: 'the stream', access: 'read', request: authorization(action, `${arn}/stream/2026-01-01T00:00:00.000`) })),
    ...OF_BACKUP.map((action): BareAction => ({ row: 'the whole table', access: 'read', request: authorization(action, `${arn}/backup/01234567890123-a1b2c3d4`) })),
    { row: 'actions of tomorrow', access: 'write', request: authorization(FUTURE_ACTION, arn), isHypothetical: true },
  ];
}

/** PartiQL names a key by comparing it with a value. */
export function partiqlOnKey(arn: string, key: string, attributes: readonly string[]): BareAction[] {
  return PARTIQL.map(([action, access]) => partiql(action, access, arn, key, attributes));
}

function partiql(action: string, access: Access, arn: string, key: string | undefined, attributes?: readonly string[]): BareAction {
  const { context, ...request } = authorization(action, arn, key === undefined ? {} : { partitionKeys: [[key]], attributes });
  return { row: 'PartiQL', access, request: { ...request, context: new Map([...context, ['dynamodb:fulltablescan', String(key === undefined)]]) } };
}
