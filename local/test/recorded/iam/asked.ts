import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AddClientIDToOpenIDConnectProviderCommand, CreateOpenIDConnectProviderCommand, GetRoleCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { LocalCloud } from '../../../src';
import { ACCESS, one, ROLE } from '../../assembly/support';

/** What a running local cloud answers to three reads and writes of IAM, or its error's code. */
export interface Answers {
  readonly role: unknown;
  readonly policy: unknown;
  readonly addClientId: unknown;
}

const TEMPLATE = one('AWS::IAM::Role', { ...ROLE, RoleName: 'MixedRole', Policies: [{ PolicyName: 'MixedName', PolicyDocument: ACCESS }] });

let answers: Promise<Answers> | undefined;

/** Asked once: the cloud runs only as long. */
export function ask(): Promise<Answers> {
  answers ??= askCloud();
  return answers;
}

async function askCloud(): Promise<Answers> {
  const file = join(mkdtempSync(join(tmpdir(), 'recorded-')), 'Iam.template.json');
  writeFileSync(file, JSON.stringify(TEMPLATE));
  const cloud = await LocalCloud.start({ assembly: file });
  const iam = new IAMClient({ endpoint: cloud.endpoint, region: cloud.region, credentials: cloud.administrator, maxAttempts: 1 });
  try {
    return {
      role: await outcome(async () => (await iam.send(new GetRoleCommand({ RoleName: 'MIXEDROLE' }))).Role?.RoleName),
      policy: await outcome(async () => (await iam.send(new GetRolePolicyCommand({ RoleName: 'MixedRole', PolicyName: 'MIXEDNAME' }))).PolicyName),
      addClientId: await outcome(async () => {
        const [Url, ClientID] = ['https://a.example.com', 'a'];
        const { OpenIDConnectProviderArn } = await iam.send(new CreateOpenIDConnectProviderCommand({ Url, ClientIDList: [ClientID] }));
        await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
        return 'ok';
      }),
    };
  } finally {
    iam.destroy();
    await cloud.stop();
  }
}

async function outcome(act: () => Promise<unknown>): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    return (error as Error).name;
  }
}
