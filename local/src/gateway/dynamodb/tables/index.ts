import { createTable } from './create-table';
import { deleteTable } from './delete-table';
import { describeTimeToLive, updateTimeToLive } from './expiry';
import type { TableAct, TableScope } from './table-scope';
import { listTagsOfResource, tagResource, untagResource } from './tagging';
import { updateTable } from './update-table';
import type { Permitted } from '../../../authorization/authorizer';
import type { DynamoDbRequest, TableOperationName } from '../../../dynamodb';
import type { Answer } from '../../../engines/dynamodb/dynamodb-engine';

const ACTS: Readonly<Record<TableOperationName, TableAct>> = {
  CreateTable: createTable,
  DeleteTable: deleteTable,
  DescribeTimeToLive: describeTimeToLive,
  ListTagsOfResource: listTagsOfResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
};

/** What is done to a table as a whole, one after another with what happens to the stacks. */
export function actOnTable(operation: TableOperationName, { request }: Permitted<DynamoDbRequest>, scope: TableScope): Promise<Answer> {
  return scope.stacks.inTurn(async () => ACTS[operation](request.data, scope));
}
