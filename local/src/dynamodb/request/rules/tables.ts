/// <reference path="../../dynalite.d.ts" />
import * as createTable from 'dynalite/validations/createTable.js';
import * as describeTable from 'dynalite/validations/describeTable.js';
import type { Members, StructuredType } from 'dynalite/validations/index.js';
import * as updateTable from 'dynalite/validations/updateTable.js';
import { withoutMore } from '../../check-table';
import { DynamoDbError, validationError } from '../../errors';
import type { AttributeDefinition, SecondaryIndex, Throughput } from '../../table';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface StreamSpecification {
  readonly StreamEnabled: boolean;
  readonly StreamViewType?: string;
}

interface EncryptionSpecification {
  readonly Enabled?: boolean;
  readonly SSEType?: string;
  readonly KMSMasterKeyId?: string;
}

/** Of CreateTable, as it was sent and as AWS::DynamoDB::Table spells most of it. */
export interface CreateTableParameters {
  readonly TableName: string;
  readonly StreamSpecification?: StreamSpecification;
  readonly SSESpecification?: EncryptionSpecification;
  readonly Tags?: readonly Tag[];
  readonly GlobalSecondaryIndexes?: readonly SecondaryIndex[];
  readonly AttributeDefinitions?: readonly AttributeDefinition[];
  readonly [parameter: string]: unknown;
}

/** Of GlobalSecondaryIndexUpdates: one of them. */
export interface IndexUpdate {
  readonly Create?: SecondaryIndex & { readonly ProvisionedThroughput?: Throughput };
  readonly Update?: { readonly IndexName: string; readonly ProvisionedThroughput: Throughput };
  readonly Delete?: { readonly IndexName: string };
}

export interface UpdateTableParameters {
  readonly TableName: string;
  readonly AttributeDefinitions?: readonly AttributeDefinition[];
  readonly BillingMode?: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly ProvisionedThroughput?: Throughput;
  readonly GlobalSecondaryIndexUpdates?: readonly IndexUpdate[];
  readonly StreamSpecification?: StreamSpecification;
  readonly SSESpecification?: EncryptionSpecification;
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableClass?: string;
}

export interface ExpiryParameters {
  readonly TableName: string;
  readonly TimeToLiveSpecification: { readonly AttributeName: string; readonly Enabled: boolean };
}

export interface TaggingParameters {
  /** The table's name, once it is read. */
  readonly ResourceArn: string;
  readonly Tags?: readonly Tag[];
  readonly TagKeys?: readonly string[];
}

const SETTINGS: Members = {
  DeletionProtectionEnabled: 'Boolean',
  SSESpecification: {
    type: 'FieldStruct<SSESpecification>',
    children: { Enabled: 'Boolean', SSEType: { type: 'String', enum: ['AES256', 'KMS'] }, KMSMasterKeyId: 'String' },
  },
  StreamSpecification: {
    type: 'FieldStruct<StreamSpecification>',
    children: {
      StreamEnabled: { type: 'Boolean', notNull: true },
      StreamViewType: { type: 'String', enum: ['KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE'] },
    },
  },
  TableClass: { type: 'String', enum: ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'] },
};

const TAGS: Members = {
  Tags: {
    type: 'List',
    children: {
      type: 'ValueStruct<Tag>',
      children: {
        Key: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 128 },
        Value: { type: 'String', notNull: true, lengthLessThanOrEqual: 256 },
      },
    },
  },
};

/** DynamoDB API Reference, CreateTable: what dynalite does not know yet. */
export const createTableTypes: Members = {
  ...createTable.types, ...SETTINGS, ...TAGS, AttributeDefinitions: attributeDefinitions(), GlobalSecondaryIndexes: globalIndexes(),
};

/** DynamoDB Developer Guide, Quotas: names of key attributes have up to 255 characters. */
function attributeDefinitions(): StructuredType {
  const { children, ...list } = createTable.types.AttributeDefinitions as StructuredType;
  const { children: members, ...definition } = children as StructuredType;
  const AttributeName = { ...(members as Members).AttributeName as StructuredType, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 };
  return { ...list, children: { ...definition, children: { ...members as Members, AttributeName } } };
}

/** Up to four attributes each for the partition key and the sort key. */
function globalIndexes(): StructuredType {
  const { children, ...list } = createTable.types.GlobalSecondaryIndexes as StructuredType;
  const { children: members, ...index } = children as StructuredType;
  const KeySchema = { ...(members as Members).KeySchema as StructuredType, lengthLessThanOrEqual: 8 };
  return { ...list, children: { ...index, children: { ...members as Members, KeySchema } } };
}

export function createTableRules(data: CreateTableParameters): void {
  const { GlobalSecondaryIndexes: indexes } = data;
  const known = { ...data, ...indexes && { GlobalSecondaryIndexes: indexes.map(withoutMore) } };
  const problem = createTable.custom(known, { options: { maxItemSize: 0 } });
  if (problem !== undefined) throw validationError(problem);
  checkDefinitions(data.AttributeDefinitions);
  checkTags(data.Tags);
}

/** One attribute has one type. */
function checkDefinitions(definitions: readonly AttributeDefinition[] = []): void {
  const names = definitions.map(({ AttributeName }) => AttributeName);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw validationError(`One or more parameter values were invalid: Duplicate AttributeName in AttributeDefinitions: ${twice}`);
}

