import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { folderPrefix, userKeyPrefix } from './access/user-key';
import { WebIdentityError } from './private/errors';
import { WebIdentityGameTable } from './web-identity-game-table';
import { IWebIdentityUsers } from './web-identity-users';

/** Properties of `WebIdentityClientConfig`. */
export interface WebIdentityClientConfigProps {
  /** Tables by the name that the app calls them. All must have the same users. */
  readonly tables: { [name: string]: WebIdentityGameTable };
}

/**
 * What an app needs to know to reach its users' data, as one JSON text in a stack output:
 *
 * ```json
 * {
 *   "version": 1,
 *   "region": "us-west-2",
 *   "providers": { "google": { "roleArn": "arn:…", "userKeyPrefix": "google#", "folderPrefix": "google/" } },
 *   "tables": { "scores": { "name": "GameScores", "userIdAttribute": "UserId", "sortKey": "GameTitle" } }
 * }
 * ```
 *
 * Providers go by `amazon`, `facebook`, `google` or issuer URL. A user's partition key is
 * `userKeyPrefix` and the id at the provider. Nothing in it is secret.
 */
export class WebIdentityClientConfig extends Construct {
  /** The JSON text; holds CDK tokens until deployment. */
  readonly json: string;

  constructor(scope: Construct, id: string, props: WebIdentityClientConfigProps) {
    super(scope, id);
    const users = this.commonUsers(props);
    const stack = Stack.of(this);

    this.json = stack.toJsonString({
      version: 1,
      region: stack.region,
      providers: Object.fromEntries(users.roles.map(({ provider, role }) => [provider.name, {
        roleArn: role.roleArn,
        userKeyPrefix: userKeyPrefix(provider.userNamespace),
        folderPrefix: folderPrefix(provider.userNamespace),
      }])),
      tables: Object.fromEntries(Object.entries(props.tables).map(([name, table]) => [name, {
        name: table.table.tableName,
        userIdAttribute: table.userIdAttribute,
        sortKey: table.sortKey,
      }])),
    });

    // CDK leaves 'Default' out of logical ids: the output goes by the id of this construct.
    new CfnOutput(this, 'Default', { value: this.json, description: 'What the app needs to reach its users\' data' });
  }

  private commonUsers(props: WebIdentityClientConfigProps): IWebIdentityUsers {
    const [first, ...others] = Object.entries(props.tables);
    const where = this.node.path;
    if (first === undefined) {
      throw new WebIdentityError({ code: 'config-empty', where, got: props.tables, want: 'at least one table' });
    }
    const stranger = others.find(([, table]) => table.users !== first[1].users);
    if (stranger !== undefined) {
      throw new WebIdentityError({
        code: 'config-users-differ',
        where,
        got: `${first[0]} of ${first[1].users.node.path} and ${stranger[0]} of ${stranger[1].users.node.path}`,
        want: 'tables that share one set of users',
        fix: 'pass `users` to the tables, or make a client config for each set of users',
      });
    }
    return first[1].users;
  }
}
