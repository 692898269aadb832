import { awsCall } from '../aws-call';
import type { Result } from '../scenarios/step';

/** Has a function of AWS play its scenario. */
export async function invoke(functionName: string): Promise<readonly Result[]> {
  const response = await awsCall({
    service: 'lambda',
    path: `/2015-03-31/functions/${functionName}/invocations`,
    headers: { 'content-type': 'application/json' },
    input: {},
  });
  const answer = await response.json();
  if (response.headers.has('x-amz-function-error')) throw new Error(`${functionName}: ${JSON.stringify(answer)}`);
  return answer as Result[];
}
