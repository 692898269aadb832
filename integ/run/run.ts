import { Deployment, type Outputs } from './deployment';
import type { Admin } from './empty-buckets';
import { SCENARIOS } from '../scenarios';
import type { Result } from '../scenarios/step';

/** Where the tests run: AWS, or a local cloud. */
export interface Cloud {
  /** Environment of the CDK CLI. */
  readonly env: NodeJS.ProcessEnv;
  readonly admin: Admin;
  /** Origin of the issuers, without a slash at its end, given the outputs of their stack. */
  readonly issuer: (ofIssuers: Outputs) => string;
  /** Plays a scenario on its stack, given that one's outputs. */
  readonly play: (scenario: string, outputs: Outputs) => Promise<readonly Result[]>;
}

/** What became of a test. */
export interface Played {
  readonly test: string;
  readonly results: readonly Result[];
  /** Why it could not be played, or not be destroyed. */
  readonly error?: string;
}

/** Deploys the issuers, then all tests side by side, plays their scenarios, and destroys what was deployed. */
export async function run(cloud: Cloud, folder: string, signal: AbortSignal): Promise<readonly Played[]> {
  const deployment = (test: string) => new Deployment(test, folder, cloud.env, cloud.admin);
  return whileDeployed(deployment('issuer'), {}, signal, async (ofIssuers) => {
    const context = { issuer: cloud.issuer(ofIssuers) };
    const tests = [...SCENARIOS.keys()].map((test) => whileDeployed(deployment(test), context, signal, async (outputs) => {
      signal.throwIfAborted();
      return [{ test, results: await cloud.play(test, outputs) }];
    }));
    return (await Promise.all(tests)).flat();
  });
}

/** Destroys whatever happened; errors are told, not thrown. */
async function whileDeployed(
  deployment: Deployment, context: Readonly<Record<string, string>>, signal: AbortSignal, act: (outputs: Outputs) => Promise<readonly Played[]>,
): Promise<readonly Played[]> {
  const played: Played[] = [];
  const note = ({ message }: Error) => { played.push({ test: deployment.test, results: [], error: message }); };
  await deployment.deploy(context, signal).then(act).then((all) => { played.push(...all); }).catch(note);
  await deployment.destroy().catch(note);
  return played;
}
