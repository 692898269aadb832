import * as path from 'path';
import type { LocalCloud } from 'cdk-web-identity-local';
import { cdk } from '../../../tools/cdk.cjs';

const EXAMPLE = path.join(__dirname, '..');

/** `cdk deploy`, as its users type it: the CLI neither knows nor cares that the cloud is a local one. */
export async function deploy(cloud: LocalCloud): Promise<void> {
  const show = (text: string) => process.stderr.write(text);
  const { status } = await cdk(cloud, EXAMPLE, ['deploy', '--require-approval', 'never', '--progress', 'events'], show);
  if (status !== 0) throw new Error(`cdk deploy ended with ${status}`);
}
