import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { IWebIdentityUsers } from './web-identity-user-role';
import type { WebIdentityUserTableProps } from './web-identity-user-table';
import { WebIdentityUserTable } from './web-identity-user-table';

/** Properties of `WebIdentityGameTable`: those of `WebIdentityUserTable`. The sort key is `GameTitle`, a string, unless said otherwise. */
export interface WebIdentityGameTableProps extends WebIdentityUserTableProps {}

/** An index of everybody's items by another key. */
export interface LeaderboardOptions {
  /**
   * What the board is of.
   *
   * @default - the table's sort key, GameTitle unless said otherwise
   */
  readonly partitionKey?: dynamodb.Attribute;

  /** What it is sorted by. */
  readonly sortKey: dynamodb.Attribute;

  /**
   * Attributes that can be read besides the keys of table and index.
   *
   * @default - none
   */
  readonly attributes?: string[];

  /**
   * Who may read it.
   *
   * @default - the table's users
   */
  readonly readers?: IWebIdentityUsers[];
}

/** What an item is of, as in the published example. Made when it is wanted: CDK loads much for it. */
const gameTitle = (): dynamodb.Attribute => ({ name: 'GameTitle', type: dynamodb.AttributeType.STRING });

/**
 * A `WebIdentityUserTable` of scores: an item per user and game, and leaderboards.
 *
 * Keys are `UserId` and `GameTitle`, both strings, unless said otherwise.
 */
export class WebIdentityGameTable extends WebIdentityUserTable {
  /** Name of the sort key. */
  readonly sortKey: string;

  private readonly sortKeyAttribute: dynamodb.Attribute;

  /** Throws what `WebIdentityUserTable` throws. */
  constructor(scope: Construct, id: string, props: WebIdentityGameTableProps) {
    const sortKey = props.sortKey ?? gameTitle();
    super(scope, id, { ...props, sortKey });
    this.sortKeyAttribute = sortKey;
    this.sortKey = sortKey.name;
  }

  /**
   * Adds an index of everybody's items by another key, and lets readers query it: the keys and the
   * listed attributes, nothing else of an item.
   *
   * A leaderboard publishes user ids: paging discloses every item's keys. Users write the scores it sorts
   * by, unless the sort key is one of `serverAttributes`.
   *
   * Throws if it is partitioned by the user's id, and if guests write the table: their ids are credentials.
   */
  addLeaderboard(indexName: string, options: LeaderboardOptions): iam.Grant {
    const partitionKey = options.partitionKey ?? this.sortKeyAttribute;
    const keys = [this.userIdAttribute, this.sortKey, partitionKey.name, options.sortKey.name];
    const attributes = (options.attributes ?? []).filter((name) => !keys.includes(name));
    this.table.addGlobalSecondaryIndex({
      indexName,
      partitionKey,
      sortKey: options.sortKey,
      ...(attributes.length === 0
        ? { projectionType: dynamodb.ProjectionType.KEYS_ONLY }
        : { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: attributes }),
    });
    return (options.readers ?? [this.users])
      .map((readers) => this.grants.sharedItems(readers, { index: indexName, attributes: [...new Set([options.sortKey.name, ...attributes])] }))
      .reduce((all, one) => all.combine(one));
  }
}
