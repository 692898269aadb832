import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AttributeType } from 'aws-cdk-lib/aws-dynamodb';
import { integApp, integProvider } from './integ-app';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityUsers } from '../src';
import { ScenarioFunction } from './scenario-function/scenario-function';

/*
 * Game tables whose users sign in at an issuer of their own: limited attributes with an own index and
 * a leaderboard, attributes of the backend, and keys with a suffix.
 */
const app = integApp();
const stack = new Stack(app, 'WebIdentityGameTableInteg');
const removalPolicy = RemovalPolicy.DESTROY;

const users = new WebIdentityUsers(stack, 'Players', { providers: [integProvider(stack, 'game-table')] });
const scores = new WebIdentityGameTable(stack, 'Scores', {
  users,
  attributes: ['Wins', 'Losses', 'TopScore'],
  localSecondaryIndexes: [{ indexName: 'ByWins', sortKey: { name: 'Wins', type: AttributeType.NUMBER } }],
  indexes: ['ByWins'],
  removalPolicy,
});
scores.addLeaderboard('ByTopScore', { sortKey: { name: 'TopScore', type: AttributeType.NUMBER } });
const profiles = new WebIdentityGameTable(stack, 'Profiles', { users, attributes: ['Nickname'], serverAttributes: ['Banned'], removalPolicy });
const saves = new WebIdentityGameTable(stack, 'Saves', { users, keySuffix: true, removalPolicy });

// Careless on purpose: the scenario shows that the guardrails hold it.
saves.table.grantReadData(users.roles[0].role);
Validations.of(users).acknowledge({ id: 'cdk-web-identity::user-data-statement', reason: 'the scenario shows that the guardrails hold it' });

const { json } = new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores, profiles, saves } });
new ScenarioFunction(stack, 'Scenario', { scenario: 'game-table', config: json });
new IntegTest(app, 'WebIdentityGameTable', { testCases: [stack] });
