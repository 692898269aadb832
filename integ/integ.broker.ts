import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { integApp, integProvider } from './integ-app';
import { OwnAccess, WebIdentityBroker, WebIdentityClientConfig, WebIdentityGameTable } from '../src';
import { ScenarioFunction } from './scenario-function/scenario-function';

/* Cognito between app and issuer: users keep one identity, guests may look around. */
const app = integApp();
const stack = new Stack(app, 'WebIdentityBrokerInteg');
const removalPolicy = RemovalPolicy.DESTROY;

const broker = new WebIdentityBroker(stack, 'SignIn', { providers: [integProvider(stack, 'broker')], allowGuests: true, removalPolicy });
const scores = new WebIdentityGameTable(stack, 'Scores', { users: broker.users, attributes: ['Wins', 'Losses'], removalPolicy });
scores.grants.ownItems(broker.guests!, { access: OwnAccess.READ, attributes: ['Wins'] });

const motto = new StringParameter(stack, 'Motto', { stringValue: 'each only their own' });
motto.grantRead(broker.users);
motto.grantRead(broker.guests!);

const { json } = new WebIdentityClientConfig(stack, 'ClientConfig', { tables: { scores }, broker });
new ScenarioFunction(stack, 'Scenario', { scenario: 'broker', config: json, facts: { motto: motto.parameterName } });
new IntegTest(app, 'WebIdentityBroker', { testCases: [stack] });
