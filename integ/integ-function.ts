import type { Duration } from 'aws-cdk-lib';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface IntegFunctionProps {
  /** File that exports `handler`. */
  readonly entry: string;
  readonly timeout: Duration;
  readonly environment: { [name: string]: string };
}

/** A function that leaves nothing behind: Lambda itself would make a log group that outlives the stack. */
export class IntegFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: IntegFunctionProps) {
    const logGroup = new logs.LogGroup(scope, `${id}Logs`, { retention: logs.RetentionDays.ONE_DAY, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(scope, `${id}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      ...props,
      runtime: lambda.Runtime.NODEJS_22_X,
      logGroup,
      role,
      // The SDK of this repository, not the one that Lambda happens to have: what runs there is what ran here.
      bundling: { externalModules: [], minify: true },
    });
  }
}
