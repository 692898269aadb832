import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { SECRET } from './attack';
import { dynamodb, type Credentials } from '../gateway/support';
import { Game } from '../support/game-scores';

export const ALICE = 'amzn1.account.ALICE';
export const BOB = 'amzn1.account.BOB';
export const TableName = 'GameScores';

export const key = (UserId: string, GameTitle = 'Chess') => ({ UserId, GameTitle });

const item = (UserId: string, TopScore: number) => ({ ...key(UserId), Wins: 1, TopScore, Coins: SECRET, Holder: UserId, Bag: { Coins: [SECRET] } });

/** Alice's item, Bob's, and Bob's in a table that nobody was granted. */
const ITEMS: readonly [table: string, item: Record<string, unknown>][] = [
  [TableName, item(ALICE, 10)], [TableName, item(BOB, 20)], [TableName, item('login#bob', 30)], ['OtherScores', item(ALICE, 40)],
];

/** A local cloud with Alice, who attacks, and Bob, whose data it is about. */
export class Arena {
  static async start(template: object): Promise<Arena> {
    const time = { ahead: 0 };
    const arena = new Arena(await Game.start(template, () => Date.now() + time.ahead), time);
    // A server that nobody stops would keep the test run from ending.
    await arena.prepare().catch(async (error) => { await arena.stop(); throw error; });
    return arena;
  }

  alice!: DynamoDBDocumentClient;
  keys!: { readonly alice: Credentials; readonly bob: Credentials };

  /** `time.ahead`: milliseconds that the local cloud's clock is ahead of everyone's. */
  private constructor(readonly game: Game, readonly time: { ahead: number }) {}

  /** A client with keys of whatever origin. */
  clientWith(credentials: Credentials): DynamoDBDocumentClient {
    const { endpoint, region } = this.game.cloud;
    return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials, maxAttempts: 1 }));
  }

  /** Alice's request as bytes, signed by AWS's own signer; throws the answer's error as an SDK does. */
  async raw(operation: string, body: string, overrides: object = {}, credentials = this.keys.alice): Promise<unknown> {
    const answer = await dynamodb(this.game.cloud, credentials, operation, body, overrides);
    const parsed = JSON.parse(answer.body);
    if (answer.status < 300) return parsed;
    throw Object.assign(new Error(parsed.message), { ...parsed, name: String(parsed.__type ?? parsed.code).replace(/^.*#/, '') });
  }

  /** Every item of both tables. */
  async contents(): Promise<Record<string, unknown>[]> {
    const pages = await Promise.all([TableName, 'OtherScores'].map((name) => this.owner.send(new ScanCommand({ TableName: name }))));
    return pages.flatMap(({ Items }) => Items ?? []);
  }

  /** Back to the items of the beginning. */
  async reset(): Promise<void> {
    const { Items = [] } = await this.owner.send(new ScanCommand({ TableName }));
    const deletes = Items.map(({ UserId, GameTitle }) => ({ DeleteRequest: { Key: { UserId, GameTitle } } }));
    if (deletes.length > 0) await this.owner.send(new BatchWriteCommand({ RequestItems: { [TableName]: deletes } }));
    for (const [name, Item] of ITEMS) await this.owner.send(new PutCommand({ TableName: name, Item }));
  }

  stop(): Promise<void> {
    return this.game.stop();
  }

  private async prepare(): Promise<void> {
    this.alice = await this.game.client('amazon', ALICE);
    this.keys = { alice: await this.game.credentials('amazon', ALICE), bob: await this.game.credentials('amazon', BOB) };
    await this.reset();
  }

  private get owner(): DynamoDBDocumentClient {
    return this.clientWith(this.game.cloud.administrator);
  }
}
