import type { SecondaryIndex, Table } from '../../dynamodb';
import { objectList, optionalText, refuseProperties } from './properties';
import type { Identity, Resource, ResourceType } from './resource-type';

const MAX_NAME_LENGTH = 255;

export function identifyTable(resource: Resource): Identity {
  const { partition, account, region } = resource.environment;
  const name = optionalText(resource, 'TableName') ?? resource.physicalName(MAX_NAME_LENGTH);
  return { ref: name, attributes: { Arn: `arn:${partition}:dynamodb:${region}:${account}:table/${name}` } };
}

/** The parts that both table types spell as the DynamoDB API does. */
export function tableOf(resource: Resource, { ref, attributes }: Identity): Table {
  const parts = (name: string) => objectList(resource, name) as unknown[];
  // The DynamoDB API refuses lists of indexes that are empty.
  const indexes = (name: string) => (parts(name).length === 0 ? undefined : parts(name) as SecondaryIndex[]);
  return {
    name: ref,
    arn: attributes.Arn,
    attributeDefinitions: parts('AttributeDefinitions') as Table['attributeDefinitions'],
    keySchema: parts('KeySchema') as Table['keySchema'],
    globalSecondaryIndexes: indexes('GlobalSecondaryIndexes'),
    localSecondaryIndexes: indexes('LocalSecondaryIndexes'),
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html */
export const table: ResourceType = {
  identify: identifyTable,
  declare: (resource, identity, account) => {
    refuseProperties(resource, ['ResourcePolicy', 'ImportSourceSpecification']);
    account.tables.push(tableOf(resource, identity));
  },
};
