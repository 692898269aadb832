import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { folderPrefix, userKeyPrefix } from './access/user-key';
import { WebIdentityError } from './checks/errors';
import { renderedLength } from './checks/quotas';
import type { WebIdentityBroker } from './web-identity-broker';
import type { WebIdentityUserTable } from './web-identity-user-table';
import type { WebIdentityUserBucket } from './web-identity-user-bucket';
import type { IWebIdentityUsers } from './web-identity-user-role';

/** Properties of `WebIdentityClientConfig`. At least one table, bucket or broker; all must have the same users. */
export interface WebIdentityClientConfigProps {
  /**
   * Tables by the name that the app calls them.
   *
   * @default - none
   */
  readonly tables?: { [name: string]: WebIdentityUserTable };

  /**
   * Buckets by the name that the app calls them.
   *
   * @default - none
   */
  readonly buckets?: { [name: string]: WebIdentityUserBucket };

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
 *   "tables": { "scores": { "name": "GameScores", "userIdAttribute": "UserId", "sortKey": "GameTitle" } },
 *   "buckets": { "avatars": { "name": "…", "prefix": "users/", "sharedPrefixes": ["public/"] } },
 *   "cognito": { "identityPoolId": "…", "userPoolId": "…", "userPoolClientId": "…" }
 * }
 * ```
 *
 * Providers go by `amazon`, `facebook`, `google`, `cognito` or issuer URL. A user's partition key is
 * `userKeyPrefix` and the id, a user's folder the bucket's `prefix`, `folderPrefix`, the id and a slash.
 * Nothing in it is secret.
 */
export class WebIdentityClientConfig extends Construct {
  /** The JSON text; holds CDK tokens until deployment. */
  readonly json: string;

  /** Throws if there is nothing to tell, if users differ, or if the text is too long for the parameter. */
  constructor(scope: Construct, id: string, props: WebIdentityClientConfigProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const content = { version: 1, region: stack.region, ...this.content(props) };
    this.json = stack.toJsonString(content);

    // CDK leaves 'Default' out of logical ids: the output goes by the id of this construct.
    new CfnOutput(this, 'Default', { value: this.json, description: 'What the app needs to reach its users\' data' });
    if (props.parameterName !== undefined) {
      this.assertFits(renderedLength(stack.resolve(content)));
      new ssm.StringParameter(this, 'Parameter', { parameterName: props.parameterName, stringValue: this.json });
    }
  }

  private content({ tables = {}, buckets = {}, broker }: WebIdentityClientConfigProps): object {
    const users = this.commonUsers([...Object.entries(tables), ...Object.entries(buckets), ...(broker === undefined ? [] : [['broker', broker] as [string, WebIdentityBroker]])]);
    return {
      providers: mapValues(Object.fromEntries(users.roles.map((role) => [role.provider.name, role])), ({ provider, role }) => ({
        roleArn: role.roleArn,
        userKeyPrefix: userKeyPrefix(provider.userNamespace),
        folderPrefix: folderPrefix(provider.userNamespace),
      })),
      tables: mapValues(tables, (table) => ({
        name: table.table.tableName, userIdAttribute: table.userIdAttribute, sortKey: table.sortKey,
      })),
      buckets: mapValues(buckets, (bucket) => ({
        name: bucket.bucket.bucketName, prefix: bucket.prefix, sharedPrefixes: bucket.sharedPrefixes,
      })),
      cognito: broker && {
        identityPoolId: broker.identityPool.identityPoolRef.identityPoolId,
        userPoolId: broker.userPool.userPoolId,
        userPoolClientId: broker.userPoolClient.userPoolClientId,
      },
    };
  }

  private commonUsers([first, ...others]: [name: string, part: { users: IWebIdentityUsers }][]): IWebIdentityUsers {
    if (first === undefined) {
      throw new WebIdentityError({ code: 'config-empty', where: this.node.path, got: {}, want: 'at least one table, bucket or broker' });
    }
    const stranger = others.find(([, { users }]) => users !== first[1].users);
    if (stranger !== undefined) {
      throw new WebIdentityError({
        code: 'config-users-differ',
        where: this.node.path,
        got: `${first[0]} of ${first[1].users.node.path} and ${stranger[0]} of ${stranger[1].users.node.path}`,
        want: 'tables, buckets and broker that share one set of users',
        fix: 'pass `users` to the tables and buckets, or make a client config for each set of users',
      });
    }
    return first[1].users;
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

function mapValues<T>(record: { [name: string]: T }, map: (value: T) => object): { [name: string]: object } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
