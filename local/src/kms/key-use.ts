import type { AuthorizationRequest } from '../iam/request';

/** What services do with keys of customers on behalf of a caller. */
export type KeyAction = 'Decrypt' | 'GenerateDataKey';

/**
 * A service's use of a key. The encryption context is what the service binds the data key to; who calls, and through
 * which service, is for whoever knows it to add.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 */
export function keyUse(action: KeyAction, keyArn: string, encryptionContext: Readonly<Record<string, string>>): AuthorizationRequest {
  return {
    action: `kms:${action}`,
    resource: keyArn,
    context: new Map<string, string | readonly string[]>([
      ...Object.entries(encryptionContext).map(([key, value]) => [`kms:encryptioncontext:${key.toLowerCase()}`, value] as const),
      ['kms:encryptioncontextkeys', Object.keys(encryptionContext)],
      ['kms:encryptionalgorithm', 'SYMMETRIC_DEFAULT'],
    ]),
  };
}

export function isKeyUse({ action }: AuthorizationRequest): boolean {
  return action.startsWith('kms:');
}
