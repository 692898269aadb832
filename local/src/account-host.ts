import { join } from 'node:path';
import {
  AssemblyError, commonEnvironment, isInertType, isKnownType, knownType, knownTypeOrSkipped, queuesAt, resolveAccount, type Account,
  type FindResourceType, type StackTemplate,
} from './assembly';
import type { AdministratorKeys } from './authorization/callers';
import { DecisionLog } from './authorization/decision-log';
import { ChangeSets, deployedAs, EMPTY_RECORD, StackFile, Stacks, STAGING_BUCKET, templatesOf, TOOLKIT_STACK, TOOLKIT_TEMPLATE, type AccountRecord, type Cloud } from './cloudformation';
import { IdentityStore } from './cognito';
import { DataFolder, IdentityJournal, keptKeys, newKeys, type KeptKeys } from './engines/data';
import { openEngines, type EngineOptions, type Engines } from './engines/open-engines';
import { createServices, type AccountServices, type LastingState } from './gateway/services';
import { cognitoIssuer, IssuerKeySource, OpaqueTokens, TokenIssuer, type IssuerBases } from './identity';
import { SessionStore } from './sts';

export interface AccountHostOptions extends EngineOptions {
  /** Instead of keys of its own, which a folder keeps. */
  readonly administrator?: AdministratorKeys;
  readonly secret: string;
  /** Where requests arrive. */
  readonly origin: string;
  readonly data?: string;
  readonly clock?: () => number;
  readonly issuers?: IssuerBases;
  readonly skipUnknown?: boolean;
  /** Of stacks that leave it open. */
  readonly account?: string;
  /** Of stacks that leave it open. */
  readonly region?: string;
  /** Told after each deployment and whatever else changes the account. */
  readonly onChange?: () => void;
}

/** What outlives the process, if anything does. */
interface Kept {
  readonly folder?: DataFolder;
  readonly journal?: IdentityJournal;
  readonly keys: KeptKeys;
  readonly save: (record: AccountRecord) => void;
}

/** Holds the account: what lives on when it changes, and the services of what it is at the moment. */
export class AccountHost implements Cloud {
  /** Opens what the folder holds, if there is one, and deploys the assembly's stacks. */
  static async open(assembly: readonly StackTemplate[], options: AccountHostOptions): Promise<AccountHost> {
    const folder = options.data === undefined ? undefined : await DataFolder.open(options.data);
    try {
      const file = folder && new StackFile(join(folder.path, 'stacks.json'));
      const record = withToolkit(file?.read() ?? EMPTY_RECORD, assembly, options);
      const account = resolveAccount(templatesOf(record), typesOf(options));
      const identities = new IdentityStore();
      const journal = folder && await IdentityJournal.open(join(folder.path, 'identities.journal'), identities);
      const engines = await openEngines(account, options.clock ?? Date.now, options, folder?.path).catch(async (error: Error) => {
        await journal?.close();
        return asAssemblyError(error);
      });
      const keys = folder === undefined ? newKeys() : keptKeys(join(folder.path, 'keys.json'));
      const kept = { folder, journal, keys, save: (changed: AccountRecord) => file?.write(changed) };
      const host = new AccountHost(record, account, engines, identities, options, kept);
      await host.adopt(assembly);
      return host;
    } catch (error) {
      await folder?.close();
      throw error;
    }
  }

  readonly administrator: AdministratorKeys;
  readonly issuer: TokenIssuer;
  readonly log: DecisionLog;
  readonly clock: () => number;
  services: AccountServices;

  readonly changed: () => void;

  private readonly isElsewhere: boolean;
  private readonly state: LastingState;
  private readonly stacks: Stacks;

  private constructor(
    record: AccountRecord, account: Account, private readonly engines: Engines, identities: IdentityStore,
    { secret, issuers = {}, clock = Date.now, ...options }: AccountHostOptions,
    private readonly kept: Kept,
  ) {
    this.clock = clock;
    this.changed = options.onChange ?? (() => {});
    this.isElsewhere = options.dynamodbEndpoint !== undefined || options.s3Endpoint !== undefined;
    this.administrator = options.administrator ?? kept.keys.administrator;
    this.log = new DecisionLog(clock);
    const opaqueTokens = new OpaqueTokens();
    const remote = new Set(Object.keys(issuers));
    this.issuer = new TokenIssuer(opaqueTokens, clock, { cognitoIssuer: cognitoIssuer(account.environment.region), remote });
    this.stacks = new Stacks({ record, account, cloud: this, findType: typesOf(options), clock, save: kept.save });
    this.state = {
      administratorKeys: this.administrator,
      changeSets: new ChangeSets(),
      clock,
      ...engines,
      identities,
      issuer: this.issuer,
      keySource: new IssuerKeySource(this.issuer, issuers, { clock }),
      log: this.log,
      opaqueTokens,
      reset: () => this.reset(),
      secret,
      sessions: new SessionStore(clock, undefined, Buffer.from(kept.keys.sessionMark, 'base64')),
      stacks: this.stacks,
    };
    this.services = createServices(account, this.state);
  }

