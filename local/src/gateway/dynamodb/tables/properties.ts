import type { JsonObject } from '../../../assembly';
import type { UpdateTableParameters } from '../../../dynamodb';

/* What CloudFormation spells differently. */

export function streamProperty(given: UpdateTableParameters['StreamSpecification']): JsonObject | undefined {
  return given?.StreamEnabled ? { StreamViewType: given.StreamViewType } : undefined;
}

export function encryptionProperty(given: UpdateTableParameters['SSESpecification']): JsonObject | undefined {
  if (given === undefined) return undefined;
  const { Enabled: SSEEnabled = false, ...others } = given;
  return { ...others, SSEEnabled };
}
