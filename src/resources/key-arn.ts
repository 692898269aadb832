import type { Stack } from 'aws-cdk-lib';
import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';

/** ARN of a KMS key as a resource's L1 names it: reference, ARN, or bare key id of the stack's account. */
export function keyArn(stack: Stack, key: unknown, region?: string): string {
  const text = Token.asString(key);
  return isKeyId(text) ? stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: text }) : text;
}

/** Of what is known at deployment only, `Ref` of a key is its id; an attribute or a parameter is taken for an ARN. */
function isKeyId(text: string): boolean {
  if (text.startsWith('arn:')) return false;
  return Token.isUnresolved(text) ? Tokenization.reverseString(text).tokens.some(isRefOfKey) : true;
}

function isRefOfKey(token: unknown): boolean {
  if (!Reference.isReference(token) || token.displayName !== 'Ref') return false;
  return CfnResource.isCfnResource(token.target) && token.target.cfnResourceType === 'AWS::KMS::Key';
}
