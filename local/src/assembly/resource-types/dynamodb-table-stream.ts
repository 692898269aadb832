import { refuse } from './properties';
import type { Resource } from './resource-type';
import type { TableStream } from '../../dynamodb';
import { isObject } from '../json';

const VIEWS = ['KEYS_ONLY', 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE'];

/**
 * The stream of a table, as far as others refer to it. Who may read it is refused where the stream itself says so: it holds
 * what the table holds, and is not run here.
 */
export function streamOf(resource: Resource, tableArn: string): TableStream | undefined {
  const given = resource.property('StreamSpecification');
  if (given === undefined) return undefined;
  if (!isObject(given)) return refuse(resource, 'StreamSpecification', given, 'an object');
  const { StreamViewType: viewType = 'NEW_AND_OLD_IMAGES', ...others } = given;
  const [other] = Object.keys(others);
  if (other !== undefined) return refuse(resource, `StreamSpecification.${other}`, others[other], 'StreamViewType only: the local cloud runs no streams');
  if (typeof viewType !== 'string' || !VIEWS.includes(viewType)) return refuse(resource, 'StreamSpecification.StreamViewType', viewType, VIEWS.join(', '));
  const label = new Date(resource.created).toISOString().replace('Z', '');
  return { arn: `${tableArn}/stream/${label}`, label, viewType };
}
