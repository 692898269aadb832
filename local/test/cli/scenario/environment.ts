import { join } from 'node:path';
import type { Endpoint } from './step';

/** What clients take from their environment, and nothing of this machine's own settings. */
export function clientEnvironment({ endpoint, region }: Endpoint): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_DEFAULT_REGION: region,
    // The SDK for Java knows this one alone.
    AWS_REGION: region,
    AWS_CONFIG_FILE: join(__dirname, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    AWS_PROFILE: undefined,
    NO_PROXY: '127.0.0.1',
  };
}
