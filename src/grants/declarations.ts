import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

/** Name of what constructs leave in metadata, and the form it has. */
const NAME = 'cdk-web-identity';
const SCHEMA = 1;

/** An index of a table that all users may read, on purpose. */
export interface DeclaredSharing {
  readonly index: string;
  /** ARNs of the index, for a table that is defined elsewhere. */
  readonly resources: string[];
  readonly attributes: string[];
}

/**
 * Leaves in the template what its statements alone do not say, for the isolation check: that something is shared on
 * purpose. Without it the check takes it for a hole. It stands at the table or, where that is defined elsewhere, at the
 * roles. A table is not named at itself: CloudFormation would take that for a circle.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-metadata.html
 */
export function declareShared({ index, resources, attributes }: DeclaredSharing, table: CfnResource | undefined, roles: readonly IRole[]): void {
  const own = table ?? roles.map(({ node }) => node.defaultChild).find((child) => CfnResource.isCfnResource(child));
  if (own === undefined) return;
  const known = own.getMetadata(NAME)?.shared ?? [];
  own.addMetadata(NAME, { schema: SCHEMA, shared: [...known, { ...table === undefined ? { resources } : { index }, access: 'read', attributes }] });
}

/** The same of roles that are defined elsewhere: that their trust policies are the app's to check. */
export function declareVouched(scope: IConstruct, roles: readonly IRole[]): void {
  const names = roles.map(({ roleName }) => roleName).filter((name) => !Token.isUnresolved(name));
  if (names.length === 0) return;
  const stack = Stack.of(scope);
  const known = stack.templateOptions.metadata?.[NAME]?.vouchedRoles ?? [];
  stack.addMetadata(NAME, { schema: SCHEMA, vouchedRoles: [...known, ...names] });
}
