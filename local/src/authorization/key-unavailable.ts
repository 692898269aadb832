import { AwsError } from '../aws-error';
import type { KeyState } from '../kms';

/** A key that is gone waits for its deletion on AWS, for 7 days at least. */
type Unavailable = Exclude<KeyState, 'Enabled'> | 'PendingDeletion';

const WORDS: Readonly<Record<Unavailable, string>> = { Disabled: 'disabled', PendingDeletion: 'pending deletion', PendingImport: 'pending import' };

/**
 * What KMS says of a key that cannot be used whoever asks; services pass it on in their own words.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
 */
export class KeyUnavailable extends AwsError {
  constructor(arn: string, state: Unavailable) {
    super(state === 'Disabled' ? 'DisabledException' : 'KMSInvalidStateException', `${arn} is ${WORDS[state]}.`, 400);
  }
}
