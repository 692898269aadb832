import type { Session } from './session';

export interface CredentialsOutput {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

export function credentialsOutput({ accessKeyId, secretAccessKey, sessionToken, expiration }: Session): CredentialsOutput {
  return { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken, Expiration: new Date(expiration) };
}

export interface AssumedRoleUserOutput {
  readonly AssumedRoleId: string;
  readonly Arn: string;
}

export function assumedRoleUserOutput({ assumedRoleId, arn }: Session): AssumedRoleUserOutput {
  return { AssumedRoleId: assumedRoleId, Arn: arn };
}
