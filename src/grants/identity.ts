import { CfnResource, Reference, Stack, Stage, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What a construct stands for: its resource's ARN and name, text or CDK tokens. */
export interface Identified {
  readonly arn: string;
  readonly name: string;
}

/**
 * What a resource is once rendered, as text: several constructs may stand for one, such as a bucket that is
 * imported twice, or a table and its replica.
 */
export function identity(construct: IConstruct, { arn, name }: Identified): string {
  const resource = resourceOf(construct, { arn, name });
  const physicalName = resource === undefined ? name : declaredName(resource);
  if (isLiteral(physicalName)) return `${place(resource ?? construct, arn)} ${physicalName}`;
  if (resource !== undefined) return resource.node.path;
  const stack = Stack.of(construct);
  return `${stack.node.path} ${JSON.stringify(stack.resolve(arn))}`;
}

const NAMED: ReadonlySet<string | undefined> = new Set(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::IAM::Role']);

function isNamed(node: unknown): node is CfnResource {
  return NAMED.has(typeOf(node));
}

/** The type of a resource. To ask the classes instead would load the services' modules, S3's for an app without buckets. */
export function typeOf(node: unknown): string | undefined {
  return CfnResource.isCfnResource(node as IConstruct) ? (node as CfnResource).cfnResourceType : undefined;
}

/** The L1 that a construct stands for, where the app defines it. */
export function resourceOf(construct: IConstruct, { arn, name }: Identified): CfnResource | undefined {
  return [construct, construct.node.defaultChild].find(isNamed) ?? targetOf(name) ?? targetOf(arn);
}

/** The resource that a token refers to, in whatever stack. */
function targetOf(text: string): CfnResource | undefined {
  if (!Token.isUnresolved(text)) return undefined;
  const targets = Tokenization.reverseString(text).tokens.filter((token) => Reference.isReference(token)).map(({ target }) => target);
  return targets.find(isNamed);
}

/** The name that the app fixes, if it does. */
export function declaredName(resource: CfnResource): unknown {
  const { tableName, bucketName, roleName } = resource as { tableName?: unknown; bucketName?: unknown; roleName?: unknown };
  return tableName ?? bucketName ?? roleName;
}

function isLiteral(name: unknown): name is string {
  return typeof name === 'string' && !Token.isUnresolved(name);
}

/** Names of buckets are the whole partition's, those of roles the account's, those of tables the account's and Region's. */
function place(construct: IConstruct, arn: string): string {
  if (typeOf(construct) === 'AWS::S3::Bucket' || arn.includes(':s3:::')) return 's3';
  const { account, region } = (construct as { env?: { account: string; region: string } }).env ?? Stack.of(construct);
  // Environments that are not known are the same within one deployment.
  const known = (text: string) => (Token.isUnresolved(text) ? Stage.of(construct)?.node.path : text);
  const service = typeOf(construct) === 'AWS::IAM::Role' || arn.includes(':iam:') ? 'iam' : `dynamodb ${known(region)}`;
  return `${service} ${known(account)}`;
}
