import type { Account } from '../assembly';
import type { Services } from './gateway';
import { Admission } from '../authorization/admission';
import { Authorizer, type ResourceOf } from '../authorization/authorizer';
import { Callers, type AdministratorKeys } from '../authorization/callers';
import type { DecisionLog } from '../authorization/decision-log';
import { globalContext } from '../authorization/global-context';
import { KeyPolicies } from '../authorization/key-policies';
import { ResourcePolicies } from '../authorization/resource-policies';
import type { ChangeSets, Stacks } from '../cloudformation';
import { atUserPool, type IdentityStore } from '../cognito';
import type { KeySource, MintedToken, MintOptions, OpaqueTokens, TokenIssuer } from '../identity';
import { administrator, explainAssume, type AssumeExplanation, type AssumeQuestion, type Role, type SessionStore } from '../sts';
import { DynamoDbService } from './dynamodb/service';
import { iamService } from './iam/service';
import { LocalService } from './local/service';
import { S3Service } from './s3/service';
import { SqsService } from './sqs/service';
import { SsmService } from './ssm/service';
import type { S3Engine } from '../engines/s3/s3-engine';
import type { Engine as SqsEngine } from '../engines/sqs/engine';
import type { RequestContext } from '../iam';
import { cloudFormationService } from './cloudformation/service';
import { TemplateReader } from './cloudformation/template-reader';
import { CognitoService } from './cognito/service';
import { StsService } from './sts/service';
import type { DynamoDbEngine } from '../engines/dynamodb/dynamodb-engine';

/** What lives on when the account changes. */
export interface LastingState {
  readonly administratorKeys: AdministratorKeys;
  readonly changeSets: ChangeSets;
  readonly clock: () => number;
  readonly dynamodb: DynamoDbEngine;
  readonly identities: IdentityStore;
  readonly issuer: TokenIssuer;
  readonly keySource: KeySource;
  readonly log: DecisionLog;
  readonly opaqueTokens: OpaqueTokens;
  /** Empties tables, buckets and queues. */
  readonly reset: () => Promise<void>;
  readonly s3: S3Engine;
  /** For the endpoints that are not AWS's. */
  readonly secret: string;
  readonly sessions: SessionStore;
  readonly sqs: SqsEngine;
  readonly stacks: Stacks;
}

export interface AccountServices extends Services {
  /** Whether the owner of a token may assume a role, and why. Nothing is logged. */
  explain(question: AssumeQuestion, context: RequestContext): Promise<AssumeExplanation>;
  /** Signs a user in at one of the providers that the account knows. */
  mint(options: MintOptions): Promise<MintedToken>;
}

/**
 * The services of one account as it is at one moment: whatever changes it makes new ones, so that
 * no request sees half of a change. Throws `AssemblyError` for a policy that AWS would refuse.
 */
export function createServices(account: Account, state: LastingState): AccountServices {
  const { environment, roles, oidcProviders, tables } = account;
  const { clock, issuer, log, sessions } = state;
  const rolesByArn = new Map(roles.map((role) => [role.arn, role]));
  const isCurrent = ({ arn, roleId }: Role) => rolesByArn.get(arn)?.roleId === roleId;
  const authorizer = new Authorizer(roles, log);
  const callers = new Callers(sessions, administrator(environment.partition, environment.account), state.administratorKeys, clock, isCurrent);
  const assume = {
    callers,
    sessions,
    clock,
    log,
    region: environment.region,
    oidcProviders,
    keySource: state.keySource,
    opaqueTokens: state.opaqueTokens,
    findRole: (arn: string) => rolesByArn.get(arn),
    findManagedPolicy: (arn: string) => account.managedPolicies.get(arn)?.document,
    authorize: authorizer.trusts.bind(authorizer),
    authorizeAssume: authorizer.mayAssume.bind(authorizer),
  };
  const explain = (question: AssumeQuestion, context: RequestContext) =>
    explainAssume(question, context, { ...assume, explainTrust: authorizer.explainTrust.bind(authorizer) });

  const mint = (options: MintOptions) => issuer.mint(atUserPool(options, account.identityPools));

  const buckets = new Map(account.buckets.map((bucket) => [bucket.name, bucket]));
  const policies = new ResourcePolicies(account);
  const keys = new KeyPolicies(account.keys, environment);
  const resourceOf: ResourceOf = (request, sender) => keys.resourceOf(request) ?? policies.resourceOf(request, sender);
  const admission = new Admission({ authorizer, callers, keys, resourceOf, environment, clock });
  const templates = new TemplateReader({ engine: state.s3, buckets, environment });

  return {
    explain,
    mint,
    cloudformation: cloudFormationService({ stacks: state.stacks, changeSets: state.changeSets, templates, environment, clock }, admission),
    cognito: new CognitoService({ ...assume, account: environment.account, identities: state.identities, issuer, pools: account.identityPools }),
    dynamodb: new DynamoDbService({
      admission,
      engine: state.dynamodb,
      stacks: state.stacks,
      tables: new Map(tables.map((table) => [table.name, table])),
      location: environment,
    }),
    iam: iamService(account, state.stacks, admission),
    local: new LocalService({
      issuer,
      mint,
      log,
      access: { account: environment.account, region: environment.region, ...state.administratorKeys },
      reset: state.reset,
      secret: state.secret,
      explain: (question, request) => explain(question, globalContext(request, environment.region, clock())),
    }),
    s3: new S3Service({ admission, callers, engine: state.s3, log, stacks: state.stacks, buckets, location: environment, clock }),
    sqs: new SqsService({ admission, engine: state.sqs, environment }),
    ssm: new SsmService({ admission, parameters: account.parameters, environment }),
    sts: new StsService(assume),
  };
}
