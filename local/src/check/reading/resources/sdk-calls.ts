import { CALLS, callIn, isReading } from '../../../assembly/resource-types/custom/sdk-calls';
import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { unreadIn } from '../unread';
import { textOf } from './values';

/**
 * CDK's `AwsCustomResource`: whatever it calls at deployment may say who may do what, unless it only reads.
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsCustomResource.html
 */
export function readSdkCalls({ properties }: ReadResource, _: Collector, gap: (reason: string) => void): void {
  for (const name of CALLS) {
    const value = properties[name];
    if (value === undefined) continue;
    const call = callIn(textOf(value) ?? '');
    if (call === undefined) gap(`what ${name} calls: ${unreadIn(value) ?? 'it is no call'}`);
    else if (!isReading(call)) gap(`it calls ${call.action} of ${call.service} at deployment`);
  }
}
