import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebIdentityGameTable, WebIdentityProvider, WebIdentityUserBucket, WebIdentityUsers } from 'cdk-web-identity';
import { stackFile } from '../../s3/user-bucket';

export const APP = 'amzn1.application.clients';
export const TABLE = 'GameScores';
export const BUCKET = 'clients-files';

/** A table and a bucket with the same users; they may tag their own objects, too. Gives the template's file. */
export function clientsStack(): string {
  const stack = new Stack(new App(), 'Clients');
  const users = new WebIdentityUsers(stack, 'Users', { providers: [WebIdentityProvider.loginWithAmazon({ appIds: [APP] })] });
  new WebIdentityGameTable(stack, 'Scores', { users, tableName: TABLE, attributes: ['Wins', 'Losses'] });
  new WebIdentityUserBucket(stack, 'Files', { users, bucketName: BUCKET });
  const template = Template.fromStack(stack).toJSON();
  const statements = Object.values<any>(template.Resources).flatMap(({ Properties }) => Properties.PolicyDocument?.Statement ?? []);
  const ownObjects = statements.find(({ Action }) => Action.includes('s3:PutObject'));
  ownObjects.Action.push('s3:GetObjectTagging', 's3:PutObjectTagging');
  return stackFile(template);
}
