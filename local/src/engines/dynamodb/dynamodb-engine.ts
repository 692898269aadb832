import type { Permitted } from '../../authorization/authorizer';
import type { DynamoDbRequest } from '../../dynamodb/request/parse';
import type { Table } from '../../dynamodb/table';

/** The members of DynamoDB's answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** DynamoDB behind the gateway, in this process or elsewhere. */
export interface DynamoDbEngine {
  /** What it answers is durable, where anything is. Read it, never change it. Throws `DynamoDbError`. */
  execute(permitted: Permitted<DynamoDbRequest>): Promise<Answer>;

  /** As DescribeTable tells of it, for who deletes it. Throws ResourceNotFoundException. */
  describe(table: string): Promise<Answer>;

  /** The tables there are from now on. New ones are empty, others keep their items. Calls take effect one after another. */
  setTables(tables: readonly Table[]): Promise<void>;

  /** Waits for what is under way, and gives files and connections back. */
  close(): Promise<void>;
}
