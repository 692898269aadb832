import {
  BatchWriteItemCommand, type AttributeValue, type DynamoDBClient, paginateQuery, paginateScan, type QueryCommandInput, type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { TableConfig } from './client-config';
import type { Removed } from './removed';

/** API reference of BatchWriteItem: "up to 25 item put or delete operations". */
const BATCH = 25;
const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 50;

/** Removes a user's items from a table, and tells of each. Keys with suffixes cannot be queried: the whole table is read for them. */
export async function* forgetItems(client: DynamoDBClient, table: TableConfig, key: string, isTrial: boolean): AsyncGenerator<Removed> {
  if (table.access === undefined && table.leaderboards !== undefined) return;
  for await (const { Items = [] } of pages(client, table, key)) {
    for (let i = 0; i < Items.length; i += BATCH) {
      const batch = Items.slice(i, i + BATCH);
      if (!isTrial) await removeBatch(client, table.name, batch);
      yield* batch.map((item) => ({ from: 'table', name: table.name, what: Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)])) }) as const);
    }
  }
}

function pages(client: DynamoDBClient, { name, userIdAttribute, sortKey, keySuffix }: TableConfig, key: string) {
  const input: QueryCommandInput = {
    TableName: name,
    ConsistentRead: true,
    ProjectionExpression: sortKey === undefined ? '#u' : '#u, #s',
    ExpressionAttributeNames: { '#u': userIdAttribute, ...sortKey !== undefined && { '#s': sortKey } },
  };
  return keySuffix === true
    ? paginateScan({ client }, { ...input, FilterExpression: '#u = :u or begins_with(#u, :p)', ExpressionAttributeValues: { ':u': { S: key }, ':p': { S: `${key}#` } } })
    : paginateQuery({ client }, { ...input, KeyConditionExpression: '#u = :u', ExpressionAttributeValues: { ':u': { S: key } } });
}

/** What DynamoDB leaves undone when it is busy is asked for again, more and more seldom. */
async function removeBatch(client: DynamoDBClient, table: string, keys: readonly Record<string, AttributeValue>[]): Promise<void> {
  let left: WriteRequest[] = keys.map((Key) => ({ DeleteRequest: { Key } }));
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === MAX_TRIES) throw new Error(`table ${table}: DynamoDB is busy, ${left.length} items are left; run the command again`);
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** tries));
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: left } }));
    left = UnprocessedItems?.[table] ?? [];
  }
}

/** A key as people write it. */
function plain({ S, N, B }: AttributeValue): string {
  return S ?? N ?? Buffer.from(B ?? []).toString('base64');
}
