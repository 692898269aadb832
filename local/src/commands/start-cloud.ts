import type { IssuerBases } from '../identity';
import { LocalCloud, type LocalCloudOptions } from '../local-cloud';
import { removeSecret, writeSecret } from './secret-file';

/** Options of a local cloud, as the command line has them. */
export interface CloudOptions {
  readonly port?: number;
  /** Folder. */
  readonly data?: string;
  readonly account?: string;
  readonly region?: string;
  readonly skipUnknown?: boolean;
  readonly dynamodbEndpoint?: string;
  readonly s3Endpoint?: string;
  readonly allowRemoteEndpoint?: boolean;
  readonly strictTls?: boolean;
  /** Issuer URL → URL under which it runs. */
  readonly issuer?: IssuerBases;
}

/** Starts a local cloud whose secret other commands of this user find. */
export async function startCloud(
  assembly: readonly string[], { issuer: issuers, ...options }: CloudOptions & Pick<LocalCloudOptions, 'onChange'>,
): Promise<{ readonly cloud: LocalCloud; stop(): Promise<void> }> {
  const region = options.region ?? (assembly.length === 0 ? regionOfEnvironment() : undefined);
  const cloud = await LocalCloud.start({ assembly, issuers, ...options, ...region !== undefined && { region } });
  const forget = keepSecret(cloud);
  return {
    cloud,
    stop: () => {
      forget();
      return cloud.stop();
    },
  };
}

/** Where the AWS SDKs and the CDK CLI of this shell take themselves to be: they sign for that Region. */
function regionOfEnvironment(): string | undefined {
  return process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}

/**
 * Gives the function that removes it again. Without a home folder to write to, as in some pipelines,
 * everything works but the default of `--secret`.
 */
function keepSecret({ endpoint, secret }: LocalCloud): () => void {
  try {
    writeSecret(endpoint, secret);
    return () => removeSecret(endpoint);
  } catch (error) {
    console.error(`cdk-web-identity-local: the secret is not kept (${(error as Error).message}): pass --secret ${secret}`);
    return () => {};
  }
}
