import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readAssembly, resolveAccount, type Account } from './assembly';
import { Engine } from './dynamodb';
import { Authorizer } from './gateway/authorizer';
import { Callers, type AdministratorKeys } from './gateway/callers';
import { DecisionLog, type LoggedDecision } from './gateway/decision-log';
import { DynamoDbService } from './gateway/dynamodb-service';
import { createGateway } from './gateway/gateway';
import { LocalService } from './gateway/local-service';
import { StsService } from './gateway/sts-service';
import { OpaqueTokens, TokenIssuer, type MintedToken, type MintOptions } from './identity';
import { SessionStore } from './sts';

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
}

/** A synthesized app, running on this machine: real tokens, real STS answers, the very same policies enforced. */
export class LocalCloud {
  /**
   * Starts it; resolves once the port listens.
   *
   * Throws `AssemblyError` for an assembly that is missing, broken, or holds what is not supported.
   */
  static async start({ assembly, port = 0, clock = Date.now }: LocalCloudOptions): Promise<LocalCloud> {
    const account = resolveAccount([assembly].flat().flatMap(readAssembly));
    const engine = await Engine.create(account.tables, account.environment);
    const cloud = new LocalCloud(account, engine, clock);
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
  private readonly server: Server;

  private constructor(private readonly account: Account, private readonly engine: Engine, clock: () => number) {
    const { environment, roles, oidcProviders, tables } = account;
    const opaqueTokens = new OpaqueTokens();
    const sessions = new SessionStore(clock);
    this.log = new DecisionLog(clock);
    this.issuer = new TokenIssuer(opaqueTokens, clock);
    const authorizer = new Authorizer(roles, this.log);
    const callers = new Callers(sessions, {
      accountId: environment.account,
      userId: 'AIDALOCALADMINISTRATO',
      arn: `arn:${environment.partition}:iam::${environment.account}:user/local-administrator`,
    }, this.administrator, clock);

    this.server = createGateway({
      dynamodb: new DynamoDbService({ engine, tables: new Map(tables.map((table) => [table.name, table])), location: environment, authorizer, callers, clock }),
      local: new LocalService({ issuer: this.issuer, log: this.log, secret: this.secret }),
      sts: new StsService({
        oidcProviders,
        keySource: this.issuer,
        opaqueTokens,
        clock,
        findRole: (arn) => roles.find((role) => role.arn === arn),
        authorize: (role, request, caller) => authorizer.trusts(role, request, caller),
        sessions,
        callers,
        log: this.log,
        region: environment.region,
      }),
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

  /** The latest decisions, oldest first, at most 1,000. */
  decisions(): LoggedDecision[] {
    return this.log.list();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve, reject) => this.server.close((error) => (error ? reject(error) : resolve())));
    await this.engine.close();
  }

  private listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }
}
