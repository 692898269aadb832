import { RemoteServer } from '../remote-server';
import { KeyedQueue } from '../../keyed-queue';
import type { Answer, DynamoDbEngine, ReadRequest } from '../../dynamodb/dynamodb-engine';
import { DynamoDbError } from '../../../dynamodb/errors';
import { parseRequest } from '../../../dynamodb/request/parse';
import type { Location, Table, Tables } from '../../../dynamodb/table';
import { createTables } from './create-tables';
import { describeTable, withOwnArns } from './describe-table';
import { callDynamoDb } from './dynamodb-client';
import { assertKnown, listTables, type Named, type Page } from './known-tables';
import { wireInput } from './wire-input';

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

  private constructor(endpoint: URL, private readonly location: Location) {
    this.server = new RemoteServer({
      endpoint,
      service: 'dynamodb',
      region: location.region,
      maxAnswerBytes: MAX_ANSWER_BYTES,
      failure: (message) => new DynamoDbError('InternalServerError', message, 500),
    });
  }

  async execute(operation: string, input: unknown, read: ReadRequest = parseRequest(operation, input, this.location)): Promise<Answer> {
    const data = read as Named & Page;
    if (operation === 'ListTables') return listTables(data, this.tables);
    assertKnown(data, this.tables);
    if (operation === 'DescribeTable') return { Table: withOwnArns(await describeTable(data.TableName!, this.server), this.tables.get(data.TableName!)!) };
    return callDynamoDb(this.server, operation, wireInput(operation, data));
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
