import * as recommended from 'aws-cdk-lib/recommended-feature-flags.json';

/** Merges statements that differ in one element. */
export const MINIMIZE = { '@aws-cdk/aws-iam:minimizePolicies': true };

/** All feature flags as `cdk init` sets them. */
export const RECOMMENDED: { [flag: string]: unknown } = { ...recommended };
