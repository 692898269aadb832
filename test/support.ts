import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { WebIdentityProvider } from '../src';

export const amazon = WebIdentityProvider.loginWithAmazon({ appIds: ['amzn1.application.abc'] });
export const facebook = WebIdentityProvider.facebook({ appIds: ['1234567890'], userNamespace: 'facebook' });
export const google = WebIdentityProvider.google({ clientIds: ['1-x.apps.googleusercontent.com'], userNamespace: 'google' });
export const login = WebIdentityProvider.openIdConnect({ issuer: 'https://login.example.com', clientIds: ['my-game'], userNamespace: 'login' });

export const env = { account: '123456789012', region: 'us-west-2' };

export function newStack(): Stack {
  return new Stack(new App(), 'Stack', { env });
}

export function templateOf(stack: Stack): any {
  return Template.fromStack(stack).toJSON();
}

/** Resources of one type by logical id. */
export function resources(stack: Stack, type: string): { [logicalId: string]: any } {
  return Template.fromStack(stack).findResources(type);
}

/** What every role's policy allows, in the order of the roles. */
export function statements(stack: Stack): any[] {
  return ofEffect('Allow', stack, 'AWS::IAM::Policy');
}

/** What every role's policy denies. */
export function guardrails(stack: Stack): any[] {
  return ofEffect('Deny', stack, 'AWS::IAM::Policy');
}

/** What bucket policies deny particular roles. */
export function bucketGuardrails(stack: Stack): any[] {
  return ofEffect('Deny', stack, 'AWS::S3::BucketPolicy').filter(({ Condition }) => Condition.ArnEquals !== undefined);
}

function ofEffect(effect: string, stack: Stack, type: string): any[] {
  return Object.values(resources(stack, type)).flatMap(({ Properties: { PolicyDocument } }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === effect);
}

/** The trust statement of the role whose logical id begins with `prefix`. */
export function trustOf(stack: Stack, prefix: string): any {
  const [, role] = Object.entries(resources(stack, 'AWS::IAM::Role')).find(([id]) => id.startsWith(prefix)) ?? [];
  expect(role).toBeDefined();
  return role.Properties.AssumeRolePolicyDocument.Statement;
}
