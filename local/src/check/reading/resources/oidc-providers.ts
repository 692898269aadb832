import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { unreadIn } from '../unread';
import { textsOf } from './values';

/**
 * An OIDC provider of IAM; CDK's custom resource for it spells its clients otherwise.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-oidcprovider.html
 */
export function readProvider({ stack, logicalId, path, ref, properties }: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  collector.claim(ref, gap);
  const clients = properties.ClientIdList ?? properties.ClientIDList;
  const host = ref.slice(ref.indexOf(':oidc-provider/') + ':oidc-provider/'.length);
  collector.providers.push({ stack, logicalId, path, arn: ref, host, ...unreadIn(clients) === undefined && { clientIds: textsOf(clients) } });
}
