import * as path from 'path';
import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { issuerOf, issuerSecretArn } from '../integ-app';
import { IntegFunction } from '../integ-function';

export interface ScenarioFunctionProps {
  /** Name of scenario and test. */
  readonly scenario: string;
  /**
   * Text of a `WebIdentityClientConfig`.
   *
   * @default - the scenario needs none
   */
  readonly config?: string;
  /**
   * What the scenario needs to know besides.
   *
   * @default - nothing
   */
  readonly facts?: { [name: string]: string };
}

/** Plays a scenario on its stack, as the stack's users. Its own role is the app's backend. */
export class ScenarioFunction extends IntegFunction {
  constructor(scope: Construct, id: string, { scenario, config = '{}', facts = {} }: ScenarioFunctionProps) {
    const factsText = Stack.of(scope).toJsonString(facts);
    const secret = secretsmanager.Secret.fromSecretCompleteArn(scope, 'IssuerSecret', issuerSecretArn());
    super(scope, id, {
      entry: path.join(__dirname, 'handler.ts'),
      timeout: Duration.minutes(4),
      environment: {
        SCENARIO: scenario, ISSUER: issuerOf(scope, scenario), SECRET_ARN: secret.secretArn, CLIENT_CONFIG: config, FACTS: factsText,
      },
    });
    secret.grantRead(this);
    new CfnOutput(scope, 'Facts', { value: factsText });
    new CfnOutput(scope, 'ScenarioFunction', { value: this.functionName });
  }
}
