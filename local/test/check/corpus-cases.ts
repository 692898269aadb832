import { allow, APP, bucket, BUCKET, COGNITO, deny, policy, POOL, pool, provider, role, table, TABLE } from './template';
import type { JsonObject } from '../../src/assembly';
import type { CheckOptions } from '../../src/check';

export interface Case {
  /** What it is, and where it was published. */
  readonly name: string;
  readonly resources: JsonObject;
  /** Those of a second stack, in eu-west-1. */
  readonly elsewhere?: JsonObject;
  readonly options?: CheckOptions;
  readonly more?: JsonObject;
  /** Exactly these findings. */
  readonly found: readonly string[];
}

const SEVEN = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((one) => `dynamodb:${one}`);
const READS = SEVEN.slice(0, 3);
const AMAZON_ID = '${www.amazon.com:user_id}';
const COGNITO_ID = '${cognito-identity.amazonaws.com:sub}';
const LOGIN_ID = '${login.example.com:sub}';
const leading = (...ids: string[]): JsonObject => ({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ids } });
const guarded = (...ids: string[]): JsonObject => ({ ...leading(...ids), Null: { 'dynamodb:LeadingKeys': 'false' } });
const ofPool = { 'StringEquals': { 'cognito-identity.amazonaws.com:aud': POOL }, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } };
const users = { principal: COGNITO, conditions: ofPool };
const LOGIN_APP = { 'login.example.com:aud': 'game', 'login.example.com:oaud': 'game' };
const LOGIN = { principal: { Federated: { 'Fn::GetAtt': ['Login', 'Arn'] } }, conditions: { StringEquals: LOGIN_APP } };
const login = (conditions: JsonObject) => ({ ...LOGIN, conditions });
const GOOGLE_APP = { 'accounts.google.com:aud': 'g.apps.googleusercontent.com', 'accounts.google.com:oaud': 'g.apps.googleusercontent.com' };
const google = (conditions: JsonObject = { StringEquals: GOOGLE_APP }) => ({ principal: { Federated: 'accounts.google.com' }, conditions });
const facebook = { principal: { Federated: 'graph.facebook.com' }, conditions: { StringEquals: { 'graph.facebook.com:app_id': '1234' } } };
const FGAC = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html';
const GAME_ATTRIBUTES = ['UserId', 'GameTitle', 'Wins', 'Losses', 'TopScore', 'TopScoreDateTime'];
const ofBucket = (statements: readonly JsonObject[]): JsonObject => (
  { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: policy(statements) } });
