import { LOCATION } from './fixtures';
import { parseRequest } from '../../src/dynamodb';
import type { Answer, DynamoDbEngine } from '../../src/engines/dynamodb/dynamodb-engine';
import { permitted } from '../support/permitted';

/** An engine's answer to a request that nobody judged. */
export async function act(engine: Pick<DynamoDbEngine, 'execute'>, operation: string, input: unknown): Promise<Answer> {
  return engine.execute(permitted(parseRequest(operation, input, LOCATION)));
}
