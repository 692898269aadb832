import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { WebIdentityError } from './checks/errors';
import type { GameTableOptions } from './game-table-options';
import type { OwnItemsOptions } from './user-table-grants';
import { UserTableGrants } from './user-table-grants';
import { usersOrNew } from './users/users-or-new';
import type { WebIdentityProvider } from './web-identity-provider';
import type { IWebIdentityUsers } from './web-identity-user-role';

/** Properties of `WebIdentityGameTable`: who signs in, what they may touch, and every option of `TableV2`. */
export interface WebIdentityGameTableProps extends OwnItemsOptions, GameTableOptions {
  /**
   * Who signs users in.
   *
   * @default - required unless `users` is given
   */
  readonly providers?: WebIdentityProvider[];

  /**
   * Users to share with other tables and buckets.
   *
   * @default - new users at `<id>/Users`
   */
  readonly users?: IWebIdentityUsers;

  /**
   * The partition key, of type string: it holds the user's id.
   *
   * @default 'UserId'
   */
  readonly userIdAttribute?: string;
}

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

/**
 * A table that signed-in users reach directly, each only their own items.
 *
 * Keys are `UserId` and `GameTitle`, both strings, unless said otherwise; on-demand capacity,
 * point-in-time recovery, retained when it leaves the stack.
 *
 * For metrics and alarms use `.table.metric…`.
 */
export class WebIdentityGameTable extends Construct {
  readonly table: dynamodb.TableV2;
  readonly users: IWebIdentityUsers;
  readonly grants: UserTableGrants;

  /** Name of the partition key. */
  readonly userIdAttribute: string;

  /** Name of the sort key. */
  readonly sortKey: string;

  private readonly sortKeyAttribute: dynamodb.Attribute;

  /** Throws if neither or both of `providers` and `users` are given, and what `UserTableGrants.ownItems` throws. */
  constructor(scope: Construct, id: string, props: WebIdentityGameTableProps) {
    super(scope, id);
    const { providers, users, userIdAttribute, access, attributes, serverAttributes, keySuffix, indexes, ...table } = props;
    const sortKey = table.sortKey ?? { name: 'GameTitle', type: dynamodb.AttributeType.STRING };
    this.userIdAttribute = userIdAttribute ?? 'UserId';
    this.sortKeyAttribute = sortKey;
    this.sortKey = sortKey.name;

    assertNoPolicies(this.node.path, table);
    this.users = usersOrNew(this, providers, users);
    this.table = new dynamodb.TableV2(this, 'Table', {
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...table,
      partitionKey: { name: this.userIdAttribute, type: dynamodb.AttributeType.STRING },
      sortKey,
    });
    this.grants = UserTableGrants.forTable(this.table);
    this.grants.ownItems(this.users, { access, attributes, serverAttributes, keySuffix, indexes });
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

/** A table's own policy could let anybody in; replicas can bring one, too. */
function assertNoPolicies(path: string, { replicas }: GameTableOptions): void {
  const replica = replicas?.find(({ resourcePolicy, streamResourcePolicy }) => resourcePolicy !== undefined || streamResourcePolicy !== undefined);
  if (replica !== undefined) {
    throw new WebIdentityError({
      code: 'table-policy',
      where: `${path}: replicas`,
      got: `a resource policy for ${replica.region}`,
      want: 'no resource policy: it could let others reach users\' items',
      fix: 'grant what your backend needs to its role',
    });
  }
}