const index = (name: string, attribute: string): JsonObject => ({
  GlobalSecondaryIndexes: [{ IndexName: name, KeySchema: [{ AttributeName: attribute, KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } }],
});

/** What AWS publishes, attribute for attribute. */
const PUBLISHED: readonly Case[] = [
  {
    name: `GameScores with Login with Amazon, example 1 of ${FGAC}`,
    resources: {
      Table: table(),
      Users: role([allow(SEVEN, TABLE, {
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [AMAZON_ID], 'dynamodb:Attributes': GAME_ATTRIBUTES },
        'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      })]),
    },
    // ReturnValues ALL_OLD answers with whatever the item holds.
    found: ['hole hidden-attribute-reach: Users Table'],
  },
  {
    name: `own items without a guard, example 2 of ${FGAC}`,
    resources: { Table: table(), Users: role([allow(SEVEN, TABLE, leading(AMAZON_ID))]) },
    found: ['fragile unguarded-for-all-values: Users Table'],
  },
  {
    name: `own items to read, example 2 of ${FGAC}, read-only`,
    resources: { Table: table(), Users: role([allow(READS, TABLE, leading(AMAZON_ID))]) },
    found: ['fragile unguarded-for-all-values: Users Table'],
  },
  {
    name: `attributes only, example 3 of ${FGAC}`,
    resources: {
      Table: table(),
      Users: role([allow(['dynamodb:UpdateItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:Scan'], TABLE, {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['UserId', 'GameTitle', 'TopScore'] },
        'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES', 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
      })]),
    },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: `protected attributes, example 4 of ${FGAC}`,
    resources: {
      Table: table(),
      Users: role([allow('dynamodb:UpdateItem', TABLE, {
        'ForAllValues:StringNotLike': { 'dynamodb:Attributes': ['UserId', 'Secret*'] },
        'StringEquals': { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
      })]),
    },
    // Every request names UserId: as published, with the key's own attribute in the list, nothing is updated; only what AWS adds.
    found: ['fragile unguarded-for-all-values: Users Table'],
  },
  {
    name: `an index, listed attributes, example 5 of ${FGAC}`,
    resources: {
      Table: table({ AttributeDefinitions: ['UserId', 'GameTitle', 'TopScore'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })), ...index('TopScoreIndex', 'TopScore') }),
      Users: role([allow('dynamodb:Query', `${TABLE}/index/TopScoreIndex`, {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['TopScoreDateTime', 'GameTitle', 'Wins', 'Losses', 'Attempts', 'UserId', 'TopScore'] },
        'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      })]),
    },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: 'the same index, declared',
    resources: {
      Table: table({ AttributeDefinitions: ['UserId', 'GameTitle', 'TopScore'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })), ...index('TopScoreIndex', 'TopScore') }),
      Users: role([allow('dynamodb:Query', `${TABLE}/index/TopScoreIndex`, {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['GameTitle', 'UserId', 'TopScore'] },
        'Null': { 'dynamodb:Attributes': 'false' },
        'StringEquals': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      })]),
    },
    options: { allow: ['read:Table/index/TopScoreIndex'] },
    found: [],
  },
  {
    name: `an index, all of it, example 5 of ${FGAC}`,
    resources: {
      Table: table({ AttributeDefinitions: ['UserId', 'GameTitle', 'TopScore'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })), ...index('TopScoreIndex', 'TopScore') }),
      Users: role([allow('dynamodb:Query', `${TABLE}/index/TopScoreIndex`, { StringEquals: { 'dynamodb:Select': 'ALL_PROJECTED_ATTRIBUTES' } })]),
    },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: `Facebook, table and index, example 6 of ${FGAC}`,
    resources: {
      Table: table({ AttributeDefinitions: ['UserId', 'GameTitle'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })), ...index('GameTitleIndex', 'GameTitle') }),
      Users: role([allow(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [TABLE, `${TABLE}/index/GameTitleIndex`], {
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${graph.facebook.com:id}'], 'dynamodb:Attributes': ['UserId', 'GameTitle', 'Wins'] },
        'StringEqualsIfExists': { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      })], facebook),
    },
    found: ['fragile cross-user-read: Users Table', 'fragile unguarded-for-all-values: Users Table'],
  },
  {
    name: `denied attributes, example 7 of ${FGAC}`,
    resources: {
      Table: table(),
      Users: role([
        allow('dynamodb:*', TABLE),
        deny('dynamodb:*', TABLE, { 'ForAnyValue:StringEquals': { 'dynamodb:Attributes': ['SSN', 'CreditCardNumber'] } }),
        deny('dynamodb:*', TABLE, { StringNotEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' } }),
      ]),
    },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: 'the avatars of the AWS blog, 2013, with s3:Get* on the bucket',
    resources: {
      Bucket: bucket(),
      Users: role([
        allow('s3:Get*', BUCKET, { StringEquals: { 's3:prefix': ['${www.amazon.com:app_id}', '${www.amazon.com:app_id}/'] } }),
        allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [`${BUCKET}/\${www.amazon.com:app_id}/${AMAZON_ID}`, `${BUCKET}/\${www.amazon.com:app_id}/${AMAZON_ID}/*`]),
      ]),
    },
    found: ['fragile key-never-matches: Users'],
  },
  {
    name: 'the table of the Cognito Developer Guide, "Fine-grained access to DynamoDB"',
    resources: { Table: table(), Users: role([allow(SEVEN, TABLE, leading(COGNITO_ID))], users) },
    found: ['fragile unguarded-for-all-values: Users Table'],
  },
  {
    name: 'the bucket of the IAM User Guide, examples_s3_cognito-bucket',
    resources: {
      Bucket: bucket(),
      Users: role([
        allow('s3:ListBucket', BUCKET, { StringLike: { 's3:prefix': [`cognito/application-name/${COGNITO_ID}/*`] } }),
        allow(['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], [`${BUCKET}/cognito/application-name/${COGNITO_ID}`, `${BUCKET}/cognito/application-name/${COGNITO_ID}/*`]),
      ], users),
    },
    found: [],
  },
  {
    name: 'a home directory by aws:userid, IAM User Guide, examples_s3_federated-home-directory-console',
    resources: {
      Bucket: bucket(),
      Users: role([
        allow(['s3:ListAllMyBuckets', 's3:GetBucketLocation'], '*'),
        allow('s3:ListBucket', BUCKET, { StringLike: { 's3:prefix': ['', 'home/', 'home/${aws:userid}/*'] } }),
        allow('s3:*', [`${BUCKET}/home/\${aws:userid}`, `${BUCKET}/home/\${aws:userid}/*`]),
      ]),
    },
    found: ['hole whole-table-reach: Users Bucket', 'hole caller-chosen-scoping: Users Bucket'],
  },
  {
    name: 'everybody lists all prefixes, and reads their own',
    resources: {
      Bucket: bucket(),
      Users: role([allow('s3:ListBucket', BUCKET), allow('s3:GetObject', `${BUCKET}/users/${AMAZON_ID}/*`)]),
    },
    found: ['hole cross-user-read: Users Bucket', 'hole whole-table-reach: Users Bucket'],
  },
];

const TRUST: readonly Case[] = [
  { name: 'no app of Login with Amazon is asked for', resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID))], { conditions: {} }) }, found: ['hole audience-pin: Users'] },
  {
    name: 'no audience of Google is asked for',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded('${accounts.google.com:sub}'))], google({})) },
    found: ['hole audience-pin: Users'],
  },
  {
    name: 'only aud of Google is asked for',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded('${accounts.google.com:sub}'))], google({ StringEquals: { 'accounts.google.com:aud': 'g.apps.googleusercontent.com' } })) },
    found: ['hole audience-pin: Users'],
  },
  {
    name: 'ForAllValues on the audience',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded('${accounts.google.com:sub}'))], google({ 'ForAllValues:StringEquals': GOOGLE_APP })) },
    found: ['fragile audience-pin: Users'],
  },
  {
    name: 'any app by a wildcard',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID))], { conditions: { StringLike: { 'www.amazon.com:app_id': '*' } } }) },
    found: ['hole audience-pin: Users'],
  },
  {
    name: 'an audience that may be missing',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID))], { conditions: { StringEqualsIfExists: APP.StringEquals } }) },
    found: ['fragile audience-pin: Users'],
  },
  {
    name: 'an OIDC provider holds the client ids, the trust policy none',
    resources: { Login: provider(), Table: table(), Users: role([allow(READS, TABLE, guarded(LOGIN_ID))], login({ StringLike: { 'login.example.com:sub': '?*' } })) },
    found: ['hole audience-pin: Users'],
  },
  {
    name: 'any identity pool',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(COGNITO_ID))], { principal: COGNITO, conditions: { 'ForAnyValue:StringLike': ofPool['ForAnyValue:StringLike'] } }) },
    found: ['hole audience-pin: Users'],
  },
  {
    name: 'guests by a pattern that both kinds match',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(COGNITO_ID))], { principal: COGNITO, conditions: { ...ofPool, 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': '*authenticated' } } }) },
    found: ['hole guest-reach: Users'],
  },
  {
    name: 'the same, of a pool that has no guests',
    resources: {
      Pool: pool(),
      Table: table(),
      Users: role([allow(READS, TABLE, guarded(COGNITO_ID))], { principal: COGNITO, conditions: { StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Pool' } } } }),
    },
    found: [],
  },
  {
    name: 'a pipeline is no user',
    resources: {
      Hub: provider('token.actions.githubusercontent.com', ['sts.amazonaws.com']),
      Table: table(),
      Deployer: role([allow('dynamodb:*', '*')], { principal: { Federated: { 'Fn::GetAtt': ['Hub', 'Arn'] } }, conditions: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/game:*' } } }),
    },
    found: [],
  },
  {
    name: 'a role of one subject',
    resources: { Login: provider(), Table: table(), Operator: role([allow('dynamodb:*', '*')], login({ StringEquals: { ...LOGIN_APP, 'login.example.com:sub': 'operator' } })) },
    found: [],
  },
];

const IDS: readonly Case[] = [
  { name: 'ids that hold slashes', resources: { Login: provider(), Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/${LOGIN_ID}/*`)], LOGIN) }, found: ['hole namespace-collision: Users Bucket'] },
  {
    name: 'ids that hold no slashes',
    resources: { Login: provider(), Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/${LOGIN_ID}/*`)], login({ StringEquals: LOGIN_APP, StringNotLike: { 'login.example.com:sub': '*/*' } })) },
    found: [],
  },
  { name: 'a folder without a separator', resources: { Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/${AMAZON_ID}*`)]) }, found: ['hole namespace-collision: Users Bucket'] },
  {
    name: 'lists by a prefix without a separator',
    resources: { Bucket: bucket(), Users: role([allow('s3:GetObject', `${BUCKET}/${AMAZON_ID}/*`), allow('s3:ListBucket', BUCKET, { StringLike: { 's3:prefix': `${AMAZON_ID}*` } })]) },
    found: ['hole cross-user-read: Users Bucket'],
  },
  {
    name: 'keys in any case',
    resources: { Login: provider(), Table: table(), Users: role([allow(READS, TABLE, { 'ForAllValues:StringEqualsIgnoreCase': { 'dynamodb:LeadingKeys': [LOGIN_ID] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })], LOGIN) },
    found: ['hole cross-user-read: Users Table'],
  },
  {
    name: 'two providers with equal ids',
    resources: { Table: table(), Ours: role([allow(READS, TABLE, guarded('${accounts.google.com:sub}'))], google()), Theirs: role([allow(READS, TABLE, guarded('${graph.facebook.com:id}'))], facebook) },
    found: ['hole namespace-collision: Ours Table', 'hole namespace-collision: Theirs Table'],
  },
  {
    name: 'two providers with prefixes',
    resources: { Table: table(), Ours: role([allow(READS, TABLE, guarded('google#${accounts.google.com:sub}'))], google()), Theirs: role([allow(READS, TABLE, guarded('facebook#${graph.facebook.com:id}'))], facebook) },
    found: [],
  },
  {
    name: 'a raw id of free text beside a prefix',
    resources: { Login: provider(), Table: table(), Ours: role([allow(READS, TABLE, guarded('google#${accounts.google.com:sub}'))], google()), Theirs: role([allow(READS, TABLE, guarded(LOGIN_ID))], LOGIN) },
    found: ['hole namespace-collision: Ours Table', 'hole namespace-collision: Theirs Table'],
  },
  {
    name: 'a raw id of digits beside a prefix',
    resources: { Table: table(), Ours: role([allow(READS, TABLE, guarded('google#${accounts.google.com:sub}'))], google()), Theirs: role([allow(READS, TABLE, guarded('${graph.facebook.com:id}'))], facebook) },
    found: [],
  },
  {
    name: 'a wildcard in place of the id',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID)), allow('dynamodb:GetItem', TABLE, { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['amzn1.*'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })]) },
    found: ['hole cross-user-read: Users Table'],
  },
  {
    name: 'keys of several parts',
    resources: { Table: table(), Users: role([allow(READS, TABLE, { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${AMAZON_ID}#*`] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })]) },
    found: [],
  },
  {
    name: 'keys of several parts without a separator',
    resources: { Table: table(), Users: role([allow(READS, TABLE, { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${AMAZON_ID}*`] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })]) },
    found: ['hole namespace-collision: Users Table'],
  },
  {
    name: 'the id of another provider',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded('${accounts.google.com:sub}'))]) },
    found: ['fragile key-never-matches: Users'],
  },
  {
    name: 'without a version there are no variables',
    resources: { Table: table(), Users: role([], {}, { Policies: [{ PolicyName: 'old', PolicyDocument: { Statement: [allow(READS, TABLE, guarded(AMAZON_ID))] } }] }) },
    found: ['fragile key-never-matches: Users'],
  },
];

const ACTIONS: readonly Case[] = [
  { name: 'a scan under leading keys (aws-sdk-js-v3#3115)', resources: { Table: table(), Users: role([allow([...SEVEN, 'dynamodb:Scan'], TABLE, leading(AMAZON_ID))]) }, found: ['hole whole-table-reach: Users Table'] },
  { name: 'every action under leading keys', resources: { Table: table(), Users: role([allow('dynamodb:*', TABLE, leading(AMAZON_ID))]) }, found: ['hole whole-table-reach: Users Table'] },
  { name: 'every action under leading keys, guarded', resources: { Table: table(), Users: role([allow('dynamodb:*', TABLE, guarded(AMAZON_ID))]) }, found: [] },
  { name: 'one own key is enough for a batch', resources: { Table: table(), Users: role([allow(READS, TABLE, { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': [AMAZON_ID] } })]) }, found: ['hole cross-user-read: Users Table'] },
  { name: 'what is not a key of admins', resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID)), allow('dynamodb:GetItem', TABLE, { 'ForAllValues:StringNotEquals': { 'dynamodb:LeadingKeys': ['admin'] } })]) }, found: ['hole cross-user-read: Users Table'] },
  { name: 'PartiQL without a guard', resources: { Table: table(), Users: role([allow(['dynamodb:PartiQLSelect', 'dynamodb:GetItem'], TABLE, leading(AMAZON_ID))]) }, found: ['hole whole-table-reach: Users Table'] },
  { name: 'DAX', resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID)), allow('dax:*', 'arn:aws:dax:us-east-1:123456789012:cache/game')]) }, found: ['hole whole-table-reach: Users'] },
  { name: 'everything but a few actions', resources: { Table: table(), Users: role([{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*', 'dax:*', 'lambda:*', 'appsync:*', 'execute-api:*', 'states:*', 'kinesis:*', 'backup:*', 'cognito-identity:*', 'cognito-idp:*'], Resource: TABLE }]) }, found: ['hole whole-table-reach: Users Table'] },
  {
    name: 'own items behind guardrails, beside an unknown managed policy',
    resources: {
      Table: table(),
      Users: role([
        allow(SEVEN, TABLE, guarded(AMAZON_ID)), deny('dynamodb:*', [TABLE, `${TABLE}/*`], { Null: { 'dynamodb:LeadingKeys': 'true' } }),
        deny('dynamodb:*', [TABLE, `${TABLE}/*`], { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': [AMAZON_ID] } }),
      ], {}, { ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/Unknown'] }),
    },
    found: ['unevaluated unknown-construct: Users Users'],
  },
  {
    name: 'a boundary that allows less',
    resources: {
      Table: table(),
      Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: policy([allow(SEVEN, TABLE, guarded(AMAZON_ID))]) } },
      Users: role([allow('dynamodb:*', '*')], {}, { PermissionsBoundary: { Ref: 'Boundary' } }),
    },
    found: [],
  },
  {
    name: 'a bucket that is everybody\'s to read',
    resources: {
      Bucket: bucket({ PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false } }),
      Users: role([allow('s3:PutObject', `${BUCKET}/${AMAZON_ID}/*`)]),
      Policy: ofBucket([{ ...allow('s3:GetObject', `${BUCKET}/*`), Principal: '*' }]),
    },
    found: ['hole cross-user-read: Users Bucket'],
  },
  {
    name: 'a bucket that somebody else may empty, as the CDK has it for autoDeleteObjects',
    resources: {
      Bucket: bucket(),
      Emptier: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy([{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }]) } },
      Users: role([allow(['s3:GetObject', 's3:DeleteObject'], `${BUCKET}/${AMAZON_ID}/*`)]),
      Policy: ofBucket([{ ...allow(['s3:GetBucket*', 's3:List*', 's3:DeleteObject*'], [BUCKET, `${BUCKET}/*`]), Principal: { AWS: { 'Fn::GetAtt': ['Emptier', 'Arn'] } } }]),
    },
    found: [],
  },
  {
    name: 'a bucket whose policy lets the users\' role read',
    resources: {
      Bucket: bucket(),
      Users: role([allow('s3:PutObject', `${BUCKET}/${AMAZON_ID}/*`)]),
      Policy: ofBucket([{ ...allow('s3:GetObject', `${BUCKET}/*`), Principal: { AWS: { 'Fn::GetAtt': ['Users', 'Arn'] } } }]),
    },
    found: ['hole cross-user-read: Users Bucket'],
  },
  {
    name: 'a bucket whose policy lets one session of the users\' role read: its name is the caller\'s to choose',
    resources: {
      Bucket: bucket(),
      Users: role([allow('s3:GetObject', `${BUCKET}/${AMAZON_ID}/*`)], {}, { RoleName: 'Players' }),
      Policy: ofBucket([{ ...allow('s3:GetObject', `${BUCKET}/*`), Principal: { AWS: 'arn:aws:sts::123456789012:assumed-role/Players/support' } }]),
    },
    found: ['unevaluated undecided: Users Bucket'],
  },
  {
    name: 'a Deny that the caller avoids',
    resources: { Table: table(), Users: role([allow(READS, TABLE), deny('dynamodb:*', TABLE, { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })]) },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: 'an index of a table that the templates do not have',
    resources: { Users: role([allow(READS, TABLE, guarded(AMAZON_ID)), allow('dynamodb:Query', `${TABLE}/index/ByScore`)]) },
    found: ['hole cross-user-read: Users GameScores'],
  },
  {
    name: 'attributes of a table that the templates do not have, one of which is enough',
    resources: {
      Users: role([allow('dynamodb:GetItem', TABLE, {
        ...guarded(AMAZON_ID), 'Null': { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' }, 'ForAnyValue:StringEquals': { 'dynamodb:Attributes': ['UserId', 'Wins'] },
      })]),
    },
    found: ['hole hidden-attribute-reach: Users GameScores'],
  },
  {
    name: 'attributes of a table that the templates do not have, all but some',
    resources: {
      Users: role([allow('dynamodb:UpdateItem', TABLE, { 'ForAllValues:StringNotLike': { 'dynamodb:Attributes': ['Secret', 'id'] } })]),
    },
    found: ['hole whole-table-reach: Users GameScores'],
  },
  {
    name: 'attributes of a table that the templates do not have, some of them denied',
    resources: { Users: role([allow('dynamodb:GetItem', TABLE), deny('dynamodb:*', TABLE, { 'ForAnyValue:StringEquals': { 'dynamodb:Attributes': ['SSN', 'CreditCardNumber'] } })]) },
    found: ['hole whole-table-reach: Users GameScores'],
  },
  {
    name: 'all indexes of a table that the templates do not have',
    resources: { Users: role([allow('dynamodb:Query', `${TABLE}/index/*`)]) },
    found: ['hole whole-table-reach: Users GameScores'],
  },
  {
    // A wildcard goes over slashes: `my-bucket/alice/bob/x` is in the folders of both.
    name: 'a folder in buckets of any name that begins so',
    resources: { Bucket: bucket(), Users: role([allow('s3:PutObject', `arn:aws:s3:::my-*/${AMAZON_ID}/*`)]) },
    found: ['hole namespace-collision: Users Bucket'],
  },
  {
    name: 'a folder for all in buckets of any name that begins so',
    resources: { Bucket: bucket(), Users: role([allow('s3:PutObject', 'arn:aws:s3:::my-*/public/*')]) },
    found: ['fragile cross-user-write: Users Bucket'],
  },
  {
    name: 'attributes have to be named, and any may be',
    resources: {
      Table: table(),
      Users: role([allow(READS, TABLE, { ...leading(AMAZON_ID), Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' } })]),
    },
    found: ['hole hidden-attribute-reach: Users Table'],
  },
  {
    name: 'attributes of an index have to be named, and any may be, where some are shared',
    resources: {
      Table: {
        ...table({ ...index('ByTitle', 'GameTitle') }),
        Metadata: { 'cdk-web-identity': { schema: 1, shared: [{ index: 'ByTitle', access: 'read', attributes: ['UserId', 'GameTitle', 'Wins'] }] } },
      },
      Users: role([allow('dynamodb:Query', `${TABLE}/index/ByTitle`, { Null: { 'dynamodb:Attributes': 'false' } })]),
    },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: 'a queue that the templates do not have, to receive from',
    resources: { Users: role([allow('sqs:ReceiveMessage', 'arn:aws:sqs:eu-west-1:210987654321:Other')]) },
    found: ['hole whole-table-reach: Users Other'],
  },
  {
    name: 'all queues',
    resources: { Users: role([allow('sqs:*', 'arn:aws:sqs:*:*:*')]) },
    found: ['hole whole-table-reach: Users arn:aws:sqs:*:*:*'],
  },
  {
    name: 'the streams of all tables',
    resources: { Users: role([allow(['dynamodb:GetRecords', 'dynamodb:GetShardIterator'], 'arn:aws:dynamodb:*:*:table/*/stream/*')]) },
    found: ['hole whole-table-reach: Users arn:aws:dynamodb:*:*:table/*/stream/*'],
  },
  {
    name: 'the backups of a table',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID)), allow('dynamodb:RestoreTableFromBackup', [TABLE, `${TABLE}/backup/*`])]) },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: 'the passwords of a user pool',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID)), allow('cognito-idp:AdminSetUserPassword', '*')]) },
    found: ['unevaluated reach-outside: Users'],
  },
  {
    name: 'a queue to send to',
    resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} }, Users: role([allow('sqs:SendMessage', { 'Fn::GetAtt': ['Queue', 'Arn'] })]) },
    found: [],
  },
  {
    name: 'a queue to receive from',
    resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: {} }, Users: role([allow(['sqs:SendMessage', 'sqs:ReceiveMessage'], { 'Fn::GetAtt': ['Queue', 'Arn'] })]) },
    found: ['hole whole-table-reach: Users Queue'],
  },
  {
    name: 'a resource that is a parameter without a value',
    resources: { Table: table(), Users: role([allow(READS, { Ref: 'Other' })]) },
    more: { Parameters: { Other: { Type: 'String' } } },
    found: ['unevaluated unknown-construct: Users Users'],
  },
  {
    name: 'a macro',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID))]) },
    more: { Transform: 'MyMacro' },
    found: ['unevaluated unknown-construct: Transform'],
  },
  {
    name: 'a nested stack',
    resources: { Table: table(), Users: role([allow(READS, TABLE, guarded(AMAZON_ID))]), Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/t.json' } } },
    found: ['unevaluated unknown-construct: Nested'],
  },
];

/** Reduced from frameworks' own output, names replaced. */
const FRAMEWORKS: readonly Case[] = [
  {
    name: 'Amplify storage: public, protected and private folders by the Cognito identity id',
    resources: {
      Bucket: bucket(),
      Users: role([
        allow(['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], [`${BUCKET}/public/*`, `${BUCKET}/protected/${COGNITO_ID}/*`, `${BUCKET}/private/${COGNITO_ID}/*`]),
        allow('s3:GetObject', `${BUCKET}/protected/*`),
        allow('s3:ListBucket', BUCKET, { StringLike: { 's3:prefix': ['public/', 'public/*', 'protected/', 'protected/*', 'private/${cognito-identity.amazonaws.com:sub}/', 'private/${cognito-identity.amazonaws.com:sub}/*'] } }),
      ], users),
    },
    // Protected folders are meant to be read by all, which the template does not say.
    found: ['hole cross-user-read: Users Bucket', 'fragile cross-user-write: Users Bucket'],
  },
  {
    name: 'the same, declared',
    resources: {
      Bucket: bucket(),
      Users: role([
        allow(['s3:PutObject', 's3:GetObject', 's3:DeleteObject'], [`${BUCKET}/public/*`, `${BUCKET}/protected/${COGNITO_ID}/*`, `${BUCKET}/private/${COGNITO_ID}/*`]),
        allow('s3:GetObject', `${BUCKET}/protected/*`),
        allow('s3:ListBucket', BUCKET, { StringLike: { 's3:prefix': ['public/', 'public/*', 'protected/', 'protected/*', 'private/${cognito-identity.amazonaws.com:sub}/', 'private/${cognito-identity.amazonaws.com:sub}/*'] } }),
      ], users),
    },
    options: { allow: ['read:Bucket/protected/', 'write:Bucket/public/'] },
    found: [],
  },
];

const THERE = TABLE.replace('us-east-1', 'eu-west-1');
const ANYWHERE = TABLE.replace('us-east-1', '*');
const COGNITO_POOL = (region: string) => `${region}:12345678-90ab-cdef-1234-567890abcdef`;
const ofPools = (...regions: string[]) => ({
  principal: COGNITO,
  conditions: { ...ofPool, StringEquals: { 'cognito-identity.amazonaws.com:aud': regions.map(COGNITO_POOL) } },
});
const globalTable = (...replicas: JsonObject[]): JsonObject => {
  const { Properties } = table({ Replicas: [{ Region: 'us-east-1' }, ...replicas] });
  return { Type: 'AWS::DynamoDB::GlobalTable', Properties };
};
const ownKeys = (...resources: string[]) => [
  deny('dynamodb:*', resources.flatMap((one) => [one, `${one}/*`]), { Null: { 'dynamodb:LeadingKeys': 'true' } }),
  deny('dynamodb:*', resources.flatMap((one) => [one, `${one}/*`]), { 'ForAnyValue:StringNotEquals': { 'dynamodb:LeadingKeys': [AMAZON_ID] } }),
];

/** One account, several Regions: roles are of all of them, whatever else has a Region in its ARN. */
const REGIONS: readonly Case[] = [
  {
    name: 'two Regions: a role in the one, its table in the other',
    resources: { Users: role([allow(SEVEN, THERE, guarded(AMAZON_ID))]) },
    elsewhere: { Table: table() },
    found: [],
  },
  {
    name: 'two Regions: the same, open',
    resources: { Users: role([allow('dynamodb:GetItem', THERE)]) },
    elsewhere: { There: table() },
    found: ['hole whole-table-reach: Users There'],
  },
  {
    name: 'two Regions: two tables of one name, each bound',
    resources: { Here: table(), Users: role([allow(SEVEN, [TABLE, THERE], guarded(AMAZON_ID))]) },
    elsewhere: { There: table() },
    found: [],
  },
  {
    name: 'two Regions: two tables of one name, one of them open',
    resources: { Here: table(), Users: role([allow(SEVEN, TABLE, guarded(AMAZON_ID)), allow('dynamodb:GetItem', THERE)]) },
    elsewhere: { There: table() },
    found: ['hole whole-table-reach: Users There'],
  },
  {
    name: 'two Regions: a wildcard in place of the Region, behind a guard for one',
    resources: { Here: table(), Users: role([allow('dynamodb:GetItem', ANYWHERE), ...ownKeys(TABLE)]) },
    elsewhere: { There: table() },
    found: ['hole whole-table-reach: Users There'],
  },
  {
    name: 'two Regions: a wildcard in place of the Region, behind guards for both',
    resources: { Here: table(), Users: role([allow('dynamodb:GetItem', ANYWHERE, guarded(AMAZON_ID)), ...ownKeys(TABLE, THERE)]) },
    elsewhere: { There: table() },
    found: [],
  },
  {
    name: 'two Regions: a policy in the one for a role in the other',
    resources: { Users: role([], {}, { RoleName: 'Players' }) },
    elsewhere: { There: table(), Access: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'access', Roles: ['Players'], PolicyDocument: policy([allow('dynamodb:GetItem', { 'Fn::GetAtt': ['There', 'Arn'] })]) } } },
    found: ['hole whole-table-reach: Users There'],
  },
  {
    name: 'two Regions: a role of one name in each',
    resources: { Here: role([allow(SEVEN, TABLE, guarded(AMAZON_ID))], {}, { RoleName: 'Players' }), Table: table() },
    elsewhere: { There: role([allow(SEVEN, TABLE, guarded(AMAZON_ID))], {}, { RoleName: 'Players' }) },
    found: ['unevaluated unknown-construct: There'],
  },
  {
    name: 'two Regions: only in the one, by a condition on the Region',
    resources: { Here: table(), Users: role([allow('dynamodb:GetItem', ANYWHERE, { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]) },
    elsewhere: { There: table() },
    found: ['hole whole-table-reach: Users There'],
  },
  {
    name: 'two Regions: queues of one name',
    resources: { Here: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'Moves' } }, Users: role([allow('sqs:ReceiveMessage', 'arn:aws:sqs:eu-*:123456789012:Moves')]) },
    elsewhere: { There: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'Moves' } } },
    found: ['hole whole-table-reach: Users There'],
  },
  {
    name: 'two Regions: a bucket in the other one, behind a condition on the Region',
    resources: { Users: role([allow('s3:GetObject', `${BUCKET}/*`, { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]) },
    elsewhere: { Bucket: bucket() },
    found: ['hole whole-table-reach: Users Bucket'],
  },
  {
    name: 'two Regions: a bucket that is not where the condition on the Region wants it',
    resources: { Users: role([allow('s3:GetObject', `${BUCKET}/*`, { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })]) },
    elsewhere: { Bucket: bucket() },
    found: [],
  },
  {
    name: 'a bucket that is of no template, behind a condition on any Region',
    resources: { Users: role([allow('s3:GetObject', `${BUCKET}/*`, { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]) },
    found: ['hole whole-table-reach: Users my-bucket'],
  },
  {
    name: 'functions, behind a condition on any Region and the account',
    resources: { Table: table(), Users: role([allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1', 'aws:ResourceAccount': '123456789012' } })]) },
    found: ['unevaluated reach-outside: Users'],
  },
  {
    name: 'two Regions: identity pools, whose ids never are the same',
    resources: { Table: table(), Here: role([allow(SEVEN, TABLE, guarded(COGNITO_ID))], ofPools('us-east-1')) },
    elsewhere: { There: role([allow(SEVEN, TABLE, guarded(COGNITO_ID))], ofPools('eu-west-1')) },
    found: [],
  },
  {
    name: 'two Regions: a key for all identities of the other one',
    resources: { Table: table(), Here: role([allow(SEVEN, TABLE, guarded(COGNITO_ID)), allow('dynamodb:GetItem', TABLE, { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['eu-west-1:*'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })], ofPools('us-east-1')) },
    elsewhere: { There: role([allow(SEVEN, TABLE, guarded(COGNITO_ID))], ofPools('eu-west-1')) },
    found: ['hole cross-user-read: Here Table'],
  },
  {
    name: 'two Regions: one role for the pools of both, and a key for all identities of one',
    resources: { Table: table(), Users: role([allow(SEVEN, TABLE, guarded(COGNITO_ID)), allow('dynamodb:GetItem', TABLE, { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['eu-west-1:*'] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } })], ofPools('us-east-1', 'eu-west-1')) },
    elsewhere: {},
    found: ['hole cross-user-read: Users Table'],
  },
  {
    name: 'a wildcard in place of the Region, and a guard for one of them',
    resources: { Table: table(), Users: role([allow('dynamodb:GetItem', ANYWHERE), ...ownKeys(TABLE)]) },
    found: [`hole whole-table-reach: Users ${ANYWHERE}`],
  },
  {
    name: 'all tables, and a guard for one of them',
    resources: { Table: table(), Users: role([allow('dynamodb:GetItem', '*'), ...ownKeys(TABLE)]) },
    found: ['hole whole-table-reach: Users *'],
  },
  {
    name: 'all tables, and a guard for all',
    resources: { Table: table(), Users: role([allow('dynamodb:GetItem', '*'), ...ownKeys('arn:aws:dynamodb:*:*:table/*')]) },
    found: [],
  },
  {
    name: 'all tables, in a Region where no stack is',
    resources: { Table: table(), Users: role([allow('dynamodb:GetItem', '*', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })]) },
    found: ['hole whole-table-reach: Users *'],
  },
  {
    name: 'all buckets, one of which keeps everybody out',
    resources: {
      Bucket: bucket(),
      Policy: ofBucket([{ ...deny('s3:*', [BUCKET, `${BUCKET}/*`]), Principal: '*' }]),
      Users: role([allow('s3:GetObject', '*')]),
    },
    found: ['hole whole-table-reach: Users *'],
  },
  {
    name: 'all queues, and a Deny for one of them',
    resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'Moves' } }, Users: role([allow('sqs:ReceiveMessage', '*'), deny('sqs:*', { 'Fn::GetAtt': ['Queue', 'Arn'] })]) },
    found: ['hole whole-table-reach: Users *'],
  },
  {
    name: 'a global table: its replica is bound as well',
    resources: { Table: globalTable({ Region: 'eu-west-1' }), Users: role([allow(SEVEN, [TABLE, THERE], guarded(AMAZON_ID))]) },
    found: [],
  },
  {
    name: 'a global table: its replica is open',
    resources: { Table: globalTable({ Region: 'eu-west-1' }), Users: role([allow(SEVEN, TABLE, guarded(AMAZON_ID)), allow('dynamodb:Scan', THERE)]) },
    found: ['hole whole-table-reach: Users Table in eu-west-1'],
  },
  {
    name: 'a global table: a wildcard in place of the Region, and a guard for the stack\'s',
    resources: { Table: globalTable({ Region: 'eu-west-1' }), Users: role([allow('dynamodb:*', ANYWHERE), ...ownKeys(TABLE)]) },
    found: ['hole whole-table-reach: Users Table in eu-west-1'],
  },
  {
    name: 'a global table: a policy of the replica lets everybody in',
    resources: {
      Table: globalTable({ Region: 'eu-west-1', ResourcePolicy: { PolicyDocument: policy([{ ...allow('dynamodb:GetItem', '*'), Principal: '*' }]) } }),
      Users: role([allow(SEVEN, TABLE, guarded(AMAZON_ID))]),
    },
    found: ['hole whole-table-reach: Users Table in eu-west-1'],
  },
  {
    name: 'a global table: a policy of the replica keeps nobody out of the table',
    resources: {
      Table: globalTable({ Region: 'eu-west-1', ResourcePolicy: { PolicyDocument: policy([{ ...deny('dynamodb:*', '*'), Principal: '*' }]) } }),
      Users: role([allow('dynamodb:GetItem', TABLE)]),
    },
    found: ['hole whole-table-reach: Users Table'],
  },
  {
    name: 'a global table whose replicas nobody knows',
    resources: { Table: globalTable({ Region: { Ref: 'Other' } }), Users: role([allow(SEVEN, TABLE, guarded(AMAZON_ID))]) },
    more: { Parameters: { Other: { Type: 'String' } } },
    found: ['unevaluated unknown-construct: Table'],
  },
  {
    name: 'a stream with a policy of its own',
    resources: { Table: table({ StreamSpecification: { StreamViewType: 'NEW_IMAGE', ResourcePolicy: { PolicyDocument: policy([{ ...allow('dynamodb:GetRecords', '*'), Principal: '*' }]) } } }), Users: role([allow(SEVEN, TABLE, guarded(AMAZON_ID))]) },
    found: ['unevaluated unknown-construct: Table'],
  },
];

export const CORPUS: readonly Case[] = [...PUBLISHED, ...TRUST, ...IDS, ...ACTIONS, ...REGIONS, ...FRAMEWORKS];
