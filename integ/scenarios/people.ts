import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Credentials, Setting } from './setting';
import { CLIENT_ID } from '../names';

/** Somebody who acts. */
export interface Person {
  readonly name: string;
  readonly items: DynamoDBDocumentClient;
  readonly files: S3Client;
}

/** A person who signs in, when they first act. */
export interface User extends Person {
  readonly signIn: () => Promise<Credentials>;
}

/** Trades a token for a role's temporary credentials, as apps do. */
export async function assume({ client }: Setting, roleArn: string, token: string): Promise<Credentials> {
  const { Credentials: temporary } = await new STSClient(client).send(new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: 'integ',
    WebIdentityToken: token,
  }));
  return { accessKeyId: temporary!.AccessKeyId!, secretAccessKey: temporary!.SecretAccessKey!, sessionToken: temporary!.SessionToken };
}

/** A user of the stack's issuer; `roleArn` is the role of that issuer unless it is said. */
export function issuerUser(setting: Setting, sub: string, roleArn = setting.config.providers[setting.issuer].roleArn): User {
  return user(setting, sub, async () => assume(setting, roleArn, await setting.sign({ sub, aud: CLIENT_ID })));
}

export function user(setting: Setting, name: string, signIn: User['signIn']): User {
  return { ...person(setting, name, signIn), signIn };
}

/** The app's backend, whom no policy of users concerns. */
export function backend(setting: Setting): Person {
  return person(setting, 'backend', setting.backend);
}

function person({ client }: Setting, name: string, credentials?: Credentials | User['signIn']): Person {
  return {
    name,
    items: DynamoDBDocumentClient.from(new DynamoDBClient({ ...client, credentials })),
    files: new S3Client({ ...client, credentials }),
  };
}
