import { secretValue } from '../aws-call';
import { requestToken } from '../issuer/request-token';
import { SCENARIOS } from '../scenarios';
import { play } from '../scenarios/play';
import type { Result } from '../scenarios/step';

/** Milliseconds until roles and policies are taken to hold everywhere. */
const PROPAGATION = 60_000;

const { SCENARIO, ISSUER, SECRET_ARN, CLIENT_CONFIG, FACTS, AWS_REGION } = process.env;

/** Plays a scenario on the stack that this function is part of. */
export async function handler(): Promise<Result[]> {
  const secret = await secretValue(SECRET_ARN!);
  const steps = SCENARIOS.get(SCENARIO!)!({
    config: JSON.parse(CLIENT_CONFIG!),
    facts: JSON.parse(FACTS!),
    issuer: ISSUER!,
    sign: (claims) => requestToken(ISSUER!, secret, claims),
    client: { region: AWS_REGION! },
  });
  return play(steps, PROPAGATION);
}
