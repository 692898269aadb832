import { createHash } from 'node:crypto';
import { DynamoDbError } from '../../../dynamodb/errors';

/** DynamoDB API Reference, TransactWriteItems, ClientRequestToken: "valid for 10 minutes after the first request that uses it is completed". */
const LIFETIME_MS = 10 * 60 * 1000;

/** A token is forgotten early where this many were used after it: memory stays bounded. SDKs send one with every transaction. */
const MAX_TOKENS = 50_000;

export interface UsedToken {
  readonly token: string;
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Members sorted by name, so that their order in the text says nothing. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
}

/** A hash of all parameters, as they were sent. */
export function digestOf(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input, sorted)).digest('base64');
}

/** The tokens of transactions that were done, oldest first. */
export class RequestTokens {
  private readonly used = new Map<string, UsedToken>();

  constructor(private readonly clock: () => number) {}

  /** Whether the transaction was done already. Throws where the token was another transaction's. */
  isDone({ token, digest }: UsedToken): boolean {
    this.forgetOld();
    const found = this.used.get(token);
    if (found && found.digest !== digest) {
      throw new DynamoDbError(
        'IdempotentParameterMismatchException', 'Specified idempotent token was used with different request parameters within the idempotency window');
    }
    return found !== undefined;
  }

  /** The token of a transaction that is about to be done. */
  use(token: string, digest: string): UsedToken {
    return { token, digest, at: this.clock() };
  }

  done(used: UsedToken): void {
    this.used.set(used.token, used);
  }

  valid(): Iterable<UsedToken> {
    this.forgetOld();
    return this.used.values();
  }

  private forgetOld(): void {
    const since = this.clock() - LIFETIME_MS;
    for (const [token, { at }] of this.used) {
      if (at > since && this.used.size < MAX_TOKENS) break;
      this.used.delete(token);
    }
  }
}
