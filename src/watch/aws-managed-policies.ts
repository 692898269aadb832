import { UNREADABLE } from './canonical';

/**
 * Managed policies of AWS that reach data in DynamoDB or S3, or more. @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const REACHING_DATA = new RegExp(`^(${[
  'AdministratorAccess.*', 'PowerUserAccess', 'ReadOnlyAccess', 'IAMFullAccess', 'AmazonDynamoDB.*', 'AmazonS3.*', 'AWSDataExchange.*',
  'job-function/(SystemAdministrator|DatabaseAdministrator|DataScientist|SupportUser|NetworkAdministrator)', 'DataScientist', 'DatabaseAdministrator',
  'SystemAdministrator', 'AmazonElasticMapReduce.*', 'service-role/AmazonElasticMapReduce.*', 'AWSDataPipeline.*', 'AWSBackupFullAccess',
  'AWSLambda_FullAccess', 'AWSLambdaFullAccess', 'AmazonAthenaFullAccess', 'AWSGlueConsoleFullAccess', 'AmazonSageMakerFullAccess', 'AWSCloud9User',
].join('|')})$`);

/** What a managed policy's ARN tells of it: it reaches users' data, it is one that the app defines, or nobody can say. */
export function reach(arn: string): 'data' | 'unknown' {
  const name = /:iam::aws:policy\/(.*)$/.exec(arn)?.[1];
  if (name === undefined || arn.includes(UNREADABLE)) return 'unknown';
  return REACHING_DATA.test(name) ? 'data' : 'unknown';
}
