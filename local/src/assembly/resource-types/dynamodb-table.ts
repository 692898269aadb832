import { objectList, onlyProperties, optionalText, refuse } from './properties';
import type { Identity, Resource, ResourceType } from './resource-type';
import type { SecondaryIndex, Table } from '../../dynamodb';
import type { AccountBuilder } from '../account';
import { isObject } from '../json';

const MAX_NAME_LENGTH = 255;

/** What both table types have and the local cloud looks at. */
export const TABLE_PROPERTIES = [
  'TableName', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'SSESpecification',
];

/** What both have and what changes neither answers nor decisions: throughput, streams, expiry. */
export const HARMLESS_TABLE_PROPERTIES = ['BillingMode', 'StreamSpecification', 'TimeToLiveSpecification', 'WarmThroughput'];

export function identifyTable(resource: Resource): Identity {
  const { partition, account, region } = resource.environment;
  const name = optionalText(resource, 'TableName') ?? resource.physicalName(MAX_NAME_LENGTH);
  if (!/^[\w.-]{3,255}$/.test(name)) refuse(resource, 'TableName', name, '3 to 255 letters, digits or any of _.-');
  return { ref: name, attributes: { Arn: `arn:${partition}:dynamodb:${region}:${account}:table/${name}` } };
}

export function declareTable(resource: Resource, identity: Identity, account: AccountBuilder): void {
  refuseCustomerKey(resource, 'SSESpecification', resource.property('SSESpecification'));
  if (account.tables.some((other) => other.name === identity.ref)) refuse(resource, 'TableName', identity.ref, 'a name of its own');
  account.tables.push(tableOf(resource, identity));
}

/**
 * A key of the customer's own: its policy, too, decides who reads the table.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 */
export function refuseCustomerKey(resource: Resource, name: string, encryption: unknown): void {
  if (isObject(encryption) && encryption.KMSMasterKeyId !== undefined) {
    refuse(resource, `${name}.KMSMasterKeyId`, encryption.KMSMasterKeyId, 'no key of your own: the local cloud does not evaluate key policies');
  }
}

/** The parts that both table types spell as the DynamoDB API does. */
function tableOf(resource: Resource, { ref, attributes }: Identity): Table {
  return {
    name: ref,
    arn: attributes.Arn,
    attributeDefinitions: objectList(resource, 'AttributeDefinitions') as unknown[] as Table['attributeDefinitions'],
    keySchema: objectList(resource, 'KeySchema') as unknown[] as Table['keySchema'],
    globalSecondaryIndexes: indexes(resource, 'GlobalSecondaryIndexes'),
    localSecondaryIndexes: indexes(resource, 'LocalSecondaryIndexes'),
  };
}

/** Without their throughput. The DynamoDB API refuses lists of indexes that are empty. */
function indexes(resource: Resource, name: string): SecondaryIndex[] | undefined {
  const all = objectList(resource, name) as unknown as SecondaryIndex[];
  return all.length === 0 ? undefined : all.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html */
export const table: ResourceType = {
  identify: identifyTable,
  declare: (resource, identity, account) => {
    onlyProperties(resource, TABLE_PROPERTIES, [
      ...HARMLESS_TABLE_PROPERTIES, 'ContributorInsightsSpecification', 'DeletionProtectionEnabled', 'KinesisStreamSpecification',
      'OnDemandThroughput', 'PointInTimeRecoverySpecification', 'ProvisionedThroughput', 'TableClass', 'Tags',
    ]);
    declareTable(resource, identity, account);
  },
};
