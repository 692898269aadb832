import { accessDenied, validationError } from './errors';
import type { Location, Tables } from './table';

const ARN = /^arn:([^:]+):dynamodb:([^:]+):([^:]+):table\/([a-zA-Z0-9_.-]{3,255})$/;

/** Of a table, not of one of its indexes. */
export function checkTableArn(text: string): string {
  if (!ARN.test(text)) throw validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${text}`);
  return text;
}

/** Of another Region's table, operations on tables and on items speak differently. */
const WITHOUT_MEMBER: ReadonlySet<string> = new Set(['DescribeTable', 'DeleteTable']);

/**
 * The name of the table that `TableName` (or a key of `RequestItems`) means: all of them accept
 * an ARN too (DynamoDB API Reference, GetItem, TableName). Text that is neither is left to the
 * validation of the parameter.
 */
export function tableName(text: string, location: Location, operation: string): string {
  if (!text.startsWith('arn:')) return text;
  const [, partition, region, account, name] = ARN.exec(text) ?? [];
  if (name === undefined || partition !== location.partition) {
    throw validationError(`Invalid table ARN: ${JSON.stringify(text)} is no table in ${location.partition}`);
  }
  if (region !== location.region) throw validationError(`1 validation error detected: ${invalidRegion(text, operation)}`);
  if (account !== location.account) {
    throw accessDenied(`no resource-based policy of account ${account} allows access to ${text}`);
  }
  return name;
}

function invalidRegion(arn: string, operation: string): string {
  return WITHOUT_MEMBER.has(operation) ? `Invalid AWS region in '${arn}'` : `Value '${arn}' at 'tableName' failed to satisfy constraint: Invalid AWS region`;
}

/** A table that does not exist has an ARN as well: AWS authorises before it looks. */
export function tableArn(name: string, tables: Tables, location: Location): string {
  return tables.get(name)?.arn ?? `arn:${location.partition}:dynamodb:${location.region}:${location.account}:table/${name}`;
}

export function indexArn(table: string, index: string): string {
  return `${table}/index/${index}`;
}
