import { createTables } from './create-tables';
import { describeTable, withOwnArns } from './describe-table';
import { callDynamoDb } from './dynamodb-client';
import { assertKnown, listTables } from './known-tables';
import { wireInput } from './wire-input';
import type { Permitted } from '../../../authorization/authorizer';
import { DynamoDbError, unknownOperation } from '../../../dynamodb/errors';
import type { DynamoDbRequest } from '../../../dynamodb/request/parse';
import type { Location, Table, Tables } from '../../../dynamodb/table';
import type { Answer, DynamoDbEngine } from '../../dynamodb/dynamodb-engine';
import { KeyedQueue } from '../../keyed-queue';
import { RemoteServer } from '../remote-server';

/** A query or scan answers at most 1 MB, a batch at most 16 MB (DynamoDB API Reference); JSON is longer. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** DynamoDB that runs elsewhere, such as DynamoDB Local. Its tables are never deleted. */
export class RemoteDynamoDb implements DynamoDbEngine {
  /** Throws, before anything is changed, where a table is there with other keys. */
  static async connect(endpoint: URL, tables: readonly Table[], location: Location): Promise<RemoteDynamoDb> {
    const engine = new RemoteDynamoDb(endpoint, location);
    try {
      await engine.setTables(tables);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  private readonly server: RemoteServer;
  private tables: Tables = new Map();
  private readonly settings = new KeyedQueue();

  private constructor(endpoint: URL, location: Location) {
    this.server = new RemoteServer({
      endpoint,
      service: 'dynamodb',
      region: location.region,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      failure: (message) => new DynamoDbError('InternalServerError', message, 500),
    });
  }

  async execute({ request: { operation, data } }: Permitted<DynamoDbRequest>): Promise<Answer> {
    // Tables come and go with the stacks.
    if (operation === 'CreateTable' || operation === 'DeleteTable') throw unknownOperation(operation);
    if (operation === 'ListTables') return listTables(data, this.tables);
    assertKnown(data, this.tables);
    if (operation === 'DescribeTable') return this.describe(data.TableName);
    return callDynamoDb(this.server, operation, wireInput(operation, data));
  }

  async describe(TableName: string): Promise<Answer> {
    assertKnown({ TableName }, this.tables);
    return { Table: withOwnArns(await describeTable(TableName, this.server), this.tables.get(TableName)!) };
  }

  /** Throws, before anything is changed, where a table is there with other keys. */
  setTables(tables: readonly Table[]): Promise<void> {
    return this.settings.run('', async () => {
      await createTables(tables, this.server);
      this.tables = new Map(tables.map((table) => [table.name, table]));
    });
  }

  async close(): Promise<void> {
    await this.settings.drained();
    this.server.close();
  }
}