  get account(): Account {
    return this.stacks.account;
  }

  /** What is new is made first and what is gone is dropped last: in between nothing is lost, whatever fails. */
  async become(account: Account, commit: () => void): Promise<void> {
    const services = createServices(account, this.state);
    const { dynamodb, s3 } = this.engines;
    const before = this.account;
    await dynamodb.setTables(together(account.tables, before.tables)).catch(asAssemblyError);
    try {
      await s3.setBuckets(together(account.buckets, before.buckets)).catch(asAssemblyError);
      commit();
    } catch (error) {
      await dynamodb.setTables(before.tables);
      await s3.setBuckets(before.buckets);
      throw error;
    }
    this.services = services;
    await dynamodb.setTables(account.tables);
    await s3.setBuckets(account.buckets);
    this.engines.sqs.setQueues(account.queues);
  }

  /**
   * Empties tables, buckets and queues, between deployments; stacks, sessions and identities stay, and what `cdk deploy` has staged.
   *
   * Throws where other engines keep the data.
   */
  reset(): Promise<void> {
    return this.stacks.inTurn(async () => {
      if (this.isElsewhere) throw new Error('the local cloud does not empty other engines: want one without --dynamodb-endpoint and --s3-endpoint');
      const { tables, buckets, queues } = this.account;
      const { dynamodb, s3, sqs } = this.engines;
      await dynamodb.setTables([]);
      await dynamodb.setTables(tables);
      await s3.setBuckets(buckets.filter(({ name }) => name.startsWith(STAGING_BUCKET)));
      await s3.setBuckets(buckets);
      sqs.setQueues([]);
      sqs.setQueues(queues);
    });
  }

  isBucketEmpty(name: string): Promise<boolean> {
    return this.engines.s3.isEmpty(name);
  }

  skipped(): { readonly [resource: string]: string } {
    return this.resourcesOf((type) => !isKnownType(type));
  }

  inert(): { readonly [resource: string]: string } {
    return this.resourcesOf(isInertType);
  }

  async close(): Promise<void> {
    await this.engines.dynamodb.close();
    await this.engines.s3.close();
    await this.kept.journal?.close();
    await this.kept.folder?.close();
  }

  /** `<stack>/<logical id>` → type, of the types that are asked for. */
  private resourcesOf(isWanted: (type: string) => boolean): { readonly [resource: string]: string } {
    return Object.fromEntries([...this.account.resolved.values()].flatMap((stack) => stack.resources())
      .filter(({ type }) => isWanted(type)).map(({ stack, logicalId, type }) => [`${stack}/${logicalId}`, type]));
  }

  private async adopt(assembly: readonly StackTemplate[]): Promise<void> {
    try {
      await this.stacks.adopt(assembly);
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

function typesOf({ skipUnknown = false, origin }: Pick<AccountHostOptions, 'skipUnknown' | 'origin'>): FindResourceType {
  return queuesAt(origin, skipUnknown ? knownTypeOrSkipped : knownType);
}

/** The stack that CDK deploys with, in the account and Region of the app. */
function withToolkit(
  record: AccountRecord, assembly: readonly StackTemplate[], { account, region, clock = Date.now }: AccountHostOptions,
): AccountRecord {
  if (record.stacks.some(({ name }) => name === TOOLKIT_STACK)) return record;
  const environment = commonEnvironment(assembly, { account, region });
  const toolkit: StackTemplate = { name: TOOLKIT_STACK, template: TOOLKIT_TEMPLATE, ...environment, tags: new Map(), constructPaths: new Map() };
  return deployedAs(record, toolkit, environment, clock());
}

function together<T extends { readonly name: string }>(now: readonly T[], before: readonly T[]): T[] {
  const names = new Set(now.map(({ name }) => name));
  return [...now, ...before.filter(({ name }) => !names.has(name))];
}

/** What an engine says about a table or a bucket is the template's fault, or that of where the engine runs. */
function asAssemblyError(error: Error): never {
  throw new AssemblyError(error.message, true);
}
