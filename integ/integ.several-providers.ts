import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnIdentityPool } from 'aws-cdk-lib/aws-cognito';
import { integApp, integProvider } from './integ-app';
import { WebIdentityClientConfig, WebIdentityGameTable, WebIdentityProvider } from '../src';
import { ScenarioFunction } from './scenario-function/scenario-function';

/* A game table with users of two providers, whose ids can be equal: of an identity pool, and of an issuer. */
const app = integApp();
const stack = new Stack(app, 'WebIdentitySeveralProvidersInteg');

const pool = new CfnIdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: true, allowClassicFlow: true });
const scores = new WebIdentityGameTable(stack, 'Scores', {
  providers: [
    WebIdentityProvider.cognitoIdentityPool(pool, { guests: true }),
    integProvider(stack, 'several-providers', { userNamespace: 'login' }),
  ],
  removalPolicy: RemovalPolicy.DESTROY,
});

const { json } = new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores } });
new ScenarioFunction(stack, 'Scenario', { scenario: 'several-providers', config: json, facts: { identityPoolId: pool.ref } });
new IntegTest(app, 'WebIdentitySeveralProviders', { testCases: [stack] });
