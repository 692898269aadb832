import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { assertNoPolicies } from './checks/table-options';
import type { IUserTable, OwnItemsOptions } from './user-table-grants';
import { UserTableGrants } from './user-table-grants';
import type { UserTableOptions } from './user-table-options';
import { usersOrNew } from './users/users-or-new';
import type { WebIdentityProvider } from './web-identity-provider';
import type { IWebIdentityUsers } from './web-identity-user-role';

/** Properties of `WebIdentityUserTable`: who signs in, what they may touch, and every option of `TableV2`. */
export interface WebIdentityUserTableProps extends OwnItemsOptions, UserTableOptions {
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
 * The partition key is `UserId`, a string, unless said otherwise; without `sortKey` every user has one item.
 * On-demand capacity, point-in-time recovery, retained when it leaves the stack.
 *
 * For metrics and alarms use `.table.metric…`.
 */
export class WebIdentityUserTable extends Construct implements IUserTable {
  readonly table: dynamodb.TableV2;
  readonly users: IWebIdentityUsers;
  readonly grants: UserTableGrants;

  /** Name of the partition key. */
  readonly userIdAttribute: string;

  /** Throws if neither or both of `providers` and `users` are given, and what `UserTableGrants.ownItems` throws. */
  constructor(scope: Construct, id: string, props: WebIdentityUserTableProps) {
    super(scope, id);
    const { providers, users, userIdAttribute, access, attributes, serverAttributes, keySuffix, indexes, ...table } = props;
    this.userIdAttribute = userIdAttribute ?? 'UserId';

    assertNoPolicies(this.node.path, table);
    this.users = usersOrNew(this, providers, users);
    this.table = new dynamodb.TableV2(this, 'Table', {
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      ...table,
      partitionKey: { name: this.userIdAttribute, type: dynamodb.AttributeType.STRING },
    });
    this.grants = UserTableGrants.forTable(this.table);
    this.grants.ownItems(this.users, { access, attributes, serverAttributes, keySuffix, indexes });
  }
}
