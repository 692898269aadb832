import type { Table } from '../../dynamodb/table';

/** The members of DynamoDB's answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** A request's parameters, checked, expressions parsed and aliases resolved. An engine may change them: they are good for one execution. */
export type ReadRequest = object;

/** DynamoDB behind the gateway, in this process or elsewhere. Asks no policy: whoever calls it has. */
export interface DynamoDbEngine {
  /**
   * What it answers is durable, where anything is. Read it, never change it. Throws `DynamoDbError`.
   * `data` is what was decided on, read from the same input; without it the input is read here.
   */
  execute(operation: string, input: unknown, data?: ReadRequest): Promise<Answer>;

  /** The tables there are from now on. New ones are empty, others keep their items. Calls take effect one after another. */
  setTables(tables: readonly Table[]): Promise<void>;

  /** Waits for what is under way, and gives files and connections back. */
  close(): Promise<void>;
}
