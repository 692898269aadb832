import { App, Fn, RemovalPolicy } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';
import type { IConstruct } from 'constructs';
import { CLIENT_ID, PLACEHOLDER_ISSUER, SECRET_EXPORT } from './names';
import type { WebIdentityProviderOptions } from '../src';
import { WebIdentityProvider } from '../src';

/** An app whose snapshot holds neither paths of the machine that wrote it nor usage statistics. */
export function integApp(): App {
  return new App({
    context: { ...recommendedFlags, 'aws:cdk:disable-creation-stack-traces': true },
    postCliContext: { '@aws-cdk/core:enableAdditionalMetadataCollection': false },
    treeMetadata: false,
  });
}

/** The issuer that a test has to itself. It becomes part of condition keys, so synthesis is told: `-c issuer=<origin>`. */
export function issuerOf(scope: IConstruct, test: string): string {
  return `${scope.node.tryGetContext('issuer') ?? PLACEHOLDER_ISSUER}/${test}`;
}

/** That issuer, registered in IAM for as long as the test's stack is there. */
export function integProvider(scope: IConstruct, test: string, options: WebIdentityProviderOptions = {}): WebIdentityProvider {
  const issuer = issuerOf(scope, test);
  return WebIdentityProvider.openIdConnect({ issuer, clientIds: [CLIENT_ID], removalPolicy: RemovalPolicy.DESTROY, ...options });
}

/** ARN of the secret that signs tokens. */
export function issuerSecretArn(): string {
  return Fn.importValue(SECRET_EXPORT);
}
