import { IntegTest } from '@aws-cdk/integ-tests-alpha';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { integApp } from './integ-app';
import { IssuerEndpoint } from './issuer/issuer-endpoint';
import { SECRET_EXPORT } from './names';

/*
 * Who signs in the users of all other tests. A stack of its own, deployed first: a role needs its
 * issuer's URL at synthesis, and the URL of a function is known once it is deployed.
 */
const app = integApp();
const stack = new Stack(app, 'WebIdentityIssuerInteg');

const issuer = new IssuerEndpoint(stack, 'Issuer');
new CfnOutput(stack, 'IssuerUrl', { value: issuer.url });
new CfnOutput(stack, 'IssuerSecret', { value: issuer.secret.secretArn, exportName: SECRET_EXPORT });

new IntegTest(app, 'WebIdentityIssuer', { testCases: [stack] });
