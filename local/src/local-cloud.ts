import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccountHost } from './account-host';
import { readAssembly, type StackTemplate } from './assembly';
import type { AdministratorKeys } from './authorization/callers';
import type { LoggedDecision } from './authorization/decision-log';
import { globalContext } from './authorization/global-context';
import { STAGING_BUCKET, TOOLKIT_STACK } from './cloudformation';
import { createGateway } from './gateway/gateway';
import type { IssuerBases, MintedToken, MintOptions } from './identity';
import type { AssumeExplanation, AssumeQuestion } from './sts';

export interface LocalCloudOptions {
  /**
   * A `cdk.out` folder or a template file; several are one account.
   *
   * @default - nothing is deployed yet: `cdk deploy` does it
   */
  readonly assembly?: string | readonly string[];
  /**
   * TCP port on 127.0.0.1.
   *
   * @default 0, a free one
   */
  readonly port?: number;
  /**
   * Folder where stacks, items and objects outlive the process; made where it is missing.
   *
   * @default - everything is in memory
   */
  readonly data?: string;
  /**
   * Milliseconds since 1970: tests put time forward with it.
   *
   * @default Date.now
   */
  readonly clock?: () => number;
  /**
   * Issuer URL → URL under which that issuer really runs (`https`, or `http` on this machine). Its
   * keys are fetched from there, and only from there; nothing is signed in its name here.
   *
   * @default - every issuer is played by the local cloud
   */
  readonly issuers?: IssuerBases;
  /**
   * Id of an account whose stacks leave it open: 12 digits.
   *
   * @default 123456789012
   */
  readonly account?: string;
  /**
   * Region of an account whose stacks leave it open.
   *
   * @default us-east-1
   */
  readonly region?: string;
  /**
   * Whether resources of types that the local cloud does not run are passed over.
   *
   * @default false, they are refused by name
   */
  readonly skipUnknown?: boolean;
  /**
   * URL of another engine for DynamoDB, such as DynamoDB Local: what is allowed is sent on to it. Tables are created
   * there where they are missing, and never deleted.
   *
   * @default - DynamoDB runs in this process
   */
  readonly dynamodbEndpoint?: string;
  /**
   * URL of another engine for S3, such as MinIO: what is allowed is sent on to it. Buckets are created there where they
   * are missing, and never deleted.
   *
   * @default - S3 runs in this process
   */
  readonly s3Endpoint?: string;
  /**
   * Whether the other engines may be on other machines.
   *
   * @default false, users' data stays on this one
   */
  readonly allowRemoteEndpoint?: boolean;
  /**
   * Whether `aws:SecureTransport` is false, since this is HTTP without TLS.
   *
   * @default false, loopback counts as secure
   */
  readonly strictTls?: boolean;
  /**
   * Called after each deployment and each other change of the account, those of the start included.
   *
   * @default - nobody is told
   */
  readonly onChange?: () => void;
}

/** An AWS account on this machine: real tokens, real STS answers, the very same policies enforced. */
export class LocalCloud {
  /**
   * Starts it; resolves once the port listens.
   *
   * Throws `AssemblyError` for an assembly that is missing, broken, or holds what is not supported.
   */
  static async start({ assembly = [], ...options }: LocalCloudOptions = {}): Promise<LocalCloud> {
    return LocalCloud.of([assembly].flat().flatMap((path) => readAssembly(path)), options);
  }

  /** @internal */
  static async of(assembly: readonly StackTemplate[], { port = 0, strictTls = false, ...options }: Omit<LocalCloudOptions, 'assembly'>): Promise<LocalCloud> {
    const secret = randomBytes(24).toString('base64url');
    // First a place to listen: URLs of queues lead there.
    let host: AccountHost | undefined;
    const server = createGateway(() => host?.services, { strictTls });
    const origin = await listen(server, port);
    try {
      host = await AccountHost.open(assembly, { ...options, secret, origin });
    } catch (error) {
      server.close();
      throw error;
    }
    return new LocalCloud(host, secret, strictTls, server, origin);
  }

  private stopped: Promise<void> | undefined;

  private constructor(
    private readonly host: AccountHost,
    /** For the endpoints that are not AWS's, made at start. */
    readonly secret: string,
    private readonly strictTls: boolean,
    private readonly server: Server,
    /** For `AWS_ENDPOINT_URL`, or `endpoint` of a client. */
    readonly endpoint: string,
  ) {}

  /** Keys of the account's administrator, who may do everything: made at start, or kept with the data. */
  get administrator(): AdministratorKeys {
    return this.host.administrator;
  }

  get region(): string {
    return this.host.account.environment.region;
  }

  get accountId(): string {
    return this.host.account.environment.account;
  }

  /** Stack name → outputs, of the app's own stacks. */
  get stacks(): { readonly [stack: string]: { readonly [output: string]: string } } {
    return Object.fromEntries(Object.entries(this.host.account.stacks).filter(([name]) => name !== TOOLKIT_STACK));
  }

  /** Construct path (logical id where the assembly tells none) → role ARN, of the app's own stacks. */
  get roles(): { readonly [path: string]: string } {
    return Object.fromEntries(this.host.account.roles.filter(({ stack }) => stack !== TOOLKIT_STACK).map((role) => [role.path, role.arn]));
  }

  /** Names of the tables, of those that were made by hand, too. */
  get tables(): readonly string[] {
    return this.host.account.tables.map(({ name }) => name);
  }

  /** Names of the buckets, but for the one of `cdk bootstrap`. */
  get buckets(): readonly string[] {
    return this.host.account.buckets.map(({ name }) => name).filter((name) => !name.startsWith(STAGING_BUCKET));
  }

  /** Names of the queues. */
  get queues(): readonly string[] {
    return this.host.account.queues.map(({ name }) => name);
  }

  /** Resources that were passed over: `<stack>/<logical id>` → type. */
  get skipped(): { readonly [resource: string]: string } {
    return this.host.skipped();
  }

  /** Resources of a back end that are known and not run: `<stack>/<logical id>` → type. */
  get inert(): { readonly [resource: string]: string } {
    return this.host.inert();
  }

  /**
   * Signs a user in at a provider, as its sign-in page would: gives the token that an app gets.
   * `providerId`, where there is one, goes to STS beside the token.
   */
  async signIn(options: MintOptions): Promise<MintedToken> {
    return this.host.services.mint(options);
  }

  /** Whether the owner of a token may assume a role, and which claim met which condition of its trust policy. Nothing is logged. */
  explain(question: AssumeQuestion): Promise<AssumeExplanation> {
    const head = { method: 'POST', path: '/', query: '', headers: new Map<string, string>(), sourceIp: '127.0.0.1', isSecure: !this.strictTls };
    return this.host.services.explain(question, globalContext(head, this.region, this.host.clock()));
  }

  /**
   * Empties all tables, buckets and queues, as between two tests; stacks, sessions and identities stay.
   *
   * Throws where other engines keep the data.
   */
  reset(): Promise<void> {
    return this.host.reset();
  }

  /** The latest decisions, oldest first, at most 1,000. */
  decisions(): LoggedDecision[] {
    return this.host.log.list();
  }

  /** May be called twice: the second call waits for the first. */
  stop(): Promise<void> {
    return this.stopped ??= this.close();
  }

  private async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
    await this.host.close();
  }
}

/** Gives the URL under which it listens. */
async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new Error(`port ${port} is in use: want a free one; 0 finds one`) : error;
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
