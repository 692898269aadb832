import type { CfnIdentityPool } from 'aws-cdk-lib/aws-cognito';
import { canonical } from './canonical';
import { describe } from '../checks/errors';

/** Judges at synthesis that a pool still chooses its users' roles itself: with the classic flow they would choose among all that trust it. */
export function watchClassicFlow(pool: CfnIdentityPool): void {
  pool.node.addValidation({
    validate: () => (canonical(pool).AllowClassicFlow === false ? [] : [describe({
      code: 'classic-flow',
      where: pool.node.path,
      got: 'AllowClassicFlow that is not false',
      want: 'false, where groups have roles of their own',
      fix: 'leave the classic flow off: with it any user could assume the role of any group',
    })]),
  });
}
