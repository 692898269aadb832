import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { GameTableOptions } from './game-table-options';
import { WebIdentityError } from './private/errors';
import { OwnItemsOptions, UserTableGrants } from './user-table-grants';
import { WebIdentityProvider } from './web-identity-provider';
import { IWebIdentityUsers, WebIdentityUsers } from './web-identity-users';

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

  /** Throws if neither or both of `providers` and `users` are given, and what `UserTableGrants.ownItems` throws. */
  constructor(scope: Construct, id: string, props: WebIdentityGameTableProps) {
    super(scope, id);
    const { providers, users, userIdAttribute, access, attributes, serverAttributes, indexes, ...table } = props;
    const sortKey = table.sortKey ?? { name: 'GameTitle', type: dynamodb.AttributeType.STRING };
    this.userIdAttribute = userIdAttribute ?? 'UserId';
    this.sortKey = sortKey.name;

    if ((providers === undefined) === (users === undefined)) {
      throw new WebIdentityError({
        code: 'providers-or-users',
        where: this.node.path,
        got: providers === undefined ? 'neither `providers` nor `users`' : 'both `providers` and `users`',
        want: 'one of them',
        fix: 'providers: [...] for users of this table alone, users: ... to share them with other tables and buckets',
      });
    }

    this.users = users ?? new WebIdentityUsers(this, 'Users', { providers: providers! });
    this.table = new dynamodb.TableV2(this, 'Table', {
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...table,
      partitionKey: { name: this.userIdAttribute, type: dynamodb.AttributeType.STRING },
      sortKey,
    });
    this.grants = UserTableGrants.forTable(this.table);
    this.grants.ownItems(this.users, { access, attributes, serverAttributes, indexes });
  }
}
