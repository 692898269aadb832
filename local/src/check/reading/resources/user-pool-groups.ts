import type { Collector } from '../collector';
import type { ReadResource } from '../read-resource';
import { unreadIn } from '../unread';
import { textOf } from './values';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolgroup.html */
export function readGroup({ properties: { RoleArn } }: ReadResource, collector: Collector, gap: (reason: string) => void): void {
  const reason = unreadIn(RoleArn);
  if (reason !== undefined) return gap(`which role its members get: ${reason}`);
  collector.wantRole(textOf(RoleArn), gap);
}
