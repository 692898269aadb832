import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LocalCloud } from 'cdk-web-identity-local';

/** What the app reads from the stack's ClientConfig output. */
export interface ClientConfig {
  readonly region: string;
  readonly providers: { readonly [name: string]: { readonly roleArn: string; readonly userKeyPrefix: string } };
  readonly tables: { readonly scores: { readonly name: string } };
}

/** Trades a provider's token for temporary credentials, as the app does. */
export async function assumeRole(cloud: LocalCloud, config: ClientConfig, provider: string, token: string, providerId?: string) {
  const sts = new STSClient({ endpoint: cloud.endpoint, region: config.region, maxAttempts: 1 });
  const { Credentials } = await sts.send(new AssumeRoleWithWebIdentityCommand({
    RoleArn: config.providers[provider].roleArn,
    RoleSessionName: 'game',
    WebIdentityToken: token,
    ProviderId: providerId,
  }));
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
  };
}

/** A DynamoDB client with the credentials of one signed-in player. */
export async function player(cloud: LocalCloud, config: ClientConfig, provider: string, token: string, providerId?: string) {
  const credentials = await assumeRole(cloud, config, provider, token, providerId);
  return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: cloud.endpoint, region: config.region, credentials, maxAttempts: 1 }));
}
