import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk } from '../../../../tools/cdk.cjs';
import { LocalCloud, type LocalCloudOptions } from '../../../src';

const EXAMPLES = join(__dirname, '../../../../examples');

/** Somebody's keys. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** An example in a local cloud of its own, deployed from its folder by the CDK CLI, as its users do. */
export class DeployedApp {
  /** `stacks` as the CLI takes them. Throws what the CLI printed if it fails. */
  static async deploy(example: string, stacks = '--all', options: LocalCloudOptions = {}): Promise<DeployedApp> {
    const cloud = await LocalCloud.start(options);
    const assembly = mkdtempSync(join(tmpdir(), `${example}-`));
    const { status, output } = await cdk(cloud, join(EXAMPLES, example), ['deploy', stacks, '--require-approval', 'never', '--output', assembly]);
    if (status === 0) return new DeployedApp(cloud, assembly);
    await cloud.stop();
    throw new Error(`cdk deploy ended with ${status}:\n${output}`);
  }

  private constructor(readonly cloud: LocalCloud, private readonly assembly: string) {}

  async stop(): Promise<void> {
    await this.cloud.stop();
    rmSync(this.assembly, { recursive: true });
  }

  /** By their names, of all stacks. */
  get outputs(): { readonly [name: string]: string } {
    return Object.assign({}, ...Object.values(this.cloud.stacks)) as { [name: string]: string };
  }

  /** What the app is told. */
  get config(): any {
    return JSON.parse(this.outputs.ClientConfig);
  }

  template(stack: string): any {
    return JSON.parse(readFileSync(join(this.assembly, `${stack}.template.json`), 'utf8'));
  }

  /** For a client of AWS; without credentials as the administrator. */
  as(credentials: Credentials = this.cloud.administrator) {
    const { endpoint, region } = this.cloud;
    return { endpoint, region, credentials, maxAttempts: 1 };
  }
}
