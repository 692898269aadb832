import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssumeRoleWithWebIdentityCommand, STSClient, type AssumeRoleWithWebIdentityCommandInput, type Credentials } from '@aws-sdk/client-sts';
import { NOW, ROLE } from './local-sts';
import { stsTemplate } from './template';
import { LocalCloud, type MintOptions } from '../../src';

/** A running local cloud with the stack of `template.ts`, through the SDK. */
export class OverHttp {
  static async start(clock: () => number = () => NOW * 1000): Promise<OverHttp> {
    const folder = mkdtempSync(join(tmpdir(), 'sts-'));
    // An assembly says the account; a template alone would be of the default one.
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({
      version: '1.0.0',
      artifacts: { Sts: { type: 'aws:cloudformation:stack', environment: 'aws://111122223333/us-east-1', properties: { templateFile: 'Sts.template.json' } } },
    }));
    writeFileSync(join(folder, 'Sts.template.json'), JSON.stringify(stsTemplate()));
    return new OverHttp(await LocalCloud.start({ assembly: folder, clock }));
  }

  private constructor(readonly cloud: LocalCloud) {}

  get settings() {
    return { endpoint: this.cloud.endpoint, region: this.cloud.region, maxAttempts: 1 };
  }

  async mint(options: Partial<MintOptions> = {}): Promise<string> {
    return (await this.cloud.signIn({ provider: 'https://login.example.com', app: 'app', user: 'alice', ...options })).token;
  }

  assume(input: Partial<AssumeRoleWithWebIdentityCommandInput>) {
    const client = new STSClient(this.settings);
    return client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn: ROLE.arn, RoleSessionName: 'game', WebIdentityToken: undefined, ...input }));
  }

  async signIn(input: Partial<AssumeRoleWithWebIdentityCommandInput> = {}, options: Partial<MintOptions> = {}): Promise<Credentials> {
    return (await this.assume({ WebIdentityToken: await this.mint(options), ...input })).Credentials!;
  }

  sts(credentials: Credentials): STSClient {
    return new STSClient({ ...this.settings, credentials: sdkCredentials(credentials) });
  }

  stop(): Promise<void> {
    return this.cloud.stop();
  }
}

export function sdkCredentials({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials) {
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken };
}
