import { CognitoIdentityClient, GetIdCommand, GetOpenIdTokenCommand } from '@aws-sdk/client-cognito-identity';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { outcomes } from './scenario';

const { IDENTITY_POOL_ID, ROLE_ARN, TABLE_NAME } = process.env;

/** Signs two users in, and answers what the first of them could do: step → `allowed` or AWS's error name. */
export async function handler(): Promise<{ [step: string]: string }> {
  const [me, other] = [await signIn(), await signIn()];
  const { Credentials } = await new STSClient({}).send(new AssumeRoleWithWebIdentityCommand({
    RoleArn: ROLE_ARN,
    RoleSessionName: 'integ',
    WebIdentityToken: me.token,
  }));
  const client = new DynamoDBClient({
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    },
  });
  return outcomes(DynamoDBDocumentClient.from(client), TABLE_NAME!, me.id, other.id);
}

async function signIn(): Promise<{ id: string; token: string }> {
  const cognito = new CognitoIdentityClient({});
  const { IdentityId } = await cognito.send(new GetIdCommand({ IdentityPoolId: IDENTITY_POOL_ID }));
  const { Token } = await cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
  return { id: IdentityId!, token: Token! };
}
