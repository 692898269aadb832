/// <reference path="../../dynalite.d.ts" />
import * as createTable from 'dynalite/validations/createTable.js';
import type { Members } from 'dynalite/validations/index.js';
import { validationError } from '../../errors';

/** Of CreateTable, as it was sent and as AWS::DynamoDB::Table spells most of it. */
export interface CreateTableParameters {
  readonly TableName: string;
  readonly StreamSpecification?: { readonly StreamEnabled: boolean; readonly StreamViewType?: string };
  readonly SSESpecification?: { readonly Enabled?: boolean; readonly SSEType?: string; readonly KMSMasterKeyId?: string };
  readonly [parameter: string]: unknown;
}

/** DynamoDB API Reference, CreateTable: what dynalite does not know yet. */
export const createTableTypes: Members = {
  ...createTable.types,
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
  Tags: {
    type: 'List',
    children: { type: 'ValueStruct<Tag>', children: { Key: { type: 'String', notNull: true }, Value: { type: 'String', notNull: true } } },
  },
};

export function createTableRules(data: CreateTableParameters): void {
  const problem = createTable.custom(data, { options: { maxItemSize: 0 } });
  if (problem !== undefined) throw validationError(problem);
}
