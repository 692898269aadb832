import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { integApp, integProvider } from './integ-app';
import { WebIdentityClientConfig, WebIdentityUserBucket } from '../src';
import { ScenarioFunction } from './scenario-function/scenario-function';

/* A bucket with a folder for each user, below their namespace, and one that is shared. */
const app = integApp();
const stack = new Stack(app, 'WebIdentityUserBucketInteg');

const avatars = new WebIdentityUserBucket(stack, 'Avatars', {
  providers: [integProvider(stack, 'user-bucket', { userNamespace: 'login' })],
  sharedPrefixes: ['public/'],
  removalPolicy: RemovalPolicy.DESTROY,
});

// Careless on purpose: the scenario shows that the guardrails hold it.
avatars.bucket.grantRead(avatars.users.roles[0].role);
Validations.of(avatars).acknowledge({ id: 'cdk-web-identity::user-data-statement', reason: 'the scenario shows that the guardrails hold it' });

const { json } = new WebIdentityClientConfig(stack, 'ClientConfig', { buckets: { avatars } });
const backend = new ScenarioFunction(stack, 'Scenario', { scenario: 'user-bucket', config: json });
avatars.bucket.grantPut(backend, 'public/*');
new IntegTest(app, 'WebIdentityUserBucket', { testCases: [stack] });
