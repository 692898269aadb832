import type { Scope } from './scope';
import type { AuthorizationRequest } from '../../iam/request';
import { keyUse } from '../../kms';

/** Actions that touch no items, and so no key. */
const WITHOUT_ITEMS: ReadonlySet<string> = new Set([
  'CreateTable', 'DeleteTable', 'DescribeTable', 'DescribeTimeToLive', 'ListTables', 'ListTagsOfResource', 'TagResource', 'UntagResource', 'UpdateTable',
  'UpdateTimeToLive',
].map((action) => `dynamodb:${action}`));

/**
 * What DynamoDB asks of KMS, on behalf of the caller, for these actions: to decrypt the table key of each table that a key of
 * the customer's own encrypts, for reads and writes alike. Asked each time: on AWS DynamoDB keeps a caller's table key until
 * nobody has used it for five minutes.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-dynamodb.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function keyUses(actions: readonly AuthorizationRequest[], { tables, location }: Scope): AuthorizationRequest[] {
  const uses = new Map<string, AuthorizationRequest>();
  for (const { action, resource } of actions) {
    if (WITHOUT_ITEMS.has(action)) continue;
    const name = resource.split('/')[1];
    const key = tables.get(name)?.encryptionKeyArn;
    if (key !== undefined) uses.set(name, keyUse('Decrypt', key, { 'aws:dynamodb:tableName': name, 'aws:dynamodb:subscriberId': location.account }));
  }
  return [...uses.values()];
}
