import { isObject, type JsonObject } from '../assembly';
import { AwsError } from '../aws-error';

/** Property by which each type is given a name of the user's choice. */
const NAMED_BY: ReadonlyMap<string, string | undefined> = new Map([
  ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName'],
  ['AWS::IAM::Policy', undefined],
  ['AWS::IAM::Role', 'RoleName'],
]);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html */
export function assertCapabilities({ Resources }: JsonObject, given: readonly string[]): void {
  const resources = Object.values(isObject(Resources) ? Resources : {}).filter(isObject).filter(({ Type }) => NAMED_BY.has(String(Type)));
  if (resources.length === 0 || given.includes('CAPABILITY_NAMED_IAM')) return;
  const isNamed = resources.some(({ Type, Properties }) => {
    const name = NAMED_BY.get(String(Type));
    return name !== undefined && isObject(Properties) && Properties[name] !== undefined;
  });
  if (isNamed || !given.includes('CAPABILITY_IAM')) {
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${isNamed ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM'}]`);
  }
}
