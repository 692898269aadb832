import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { integApp, issuerOf } from './integ-app';
import { CLIENT_ID } from './names';
import { ScenarioFunction } from './scenario-function/scenario-function';

/*
 * Questions to AWS that its documentation leaves open. The policies here are not the library's: each
 * holds just what one question asks for.
 */
const app = integApp();
const stack = new Stack(app, 'WebIdentityOpenQuestionsInteg');
const removalPolicy = RemovalPolicy.DESTROY;

const table = new TableV2(stack, 'Table', {
  partitionKey: { name: 'UserId', type: AttributeType.STRING },
  globalSecondaryIndexes: [{ indexName: 'ByFriend', partitionKey: { name: 'Friend', type: AttributeType.STRING } }],
  removalPolicy,
});
const bucket = new Bucket(stack, 'Bucket', { enforceSSL: true, removalPolicy });

const issuer = issuerOf(stack, 'open-questions');
const host = issuer.slice('https://'.length);
const provider = new iam.CfnOIDCProvider(stack, 'Issuer', { url: issuer, clientIdList: [CLIENT_ID] });
const userId = `\${${host}:sub}`;
const role = (id: string, ...statements: iam.PolicyStatementProps[]) => new iam.Role(stack, id, {
  assumedBy: new iam.WebIdentityPrincipal(provider.attrArn, { StringEquals: { [`${host}:aud`]: CLIENT_ID } }),
  inlinePolicies: { probe: new iam.PolicyDocument({ statements: statements.map((statement) => new iam.PolicyStatement(statement)) }) },
});

/** Users with any id, also one that is a pattern. */
const wildcards = role('Wildcards', {
  actions: ['s3:GetObject', 's3:PutObject'],
  resources: [bucket.arnForObjects(`users/${userId}/*`)],
}, {
  actions: ['dynamodb:GetItem'],
  resources: [table.tableArn],
  conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${userId}#*`] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } },
});

const ownItems = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [userId] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } };

/** Condition checks under the same limits as single writes. */
const conditionChecks = role('ConditionChecks', {
  actions: ['dynamodb:ConditionCheckItem'],
  resources: [table.tableArn],
  conditions: {
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [userId], 'dynamodb:Attributes': ['UserId', 'Wins'] },
    'Null': { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    'StringEquals': { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
  },
});
const enclosed = role('Enclosed', {
  actions: ['dynamodb:ConditionCheckItem'],
  resources: [table.tableArn],
  conditions: { ...ownItems, StringEquals: { 'dynamodb:EnclosingOperation': 'TransactWriteItems' } },
});

/** An index that is partitioned by another attribute than the table. */
const friends = role('Friends', { actions: ['dynamodb:Query'], resources: [`${table.tableArn}/index/ByFriend`], conditions: ownItems });

const backend = new ScenarioFunction(stack, 'Scenario', {
  scenario: 'open-questions',
  facts: {
    table: table.tableName,
    bucket: bucket.bucketName,
    wildcards: wildcards.roleArn,
    conditionChecks: conditionChecks.roleArn,
    enclosed: enclosed.roleArn,
    friends: friends.roleArn,
  },
});
bucket.grantPut(backend);
table.grantWriteData(backend);
new IntegTest(app, 'WebIdentityOpenQuestions', { testCases: [stack] });
