import { Stack, Token } from 'aws-cdk-lib';

/** ARN of a KMS key as a resource's L1 names it: reference, ARN, or bare key id of the stack's account. */
export function keyArn(stack: Stack, key: unknown, region?: string): string {
  if (typeof key !== 'string') return Token.asString(key);
  return key.startsWith('arn:') ? key : stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: key });
}
