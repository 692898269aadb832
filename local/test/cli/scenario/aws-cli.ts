import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../support';
import { clientEnvironment } from './environment';
import { fetched } from './presigned';
import type { Client, Outcome, Step } from './step';

interface Call {
  readonly arguments: readonly string[];
  readonly answer: (stdout: string) => unknown;
}

/** The AWS CLI, once for each step. */
export const awsCli: Client = async (endpoint, steps) => {
  const folder = mkdtempSync(join(tmpdir(), 'aws-cli-'));
  const sessions = new Map<string, NodeJS.ProcessEnv>();
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const call = (CALLS[step.operation] ?? api)(step, folder);
    const { status, stdout, stderr } = await command('aws', [...call.arguments], { ...clientEnvironment(endpoint), ...sessions.get(step.as) });
    try {
      if (status !== 0) throw Object.assign(new Error(stderr), { name: /\((\w+)\) when calling/.exec(stderr)?.[1] ?? `exit code ${status}` });
      const answer: any = await call.answer(stdout);
      const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {};
      if (AccessKeyId !== undefined) {
        sessions.set(step.as, { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken });
      }
      outcomes.push({ outcome: 'allowed', answer });
    } catch (error) {
      outcomes.push({ outcome: (error as Error).name, answer: (error as Error).message });
    }
  }
  return outcomes;
};

const json = (stdout: string) => JSON.parse(stdout || '{}');

/** `PutItem` is `put-item`, `UserId` is `--user-id`. */
const kebab = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();

/** Bodies are files. */
function api({ service, operation, input }: Step, folder: string): Call {
  const { Body, ...parameters } = input;
  const file = join(folder, 'body');
  if (Body !== undefined) writeFileSync(file, String(Body));
  const call = [service === 's3' ? 's3api' : service, kebab(operation)];
  if (operation !== 'GetObject') {
    return { arguments: [...call, '--cli-input-json', JSON.stringify(parameters), ...Body === undefined ? [] : ['--body', file]], answer: json };
  }
  const options = Object.entries(parameters).flatMap(([name, value]) => [`--${kebab(name)}`, String(value)]);
  return { arguments: [...call, ...options, file], answer: (stdout) => ({ ...json(stdout), Body: readFileSync(file, 'utf8') }) };
}

const CALLS: { readonly [operation: string]: (step: Step, folder: string) => Call } = {
  Upload: ({ input: { Bucket, Key, Size } }, folder) => {
    const file = join(folder, 'large');
    writeFileSync(file, Buffer.alloc(Size as number, 'a'));
    return { arguments: ['s3', 'cp', file, `s3://${Bucket}/${Key}`], answer: () => ({}) };
  },
  PresignedGet: ({ input: { Bucket, Key } }) => (
    { arguments: ['s3', 'presign', `s3://${Bucket}/${Key}`, '--expires-in', '60'], answer: (stdout) => fetched(stdout.trim()) }),
};
