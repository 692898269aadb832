import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AssemblyError, readAssembly, resolveAccount, type Account } from './assembly';
import { Engine } from './dynamodb';
import { Authorizer } from './gateway/authorizer';
import { BucketPolicies } from './gateway/bucket-policies';
import { Callers, type AdministratorKeys } from './gateway/callers';
import { CognitoService } from './gateway/cognito-service';
import { DecisionLog, type LoggedDecision } from './gateway/decision-log';
import { DynamoDbService } from './gateway/dynamodb-service';
import { createGateway } from './gateway/gateway';
import { LocalService } from './gateway/local-service';
import { globalContext } from './gateway/request-context';
import { S3Service } from './gateway/s3-service';
import { StsService } from './gateway/sts-service';
import type { RequestContext } from './iam';
import { cognitoIssuer, IssuerKeySource, OpaqueTokens, TokenIssuer, type IssuerBases, type MintedToken, type MintOptions } from './identity';
import { Engine as S3Engine } from './s3';
import { administrator, explainAssume, SessionStore, type AssumeExplanation, type AssumeQuestion } from './sts';

export interface LocalCloudOptions {
  /** A `cdk.out` folder or a template file; several are one account. */
  readonly assembly: string | readonly string[];
  /**
   * TCP port on 127.0.0.1.
   *
   * @default 0, a free one
   */
  readonly port?: number;
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
}

/** A synthesized app, running on this machine: real tokens, real STS answers, the very same policies enforced. */
export class LocalCloud {
  /**
   * Starts it; resolves once the port listens.
   *
   * Throws `AssemblyError` for an assembly that is missing, broken, or holds what is not supported.
   */
  static async start({ assembly, port = 0, clock = Date.now, issuers = {} }: LocalCloudOptions): Promise<LocalCloud> {
    const account = resolveAccount([assembly].flat().flatMap(readAssembly));
    const engine = await Engine.create(account.tables, account.environment, clock)
      .catch((error: Error) => { throw new AssemblyError(error.message, true); });
    const cloud = new LocalCloud(account, engine, clock, issuers);
    await cloud.listen(port);
    return cloud;
  }

  /** Keys of the account's administrator, made at start: they may do everything. */
  readonly administrator: AdministratorKeys = {
    accessKeyId: `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };

  /** For the endpoints that are not AWS's, made at start. */
  readonly secret = randomBytes(24).toString('base64url');

  private readonly log: DecisionLog;
  private readonly issuer: TokenIssuer;
  private readonly explainAssume: (question: AssumeQuestion, context: RequestContext) => Promise<AssumeExplanation>;
  private readonly server: Server;
  private stopped: Promise<void> | undefined;

  private constructor(
    private readonly account: Account, private readonly engine: Engine, private readonly clock: () => number, issuers: IssuerBases,
  ) {
    const { environment, roles, oidcProviders, tables } = account;
    const opaqueTokens = new OpaqueTokens();
    const sessions = new SessionStore(clock);
    this.log = new DecisionLog(clock);
    this.issuer = new TokenIssuer(opaqueTokens, clock, { cognitoIssuer: cognitoIssuer(environment.region), remote: new Set(Object.keys(issuers)) });
    const keySource = new IssuerKeySource(this.issuer, issuers, { clock });
    const authorizer = new Authorizer(roles, this.log);
    const callers = new Callers(sessions, administrator(environment.partition, environment.account), this.administrator, clock);

    const common = { callers, sessions, clock, log: this.log, region: environment.region };
    const rolesByArn = new Map(roles.map((role) => [role.arn, role]));
    const assume = {
      ...common,
      oidcProviders,
      keySource,
      opaqueTokens,
      findRole: (arn: string) => rolesByArn.get(arn),
      findManagedPolicy: (arn: string) => account.managedPolicies.get(arn),
      authorize: authorizer.trusts.bind(authorizer),
      authorizeAssume: authorizer.mayAssume.bind(authorizer),
    };

    const explainTrust = authorizer.explainTrust.bind(authorizer);
    this.explainAssume = (question, context) => explainAssume(question, context, { ...assume, explainTrust });
    this.server = createGateway({
      cognito: new CognitoService({ ...assume, account: environment.account, pools: account.identityPools, issuer: this.issuer }),
      dynamodb: new DynamoDbService({
        engine,
        tables: new Map(tables.map((table) => [table.name, table])),
        location: environment,
        authorizer,
        callers,
        clock,
      }),
      local: new LocalService({
        issuer: this.issuer,
        log: this.log,
        secret: this.secret,
        explain: (question, request) => this.explainAssume(question, globalContext(request, environment.region, clock())),
      }),
      s3: new S3Service({
        engine: new S3Engine(account.buckets, environment, clock),
        buckets: new Map(account.buckets.map((bucket) => [bucket.name, bucket])),
        policies: new BucketPolicies(account.bucketPolicies, environment),
        location: environment,
        authorizer,
        callers,
        clock,
      }),
      sts: new StsService(assume),
    });
  }

  /** For `AWS_ENDPOINT_URL`, or `endpoint` of a client. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get region(): string {
    return this.account.environment.region;
  }

  get accountId(): string {
    return this.account.environment.account;
  }

  /** Stack name → outputs. */
  get stacks(): Account['stacks'] {
    return this.account.stacks;
  }

  /** Construct path (logical id where the assembly tells none) → role ARN. */
  get roles(): { readonly [path: string]: string } {
    return Object.fromEntries(this.account.roles.map((role) => [role.path, role.arn]));
  }

  /**
   * Signs a user in at a provider, as its sign-in page would: gives the token that an app gets.
   * `providerId`, where there is one, goes to STS beside the token.
   */
  async signIn(options: MintOptions): Promise<MintedToken> {
    return this.issuer.mint(options);
  }

  /** Whether the owner of a token may assume a role, and which claim met which condition of its trust policy. Nothing is logged. */
  explain(question: AssumeQuestion): Promise<AssumeExplanation> {
    const head = { method: 'POST', path: '/', query: '', headers: [], sourceIp: '127.0.0.1' };
    return this.explainAssume(question, globalContext(head, this.region, this.clock()));
  }

  /** The latest decisions, oldest first, at most 1,000. */
  decisions(): LoggedDecision[] {
    return this.log.list();
  }

  /** May be called twice: the second call waits for the first. */
  stop(): Promise<void> {
    return this.stopped ??= this.close();
  }

  private async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
    await this.engine.close();
  }

  private async listen(port: number): Promise<void> {
    this.server.listen(port, '127.0.0.1');
    try {
      await once(this.server, 'listening');
    } catch (error) {
      await this.engine.close();
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new Error(`port ${port} is in use: want a free one; 0 finds one`) : error;
    }
  }
}
