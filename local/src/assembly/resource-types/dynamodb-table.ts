import { customerKey, encryption, type CustomerKey } from './dynamodb-table-encryption';
import { streamOf } from './dynamodb-table-stream';
import { provisionedThroughput } from './dynamodb-table-throughput';
import { editsAttribute, refuseIndexChanges } from './dynamodb-table-updates';
import { objectList, onlyProperties, optionalText, refuse } from './properties';
import type { Identity, Resource, ResourceType } from './resource-type';
import { tagsOf } from './tags';
import { checkTable, type Expiry, type SecondaryIndex, type Table } from '../../dynamodb';
import { AssemblyError } from '../assembly-error';
import type { AccountBuilder } from '../declarations';
import { encryptionKeyArn } from '../encryption-key';
import { isObject } from '../json';

const MAX_NAME_LENGTH = 255;

/** What both table types have and the local cloud looks at. */
export const TABLE_PROPERTIES = [
  'TableName', 'AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'SSESpecification', 'StreamSpecification',
  'TimeToLiveSpecification',
];

/** What both have and what changes neither answers nor decisions. */
export const HARMLESS_TABLE_PROPERTIES = ['BillingMode', 'WarmThroughput'];

export function identifyTable(resource: Resource): Identity {
  const { partition, account, region } = resource.environment;
  const name = optionalText(resource, 'TableName') ?? resource.physicalName(MAX_NAME_LENGTH);
  if (!/^[\w.-]{3,255}$/.test(name)) refuse(resource, 'TableName', name, '3 to 255 letters, digits or any of _.-');
  const arn = `arn:${partition}:dynamodb:${region}:${account}:table/${name}`;
  return {
    ref: name,
    attributes: { Arn: arn },
    otherAttribute: (attribute) => (attribute === 'StreamArn' ? streamOf(resource, arn)?.arn : undefined),
  };
}

/** What the two table types say each in their own way. */
interface Details extends Pick<Table, 'throughput' | 'tags' | 'isProtected' | 'tableClass'> {
  readonly key?: CustomerKey;
}

export function declareTable(resource: Resource, identity: Identity, account: AccountBuilder, { key, ...told }: Details): void {
  if (account.tables.has(identity.ref)) refuse(resource, 'TableName', identity.ref, 'a name of its own');
  const declared = { ...tableOf(resource, identity), ...told };
  try {
    checkTable(declared);
  } catch (error) {
    throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}: ${(error as Error).message}`, true);
  }
  account.tables.set(declared.name, declared);
  if (key === undefined) return;
  account.afterwards.push(() => {
    account.tables.set(declared.name, { ...declared, encryptionKeyArn: encryptionKeyArn(resource, key.property, key.name, account) });
  });
}

/** The parts that both table types spell as the DynamoDB API does. */
function tableOf(resource: Resource, { ref, attributes }: Identity): Table {
  return {
    name: ref,
    arn: attributes.Arn,
    attributeDefinitions: objectList(resource, 'AttributeDefinitions') as unknown[] as Table['attributeDefinitions'],
    keySchema: objectList(resource, 'KeySchema') as unknown[] as Table['keySchema'],
    stream: streamOf(resource, attributes.Arn),
    expiry: expiryOf(resource),
    globalSecondaryIndexes: indexes(resource, 'GlobalSecondaryIndexes'),
    localSecondaryIndexes: indexes(resource, 'LocalSecondaryIndexes'),
  };
}

function expiryOf(resource: Resource): Expiry | undefined {
  const given = resource.property('TimeToLiveSpecification');
  if (given === undefined) return undefined;
  if (!isObject(given)) return refuse(resource, 'TimeToLiveSpecification', given, 'an object');
  const isEnabled = String(given.Enabled) === 'true';
  if (isEnabled && typeof given.AttributeName !== 'string') return refuse(resource, 'TimeToLiveSpecification.AttributeName', given.AttributeName, 'text');
  return { attribute: String(given.AttributeName), isEnabled };
}

/** Without their throughput. The DynamoDB API refuses lists of indexes that are empty. */
function indexes(resource: Resource, name: string): SecondaryIndex[] | undefined {
  const all = objectList(resource, name) as unknown as SecondaryIndex[];
  return all.length === 0 ? undefined : all.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-table.html */
export const table: ResourceType = {
  replacedOn: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
  namedBy: 'TableName',
  replaces: editsAttribute,
  refuseUpdate: refuseIndexChanges,
  identify: identifyTable,
  declare: (resource, identity, account) => {
    onlyProperties(resource, TABLE_PROPERTIES, [
      ...HARMLESS_TABLE_PROPERTIES, 'ContributorInsightsSpecification', 'DeletionProtectionEnabled', 'KinesisStreamSpecification',
      'OnDemandThroughput', 'PointInTimeRecoverySpecification', 'ProvisionedThroughput', 'TableClass', 'Tags',
    ]);
    const said = encryption(resource, 'SSESpecification', resource.property('SSESpecification'), ['SSEEnabled', 'SSEType', 'KMSMasterKeyId']);
    const key = customerKey(resource, 'SSESpecification.KMSMasterKeyId', said.KMSMasterKeyId, said);
    declareTable(resource, identity, account, {
      key,
      throughput: provisionedThroughput(resource),
      tags: tagsOf(resource),
      isProtected: String(resource.property('DeletionProtectionEnabled')) === 'true',
      tableClass: optionalText(resource, 'TableClass'),
    });
  },
};
