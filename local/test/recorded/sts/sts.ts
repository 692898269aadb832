import { AwsError } from '../../../src/aws-error';
import { assumeRole, SessionStore, type Role, type Session } from '../../../src/sts';
import type { Area, Fact } from '../area';

const SOURCE = 'https://github.com/radkawar/stackd/blob/main/testdata/aws/sts/query_inputs.json';

const ROLE: Role = { arn: 'arn:aws:iam::123456789012:role/Players', name: 'Players', roleId: 'AROAEXAMPLE', maxSessionDuration: 43_200, trustPolicy: {} };

/** What was recorded of GetSessionToken; every operation of STS reads the parameter alike. */
const DURATIONS: readonly (readonly [DurationSeconds: string, aws: string])[] = [
  ['900', 'ok'],
  ['0900', 'ok'],
  ['+900', 'ok'],
  ['\t900\n', 'MalformedInput'],
  ['9e2', 'MalformedInput'],
  ['2147483648', 'MalformedInput'],
  ['0', 'ValidationError'],
];

function outcomeOf(DurationSeconds: string): string {
  const parameters = { RoleArn: ROLE.arn, RoleSessionName: 'session', DurationSeconds, PolicyArns: [], Tags: [], TransitiveTagKeys: [] };
  const caller = { arn: 'arn:aws:iam::123456789012:user/a', context: new Map() } as unknown as Session;
  const dependencies = {
    findRole: () => ROLE, authorizeAssume: () => true, sessions: new SessionStore(Date.now), findManagedPolicy: () => undefined,
  };
  try {
    assumeRole(parameters, caller, new Map(), dependencies);
    return 'ok';
  } catch (error) {
    if (error instanceof AwsError) return error.code;
    throw error;
  }
}

export const sts: Area = {
  name: 'sts',
  facts: DURATIONS.map(([duration, aws]): Fact => ({ id: `DurationSeconds ${JSON.stringify(duration)}`, source: SOURCE, aws, ours: () => outcomeOf(duration) })),
};
