import { declareTable, HARMLESS_TABLE_PROPERTIES, identifyTable, TABLE_PROPERTIES } from './dynamodb-table';
import { customerKey, encryption } from './dynamodb-table-encryption';
import { editsAttribute, refuseIndexChanges } from './dynamodb-table-updates';
import { objectList, onlyProperties, refuse } from './properties';
import type { ResourceType } from './resource-type';
import { tagPairs } from './tags';
import { uuidOf } from '../../cognito';
import { placeText } from '../physical-name';

const HARMLESS_REPLICA_PROPERTIES = [
  'ContributorInsightsSpecification', 'DeletionProtectionEnabled', 'GlobalSecondaryIndexes', 'GlobalTableSettingsReplicationMode',
  'KinesisStreamSpecification', 'PointInTimeRecoverySpecification', 'ReadOnDemandThroughputSettings', 'ReadProvisionedThroughputSettings',
  'TableClass', 'Tags',
];

/**
 * The replica of this Region; the others are not run.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html
 */
export const globalTable: ResourceType = {
  replacedOn: ['TableName', 'KeySchema', 'LocalSecondaryIndexes'],
  namedBy: 'TableName',
  replaces: editsAttribute,
  refuseUpdate: refuseIndexChanges,
  identify: (resource) => {
    const { ref, attributes, otherAttribute } = identifyTable(resource);
    return { ref, attributes: { ...attributes, TableId: uuidOf(placeText(resource)) }, otherAttribute };
  },
  declare: (resource, identity, account) => {
    onlyProperties(resource, [...TABLE_PROPERTIES, 'Replicas'], [
      ...HARMLESS_TABLE_PROPERTIES, 'GlobalTableWitnesses', 'MultiRegionConsistency', 'ReadOnDemandThroughputSettings',
      'ReadProvisionedThroughputSettings', 'WriteOnDemandThroughputSettings', 'WriteProvisionedThroughputSettings',
    ]);
    const { region } = resource.environment;
    const replica = objectList(resource, 'Replicas').find(({ Region }) => Region === region);
    if (replica === undefined) return refuse(resource, 'Replicas', resource.property('Replicas'), `a replica in the stack's Region, ${region}`);
    const { Region, SSESpecification, ...others } = replica;
    const unknown = Object.keys(others).find((name) => !HARMLESS_REPLICA_PROPERTIES.includes(name));
    if (unknown !== undefined) refuse(resource, `Replicas.${unknown}`, others[unknown], 'none: the local cloud does not support it yet');
    const said = encryption(resource, 'SSESpecification', resource.property('SSESpecification'), ['SSEEnabled', 'SSEType']);
    const { KMSMasterKeyId } = encryption(resource, 'Replicas.SSESpecification', SSESpecification, ['KMSMasterKeyId']);
    declareTable(resource, identity, account, {
      key: customerKey(resource, 'Replicas.SSESpecification.KMSMasterKeyId', KMSMasterKeyId, said),
      tags: new Map([...resource.stackTags, ...tagPairs(others.Tags)]),
      isProtected: String(others.DeletionProtectionEnabled) === 'true',
      tableClass: typeof others.TableClass === 'string' ? others.TableClass : undefined,
    });
  },
};
