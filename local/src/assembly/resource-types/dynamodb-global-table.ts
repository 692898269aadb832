import { AssemblyError } from '../assembly-error';
import { identifyTable, tableOf } from './dynamodb-table';
import { objectList } from './properties';
import type { ResourceType } from './resource-type';

/**
 * The replica of this Region; the others are not run.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html
 */
export const globalTable: ResourceType = {
  identify: identifyTable,
  declare: (resource, identity, account) => {
    const guarded = objectList(resource, 'Replicas').find((replica) => replica.ResourcePolicy !== undefined);
    if (guarded !== undefined) {
      throw new AssemblyError(`stack ${resource.stack}: ${resource.logicalId}: a replica's ResourcePolicy is not supported by the local cloud yet`);
    }
    account.tables.push(tableOf(resource, identity));
  },
};
