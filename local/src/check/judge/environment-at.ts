import type { Environment } from '../../assembly';

/** Where a resource is: in the Region and account of its ARN, as far as that names them. */
export function environmentAt(arn: string, environment: Environment): Environment {
  const [, , , region, account] = arn.split(':');
  return { ...environment, region: region || environment.region, account: account || environment.account };
}