/** An index on demand has no throughput of its own, and its key may have more than two attributes. */
export const updateTableTypes: Members = {
  ...updateTable.types,
  ...SETTINGS,
  AttributeDefinitions: optional(attributeDefinitions()),
  GlobalSecondaryIndexUpdates: { type: 'List', children: { type: 'ValueStruct<GlobalSecondaryIndexUpdate>', children: indexUpdates() } },
};

function optional({ notNull: _, ...type }: StructuredType): StructuredType {
  return type;
}

function indexUpdates(): Members {
  const { children: index } = globalIndexes().children as StructuredType;
  const { IndexName, ProvisionedThroughput } = index as Members;
  return {
    Create: { type: 'FieldStruct<CreateGlobalSecondaryIndexAction>', children: index },
    Update: {
      type: 'FieldStruct<UpdateGlobalSecondaryIndexAction>',
      children: { IndexName, ProvisionedThroughput: { ...ProvisionedThroughput as StructuredType, notNull: true } },
    },
    Delete: { type: 'FieldStruct<DeleteGlobalSecondaryIndexAction>', children: { IndexName } },
  };
}

export function updateTableRules(data: UpdateTableParameters): void {
  const { AttributeDefinitions: _, TableName: __, ...changes } = data;
  if (Object.keys(changes).length === 0 || (Object.keys(changes).length === 1 && data.GlobalSecondaryIndexUpdates?.length === 0)) {
    throw validationError('At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or '
      + 'ReplicaUpdates is required');
  }
  if (data.BillingMode === 'PAY_PER_REQUEST' && data.ProvisionedThroughput !== undefined) {
    throw validationError('One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode '
      + 'is PAY_PER_REQUEST');
  }
  if (data.BillingMode === 'PROVISIONED' && data.ProvisionedThroughput === undefined) {
    throw validationError('One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  checkDefinitions(data.AttributeDefinitions);
  checkIndexUpdates(data.GlobalSecondaryIndexUpdates ?? []);
}

/** DynamoDB API Reference, UpdateTable: "You can create or delete only one global secondary index per UpdateTable operation". */
function checkIndexUpdates(updates: readonly IndexUpdate[]): void {
  const wrong = updates.find((update) => Object.keys(update).length !== 1);
  if (wrong !== undefined) {
    const wanted = Object.keys(wrong).length === 0 ? 'One' : 'Only one';
    throw validationError(`One or more parameter values were invalid: ${wanted} of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, `
      + 'GlobalSecondaryIndexUpdate.Delete must not be null');
  }
  const names = updates.map(({ Create, Update, Delete }) => (Create ?? Update ?? Delete)!.IndexName);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw validationError(`One or more parameter values were invalid: Only one global secondary index update per index is allowed simultaneously. Index: ${twice}`);
  }
  if (updates.filter(({ Update }) => Update === undefined).length > 1) {
    throw new DynamoDbError('LimitExceededException', 'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table');
  }
}

export const expiryTypes: Members = {
  ...describeTable.types,
  TimeToLiveSpecification: {
    type: 'FieldStruct<TimeToLiveSpecification>',
    notNull: true,
    children: {
      AttributeName: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 },
      Enabled: { type: 'Boolean', notNull: true },
    },
  },
};

export function expiryRules({ TimeToLiveSpecification }: ExpiryParameters): void {
  if (TimeToLiveSpecification === undefined) throw missing('timeToLiveSpecification');
}

const RESOURCE: Members = { ResourceArn: 'String' };

export const listTagsTypes: Members = { ...RESOURCE, NextToken: 'String' };
export const tagTypes: Members = { ...RESOURCE, ...TAGS };
export const untagTypes: Members = { ...RESOURCE, TagKeys: { type: 'List', children: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 128 } } };

export function listTagsRules({ ResourceArn }: TaggingParameters): void {
  if (ResourceArn === undefined) throw validationError('Invalid TableArn');
}

export function tagRules(data: TaggingParameters): void {
  listTagsRules(data);
  if (data.Tags === undefined) throw missing('tags');
  if (data.Tags.length === 0) throw validationError('Atleast one Tag needs to be provided as Input.');
  checkTags(data.Tags);
}

export function untagRules(data: TaggingParameters): void {
  listTagsRules(data);
  if (data.TagKeys === undefined) throw missing('tagKeys');
  if (data.TagKeys.length === 0) throw validationError('Atleast one Tag Key needs to be provided as Input.');
}

const missing = (member: string): DynamoDbError =>
  validationError(`1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`);

/** Of a table (DynamoDB Developer Guide, Tagging restrictions in DynamoDB). */
export const MAX_TAGS = 50;
const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function checkTags(tags: readonly Tag[] = []): void {
  for (const { Key, Value } of tags) {
    const wrong = [Key, Value].find((text) => !TAG_TEXT.test(text));
    if (wrong !== undefined) throw validationError(`One or more parameter values were invalid: tags may have letters, digits, spaces and any of _.:/=+-@, got ${JSON.stringify(wrong)}`);
    if (Key.toLowerCase().startsWith('aws:')) throw validationError(`One or more parameter values were invalid: aws: prefixed tag key names are not allowed for external use: ${Key}`);
  }
  const keys = tags.map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw validationError('One or more parameter values were invalid: Duplicate tag keys');
  if (keys.length > MAX_TAGS) throw validationError(`One or more parameter values were invalid: Too many tags: at most ${MAX_TAGS}`);
}
