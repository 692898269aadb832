import { setTimeout } from 'node:timers/promises';
import { describeTable, type Description } from './describe-table';
import { callDynamoDb } from './dynamodb-client';
import { DynamoDbError } from '../../../dynamodb/errors';
import type { Table } from '../../../dynamodb/table';
import { difference, shapeOf } from '../../dynamodb/table-shape';
import type { RemoteServer } from '../remote-server';

const POLL_MS = 50;
const ACTIVE_WITHIN_MS = 60_000;

/**
 * Creates the tables that are missing, and resolves once all are ACTIVE. Throws, before anything is changed, where one is
 * there that is another table than the stacks define.
 */
export async function createTables(tables: readonly Table[], server: RemoteServer): Promise<void> {
  const found = await Promise.all(tables.map(async (table) => ({ table, description: await existing(table, server) })));
  for (const { table, description } of found) {
    const wrong = description && difference(shapeOf(table), description);
    if (wrong !== undefined) throw new Error(`table ${table.name} is there already and another one (${wrong}): rename one of them, or delete it there`);
  }
  for (const { table, description } of found) {
    if (description === undefined) await create(table, server);
  }
  await Promise.all(tables.map((table) => active(table, server)));
}

async function existing({ name }: Table, server: RemoteServer): Promise<Description | undefined> {
  try {
    return await describeTable(name, server);
  } catch (error) {
    if (error instanceof DynamoDbError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(table: Table, server: RemoteServer): Promise<void> {
  try {
    await callDynamoDb(server, 'CreateTable', { TableName: table.name, BillingMode: 'PAY_PER_REQUEST', ...shapeOf(table) });
  } catch (error) {
    throw new Error(`table ${table.name}: ${(error as Error).message}`);
  }
}

async function active(table: Table, server: RemoteServer): Promise<void> {
  const end = Date.now() + ACTIVE_WITHIN_MS;
  while ((await existing(table, server))?.TableStatus !== 'ACTIVE') {
    if (Date.now() > end) throw server.failure(`has not made the table ${table.name} active within ${ACTIVE_WITHIN_MS / 1000} s`);
    await setTimeout(POLL_MS);
  }
}
