/** A key of AWS KMS, as far as decisions go: nothing is encrypted with it here. */
export interface Key {
  /** `arn:<partition>:kms:<region>:<account>:key/<id>` */
  readonly arn: string;
  /** The key policy, a document: without its Allow nobody uses the key, whatever IAM says. */
  readonly policy: unknown;
  readonly spec: string;
  readonly usage: string;
  readonly origin: string;
  readonly isMultiRegion: boolean;
  readonly state: KeyState;
  /** `alias/…` */
  readonly aliases: readonly string[];
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export type KeyState = 'Enabled' | 'Disabled' | 'PendingImport';

/** DynamoDB and S3 take no other. */
export function isSymmetric({ spec, usage }: Pick<Key, 'spec' | 'usage'>): boolean {
  return spec === 'SYMMETRIC_DEFAULT' && usage === 'ENCRYPT_DECRYPT';
}

/**
 * Condition keys about the key itself.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
 */
export function keyContext({ spec, usage, origin, isMultiRegion, aliases }: Key): [string, string | readonly string[]][] {
  return [
    ['kms:keyspec', spec],
    ['kms:customermasterkeyspec', spec],
    ['kms:keyusage', usage],
    ['kms:customermasterkeyusage', usage],
    ['kms:keyorigin', origin],
    ['kms:multiregion', String(isMultiRegion)],
    ...isMultiRegion ? [['kms:multiregionkeytype', 'PRIMARY'] as [string, string]] : [],
    ...aliases.length > 0 ? [['kms:resourcealiases', aliases] as [string, readonly string[]]] : [],
  ];
}
