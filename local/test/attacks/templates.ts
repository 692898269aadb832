import { APPS, gameScoresTemplate } from '../support/game-scores';

const attribute = (AttributeName: string, AttributeType = 'S') => ({ AttributeName, AttributeType });
const schema = (hash: string, range: string) => [{ AttributeName: hash, KeyType: 'HASH' }, { AttributeName: range, KeyType: 'RANGE' }];

const resources = (template: any, type: string): [string, any][] => Object.entries<any>(template.Resources).filter(([, { Type }]) => Type === type);

/** Indexes that no user was granted, one of them by an attribute that only the server writes. */
function addIndexes(table: any): void {
  table.AttributeDefinitions.push(attribute('TopScore', 'N'), attribute('Wins', 'N'), attribute('Holder'));
  table.GlobalSecondaryIndexes = [
    { IndexName: 'ByTitle', KeySchema: schema('GameTitle', 'TopScore'), Projection: { ProjectionType: 'ALL' } },
    { IndexName: 'ByHolder', KeySchema: schema('Holder', 'GameTitle'), Projection: { ProjectionType: 'ALL' } },
  ];
  table.LocalSecondaryIndexes = [{ IndexName: 'ByWins', KeySchema: schema('UserId', 'Wins'), Projection: { ProjectionType: 'KEYS_ONLY' } }];
}

const OTHER_TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'OtherScores',
    AttributeDefinitions: [attribute('UserId'), attribute('GameTitle')],
    KeySchema: schema('UserId', 'GameTitle'),
    BillingMode: 'PAY_PER_REQUEST',
  },
};

/** A role of the same provider, for the app of those who run the game. */
const STRONGER_ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'stronger',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Federated: 'www.amazon.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'www.amazon.com:app_id': `${APPS.amazon}.staff` } },
      }],
    },
    Policies: [{ PolicyName: 'all', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' }] } }],
  },
};

/** The example as the constructs make it, with more to attack: indexes, another table, a stronger role. */
export function guardedTemplate(): any {
  const template = gameScoresTemplate();
  addIndexes(resources(template, 'AWS::DynamoDB::GlobalTable')[0][1].Properties);
  return { ...template, Resources: { ...template.Resources, OtherTable: OTHER_TABLE, StrongerRole: STRONGER_ROLE } };
}

const USER_IDS: readonly [role: string, variable: string][] = [
  ['GameScoresUsersamazon', '${www.amazon.com:user_id}'],
  ['GameScoresUsersgoogle', '${accounts.google.com:sub}'],
  ['GameScoresUserslogin', '${login.example.com:sub}'],
];

/**
 * The policy of DynamoDB's Developer Guide (Using IAM policy conditions for fine-grained access
 * control, example 1), for "Facebook and Google likewise": no Null, no ReturnValues, ids as they are.
 */
function publishedStatement(table: string, variable: string): object {
  return {
    Sid: 'AllowAccessToOnlyItemsMatchingUserID',
    Effect: 'Allow',
    Action: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((action) => `dynamodb:${action}`),
    Resource: [{ 'Fn::GetAtt': [table, 'Arn'] }],
    Condition: {
      'ForAllValues:StringEquals': {
        'dynamodb:LeadingKeys': [variable],
        'dynamodb:Attributes': ['UserId', 'GameTitle', 'Wins', 'Losses', 'TopScore', 'TopScoreDateTime'],
      },
      'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    },
  };
}

/** Trust in the audience alone, as guides show it. */
function onlyAudience(statement: any): void {
  const [audience] = Object.entries(statement.Condition.StringEquals).filter(([name]) => !name.endsWith(':oaud'));
  statement.Condition = { StringEquals: Object.fromEntries([audience]) };
}

/** The same app under the policies that are published. */
export function publishedTemplate(): any {
  const template = guardedTemplate();
  const [[table]] = resources(template, 'AWS::DynamoDB::GlobalTable');
  for (const [role, variable] of USER_IDS) {
    const find = (type: string) => resources(template, type).find(([id]) => id.startsWith(role))![1].Properties;
    find('AWS::IAM::Policy').PolicyDocument.Statement = [publishedStatement(table, variable)];
    onlyAudience(find('AWS::IAM::Role').AssumeRolePolicyDocument.Statement[0]);
  }
  return template;
}
