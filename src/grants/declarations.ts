import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Name of what constructs leave in metadata, and the form it has. */
const NAME = 'cdk-web-identity';
const SCHEMA = 1;

/** Part of a table or bucket that all users may read, on purpose. */
export interface DeclaredSharing {
  /** An index of a table, or a folder of a bucket with the slash behind it. */
  readonly part: { readonly index: string } | { readonly folder: string };
  /** ARNs of that part, for a table or bucket that is defined elsewhere. */
  readonly resources: string[];
  /** All that may be read of an item; absent for objects. */
  readonly attributes?: string[];
}

/**
 * Leaves in the template what its statements alone do not say, for the isolation check: that something is shared on
 * purpose. Without it the check takes it for a hole. It stands at the table or bucket or, where that is defined elsewhere,
 * at the roles. A resource is not named at itself: CloudFormation would take that for a circle.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-metadata.html
 */
export function declareShared({ part, resources, attributes }: DeclaredSharing, resource: CfnResource | undefined, roles: readonly IRole[]): void {
  const own = resource ?? roles.map(({ node }) => node.defaultChild).find((child) => CfnResource.isCfnResource(child));
  if (own === undefined) return;
  const known = own.getMetadata(NAME)?.shared ?? [];
  own.addMetadata(NAME, { schema: SCHEMA, shared: [...known, { ...resource === undefined ? { resources } : part, access: 'read', ...attributes && { attributes } }] });
}

/** The same of roles that are defined elsewhere: that their trust policies are the app's to check. */
export function declareVouched(scope: IConstruct, roles: readonly IRole[]): void {
  const names = roles.map(({ roleName }) => roleName).filter((name) => !Token.isUnresolved(name));
  if (names.length === 0) return;
  const stack = Stack.of(scope);
  const known = stack.templateOptions.metadata?.[NAME]?.vouchedRoles ?? [];
  stack.addMetadata(NAME, { schema: SCHEMA, vouchedRoles: [...known, ...names] });
}
