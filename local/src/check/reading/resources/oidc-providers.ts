import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { unreadIn } from '../unread';
import { textsOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html */
export function readProvider({ stack, logicalId, path, attributes, properties }: ReadResource, collector: Collector): void {
  const { ClientIdList } = properties;
  const host = attributes.Arn.slice(attributes.Arn.indexOf(':oidc-provider/') + ':oidc-provider/'.length);
  collector.providers.push({ stack, logicalId, path, arn: attributes.Arn, host, ...unreadIn(ClientIdList) === undefined && { clientIds: textsOf(ClientIdList) } });
}
