import {
  CreateBackupCommand, CreateTableCommand, DeleteTableCommand, DescribeTableCommand, DescribeTimeToLiveCommand, ExportTableToPointInTimeCommand,
  ListTablesCommand, ListTagsOfResourceCommand, PutResourcePolicyCommand, RestoreTableToPointInTimeCommand, TagResourceCommand, UntagResourceCommand,
  UpdateTableCommand, UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, ExecuteStatementCommand, ExecuteTransactionCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { ALICE, BOB, TableName, type Arena } from '../arena';
import type { AttackTable } from '../attack';

const DENIED = 'AccessDeniedException';
/** The local cloud does not know them: refused for everybody. */
const UNKNOWN = 'UnknownOperationException';

const send = (command: object) => ({ alice }: Arena) => alice.send(command as ScanCommand);
const scan = (more: object = {}) => send(new ScanCommand({ TableName, ProjectionExpression: 'Wins', ...more }));
const statement = (Statement: string) => send(new ExecuteStatementCommand({ Statement }));

const ResourceArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/GameScores';
const OF_BOB = `SELECT Wins FROM "GameScores" WHERE UserId = '${BOB}'`;

/** Facts 4.4, 1, 10 and 11. */
export const operations: AttackTable = {
  whose: 'the table as a whole',
  attacks: [
    ['Scan', DENIED, scan()],
    ['Scan without a projection', DENIED, scan({ ProjectionExpression: undefined })],
    ['Scan for a count', DENIED, scan({ ProjectionExpression: undefined, Select: 'COUNT' })],
    ['Scan, filtered by the own id', DENIED, scan({ FilterExpression: 'UserId = :u', ExpressionAttributeValues: { ':u': ALICE } })],
    ['Scan, filtered by the own id, legacy', DENIED, scan({
      ProjectionExpression: undefined, AttributesToGet: ['Wins'], ScanFilter: { UserId: { ComparisonOperator: 'EQ', AttributeValueList: [ALICE] } },
    })],
    ['Scan of one segment', DENIED, scan({ Segment: 0, TotalSegments: 2 })],
    ['Scan from the own key', DENIED, scan({ ExclusiveStartKey: { UserId: ALICE, GameTitle: 'Chess' } })],
    ['Scan of an index', DENIED, scan({ IndexName: 'ByTitle' })],
    ['ExecuteStatement that selects', DENIED, statement(OF_BOB)],
    ['ExecuteStatement that selects all', DENIED, statement('SELECT * FROM "GameScores"')],
    ['ExecuteStatement that selects the own items', DENIED, statement(OF_BOB.replace(BOB, ALICE))],
    ['ExecuteStatement on an index', DENIED, statement('SELECT * FROM "GameScores"."ByTitle"')],
    ['ExecuteStatement that inserts', DENIED, statement(`INSERT INTO "GameScores" VALUE {'UserId': '${BOB}', 'GameTitle': 'Go'}`)],
    ['ExecuteStatement that updates', DENIED, statement(`UPDATE "GameScores" SET Wins = 9 WHERE UserId = '${BOB}' AND GameTitle = 'Chess'`)],
    ['ExecuteStatement that deletes', DENIED, statement(`DELETE FROM "GameScores" WHERE UserId = '${BOB}' AND GameTitle = 'Chess'`)],
    ['BatchExecuteStatement', DENIED, send(new BatchExecuteStatementCommand({ Statements: [{ Statement: OF_BOB }] }))],
    ['ExecuteTransaction', DENIED, send(new ExecuteTransactionCommand({ TransactStatements: [{ Statement: OF_BOB }] }))],
    ['DescribeTable', DENIED, send(new DescribeTableCommand({ TableName }))],
    ['ListTables', DENIED, send(new ListTablesCommand({}))],
    ['DeleteTable', DENIED, send(new DeleteTableCommand({ TableName }))],
    ['UpdateTable', DENIED, send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }))],
    ['CreateTable', DENIED, send(new CreateTableCommand({
      TableName: 'Mine', AttributeDefinitions: [{ AttributeName: 'UserId', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' }], BillingMode: 'PAY_PER_REQUEST',
    }))],
    ['CreateBackup', UNKNOWN, send(new CreateBackupCommand({ TableName, BackupName: 'mine' }))],
    ['ExportTableToPointInTime', UNKNOWN, send(new ExportTableToPointInTimeCommand({ TableArn: ResourceArn, S3Bucket: 'mine' }))],
    ['RestoreTableToPointInTime', UNKNOWN, send(new RestoreTableToPointInTimeCommand({ SourceTableName: TableName, TargetTableName: 'Mine' }))],
    ['PutResourcePolicy', UNKNOWN, send(new PutResourcePolicyCommand({ ResourceArn, Policy: '{}' }))],
    ['UpdateTimeToLive', DENIED, send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'Wins' } }))],
    ['DescribeTimeToLive', DENIED, send(new DescribeTimeToLiveCommand({ TableName }))],
    ['TagResource', DENIED, send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'owner', Value: 'alice' }] }))],
    ['UntagResource', DENIED, send(new UntagResourceCommand({ ResourceArn, TagKeys: ['owner'] }))],
    ['ListTagsOfResource', DENIED, send(new ListTagsOfResourceCommand({ ResourceArn }))],
  ],
};
