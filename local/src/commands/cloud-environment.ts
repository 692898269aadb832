import { devNull } from 'node:os';

/** What a program needs to reach the local cloud as its administrator. */
export interface CloudAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** As the AWS SDKs name them in `AWS_ENDPOINT_URL_…`; a file of settings may have endpoints of its own for each, which these win over. */
const SERVICES = ['CLOUDFORMATION', 'COGNITO_IDENTITY', 'DYNAMODB', 'IAM', 'S3', 'SQS', 'SSM', 'STS'];

/**
 * Variables for a child process: whatever it asks AWS for, it asks the local cloud as its administrator. Nothing of the user's own account is
 * left in them, neither profiles nor sessions nor endpoints.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
 */
export function cloudEnvironment({ endpoint, region, accessKeyId, secretAccessKey }: CloudAccess, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(own).filter(([name]) => !/^AWS_/i.test(name) && !/^no_proxy$/i.test(name));
  return {
    ...Object.fromEntries(others),
    NO_PROXY: [own.NO_PROXY ?? own.no_proxy, new URL(endpoint).hostname].filter(Boolean).join(','),
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries(SERVICES.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint])),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
