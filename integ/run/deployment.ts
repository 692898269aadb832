import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { command } from './command';
import { emptyBuckets, type Admin } from './empty-buckets';

/** Of a stack. */
export type Outputs = Readonly<Record<string, string>>;

const QUIET = { CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_DISABLE_VERSION_CHECK: '1', JSII_DEPRECATED: 'quiet', NODE_NO_WARNINGS: '1' };

/** The stacks of one test's app, deployed by the CDK CLI; not those of its assertions. */
export class Deployment {
  private readonly assembly: string;
  private readonly env: NodeJS.ProcessEnv;

  /** `integ.<test>.ts` is the app; `folder` is that of this run. */
  constructor(readonly test: string, folder: string, env: NodeJS.ProcessEnv, private readonly admin: Admin) {
    this.assembly = path.join(folder, test);
    this.env = { ...env, ...QUIET };
  }

  async deploy(context: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Outputs> {
    await command('ts-node', ['-T', path.join('integ', `integ.${this.test}.ts`)], {
      env: { ...this.env, CDK_OUTDIR: this.assembly, CDK_CONTEXT_JSON: JSON.stringify(context) }, signal,
    });
    await this.cdk(['deploy', '--require-approval', 'never', '--outputs-file', this.outputsFile], signal);
    const outputs: Readonly<Record<string, Outputs>> = JSON.parse(readFileSync(this.outputsFile, 'utf8'));
    return Object.assign({}, ...Object.values(outputs)) as Outputs;
  }

  /** Also what was deployed halfway. */
  async destroy(): Promise<void> {
    if (!existsSync(this.manifest)) return;
    try {
      for (const stack of this.stacks()) await emptyBuckets(stack, this.admin);
    } finally {
      await this.cdk(['destroy', '--force']);
    }
  }

  private cdk([operation, ...options]: string[], signal?: AbortSignal): Promise<void> {
    const args = [operation, '--app', this.assembly, '--exclusively', '--no-notices', ...options, ...this.stacks()];
    return command('cdk', args, { env: this.env, signal });
  }

  private stacks(): string[] {
    const { testCases }: { testCases: Record<string, { stacks: string[] }> } = JSON.parse(readFileSync(this.manifest, 'utf8'));
    return Object.values(testCases).flatMap(({ stacks }) => stacks);
  }

  /** Of `IntegTest`. */
  private get manifest(): string {
    return path.join(this.assembly, 'integ.json');
  }

  private get outputsFile(): string {
    return `${this.assembly}.outputs.json`;
  }
}
