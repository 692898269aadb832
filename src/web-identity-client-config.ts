import { CfnOutput, Lazy, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { folderPrefix, userKeyPrefix } from './access/user-key';
import { WebIdentityError } from './checks/errors';
import { renderedLength } from './checks/quotas';
import { commonUsers, type Part } from './client-config/common-users';
import { describeBucket } from './client-config/describe-bucket';
import { describeTable } from './client-config/describe-table';
import type { IUserBucket } from './user-bucket-grants';
import type { IUserTable } from './user-table-grants';
import type { WebIdentityBroker } from './web-identity-broker';
import type { IWebIdentityUsers } from './web-identity-user-role';

/**
 * Properties of `WebIdentityClientConfig`. At least one table, bucket or broker; all must have been granted to the same users.
 * Of several such sets of users the config is of the one that was granted first, or of the broker's.
 */
export interface WebIdentityClientConfigProps {
  /**
   * Tables by the name that the app calls them: a `WebIdentityUserTable`, or the `UserTableGrants` of any other table.
   *
   * @default - none
   */
  readonly tables?: { [name: string]: IUserTable };

  /**
   * Buckets by the name that the app calls them: a `WebIdentityUserBucket`, or the `UserBucketGrants` of any other bucket.
   *
   * @default - none
   */
  readonly buckets?: { [name: string]: IUserBucket };

  /**
   * The broker that signs users in, where there is one.
   *
   * @default - none: the app goes to STS itself
   */
  readonly broker?: WebIdentityBroker;

  /**
   * Name of an SSM parameter that holds the text, too, at most 4 KB: apps that are shipped already get
   * new role ARNs through your own server or start page, which reads it.
   *
   * @default - stack output only
   */
  readonly parameterName?: string;
}

/** Largest value of a standard parameter, in bytes. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_PARAMETER_LENGTH = 4096;

/**
 * What an app needs to know to reach its users' data, as one JSON text in a stack output that goes by
 * the id of this construct:
 *
 * ```json
 * {
 *   "version": 1,
 *   "region": "us-west-2",
 *   "providers": { "google": { "roleArn": "arn:…", "userKeyPrefix": "google#", "folderPrefix": "google/" } },
 *   "tables": { "scores": {
 *     "name": "GameScores", "userIdAttribute": "UserId", "sortKey": "GameTitle", "access": "read-write",
 *     "attributes": ["UserId", "GameTitle", "Wins"], "indexes": ["ByDate"],
 *     "leaderboards": { "ByTopScore": { "attributes": ["GameTitle", "TopScore", "UserId", "Nickname"] } }
 *   } },
 *   "buckets": { "avatars": {
 *     "name": "…", "prefix": "users/", "access": "read-write", "publishedPrefix": "published/", "sharedPrefixes": ["public/"]
 *   } },
 *   "cognito": { "identityPoolId": "…", "userPoolId": "…", "userPoolClientId": "…", "userId": "identity id" }
 * }
 * ```
 *
 * Providers go by `amazon`, `facebook`, `google`, `cognito` or issuer URL. A user's partition key is
 * `userKeyPrefix` and the id, a user's folder the bucket's `prefix`, `folderPrefix`, the id and a slash.
 *
 * `attributes` is what a read may name in its projection, and must where it is there; a leaderboard always wants its own.
 * `access` is one of `OwnAccess`; without it nothing in the table or bucket is the users' own.
 *
 * Members are only ever added within a `version`: a reader passes over those that it does not know, and refuses another
 * version. Nothing in it is secret.
 */
export class WebIdentityClientConfig extends Construct {
  /** The JSON text; holds CDK tokens until deployment. */
  readonly json: string;

  /** Throws if there is nothing to tell, if users differ, or if the text is too long for the parameter. */
  constructor(scope: Construct, id: string, props: WebIdentityClientConfigProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const users = commonUsers(this.node.path, partsOf(props));
    const content = { version: 1, region: stack.region, ...this.content(users, props) };
    this.json = stack.toJsonString(content);

    // CDK leaves 'Default' out of logical ids: the output goes by the id of this construct.
    new CfnOutput(this, 'Default', { value: this.json, description: 'What the app needs to reach its users\' data' });
    if (props.parameterName !== undefined) {
      this.assertFits(renderedLength(stack.resolve(content)));
      new ssm.StringParameter(this, 'Parameter', { parameterName: props.parameterName, stringValue: this.json });
    }
  }

  private content(users: IWebIdentityUsers, { tables = {}, buckets = {}, broker }: WebIdentityClientConfigProps): object {
    return {
      providers: Object.fromEntries(users.roles.map(({ provider, role }) => [provider.name, {
        roleArn: role.roleArn,
        userKeyPrefix: userKeyPrefix(provider.userNamespace),
        folderPrefix: folderPrefix(provider.userNamespace),
      }])),
      // Indexes and leaderboards may be added later.
      tables: mapValues(tables, ({ grants }) => Lazy.any({ produce: () => describeTable(grants._granted, users) })),
      buckets: mapValues(buckets, ({ grants }) => Lazy.any({ produce: () => describeBucket(grants._granted, users) })),
      cognito: broker && {
        identityPoolId: broker.identityPool.identityPoolRef.identityPoolId,
        userPoolId: broker.userPool.userPoolId,
        userPoolClientId: broker.userPoolClient.userPoolClientId,
        userId: broker.userId,
      },
    };
  }

  private assertFits(length: number): void {
    if (length <= MAX_PARAMETER_LENGTH) return;
    throw new WebIdentityError({
      code: 'config-too-long',
      where: `${this.node.path}: parameterName`,
      got: `about ${length} bytes`,
      want: `at most ${MAX_PARAMETER_LENGTH}`,
      fix: 'use the stack output, or a config for each part of the app',
    });
  }
}

function partsOf({ tables = {}, buckets = {}, broker }: WebIdentityClientConfigProps): Part[] {
  const granted = Object.entries<IUserTable | IUserBucket>({ ...tables }).concat(Object.entries(buckets));
  return [
    ...granted.map(([name, { grants }]) => ({ name, users: grants._granted.record.users })),
    ...broker === undefined ? [] : [{ name: 'broker', users: [broker.users] }],
  ];
}

function mapValues<T>(record: { [name: string]: T }, map: (value: T) => object): { [name: string]: object } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
