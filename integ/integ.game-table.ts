import * as path from 'path';
import { ExpectedResult, IntegTest } from '@aws-cdk/integ-tests-alpha';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { WebIdentityGameTable, WebIdentityProvider } from '../src';

/*
 * Deploys a game table and lets a function play two users of it. Their tokens come from a Cognito
 * identity pool: it hands OpenID Connect tokens to anybody, so the test needs no account elsewhere.
 */
// Without stack traces: they hold the paths of the machine that wrote the snapshot.
const app = new App({ context: { 'aws:cdk:disable-creation-stack-traces': true } });
const stack = new Stack(app, 'WebIdentityGameTableInteg');

const pool = new cognito.CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: true, allowClassicFlow: true });
const scores = new WebIdentityGameTable(stack, 'GameScores', {
  providers: [WebIdentityProvider.cognitoIdentityPool(pool, { guests: true })],
  attributes: ['Wins', 'Losses'],
  removalPolicy: RemovalPolicy.DESTROY,
});

const players = new NodejsFunction(stack, 'Players', {
  entry: path.join(__dirname, 'game-table', 'players.ts'),
  runtime: lambda.Runtime.NODEJS_22_X,
  timeout: Duration.minutes(2),
  environment: {
    IDENTITY_POOL_ID: pool.ref,
    ROLE_ARN: scores.users.roles[0].role.roleArn,
    TABLE_NAME: scores.table.tableName,
  },
});

const integ = new IntegTest(app, 'WebIdentityGameTable', { testCases: [stack] });
integ.assertions.invokeFunction({ functionName: players.functionName }).expect(ExpectedResult.objectLike({
  Payload: JSON.stringify({
    'put own item': 'allowed',
    'get own item': 'allowed',
    'query own items': 'allowed',
    'update own item': 'allowed',
    'get another user\'s item': 'AccessDeniedException',
    'query another user\'s items': 'AccessDeniedException',
    'put an item as another user': 'AccessDeniedException',
    'batch get own and another user\'s item': 'AccessDeniedException',
    'scan': 'AccessDeniedException',
    'get own item, all attributes': 'AccessDeniedException',
    'put a hidden attribute': 'AccessDeniedException',
    'delete own item, all attributes back': 'AccessDeniedException',
    'delete own item': 'allowed',
  }),
}));
