import type { Declared } from './declared';
import type { IdTags } from './id-tags';
import type {
  Gap, Model, ModelBucket, ModelPool, ModelProvider, ModelQueue, ModelRole, ModelTable, Place, ReadPolicy, Sharing,
} from './model';
import { readPolicy, unsurePolicy } from './read-policy';
import type { Environment } from '../../assembly';
import { awsManagedPolicies } from '../../assembly/aws-managed-policies';
import type { Role } from '../../sts';

interface CollectedRole extends Place {
  readonly role: Role;
  readonly region?: string;
  readonly trust?: ReadPolicy;
  readonly policies: ReadPolicy[];
  readonly managed: readonly string[];
  readonly boundary?: string;
}

/** Exact by what it is; of the others AWS changes what they allow. */
const WHOLLY_KNOWN = /:policy\/AdministratorAccess$/;

/** Gathers what resources say, and puts together what belongs together once all were read. */
export class Collector {
  readonly roles = new Map<string, CollectedRole>();
  /** By ARN. */
  readonly managedPolicies = new Map<string, ReadPolicy>();
  readonly providers: ModelProvider[] = [];
  readonly pools = new Map<string, ModelPool>();
  readonly tables = new Map<string, ModelTable>();
  readonly buckets = new Map<string, ModelBucket>();
  readonly queues = new Map<string, ModelQueue>();
  private readonly wanted: { readonly arn: string; readonly gap: (reason: string) => void }[] = [];
  private readonly afterwards: (() => void)[] = [];
  private readonly claimed = new Set<string>();

  private readonly allIdTags: ReadonlySet<string>;

  constructor(readonly environments: readonly Environment[], readonly gaps: Gap[], readonly idTags: IdTags) {
    this.allIdTags = new Set([...idTags.values()].flat().map((tag) => tag.toLowerCase()));
  }

  /** Reads a policy document with what is known of tags. */
  readPolicy(name: string, document: unknown, place: Place, principal?: 'everybody'): ReadPolicy {
    return readPolicy(name, document, place, this.allIdTags, principal);
  }

  /** Account and partition are those of every Region. */
  get environment(): Environment {
    return this.environments[0];
  }

  /** A second resource of an ARN is never deployed beside the first, or takes its place: nobody knows which counts. */
  claim(arn: string, gap: (reason: string) => void): void {
    if (this.claimed.has(arn)) gap(`another resource of these templates is called ${arn} as well`);
    this.claimed.add(arn);
  }

  /** Once everything is there. */
  later(act: () => void): void {
    this.afterwards.push(act);
  }

  /** Users get that role, if any: where it is not of these templates, nobody can tell what they get with it. */
  wantRole(arn: string | undefined, gap: (reason: string) => void): void {
    if (arn !== undefined) this.wanted.push({ arn, gap });
  }

  /** The role of that name; one that the templates do not have is made up, and trusts nobody knows whom. */
  roleNamed(name: string, place: Place): CollectedRole {
    const known = this.roles.get(name);
    if (known !== undefined) return known;
    const { partition, account } = this.environment;
    const arn = `arn:${partition}:iam::${account}:role/${name}`;
    const made = { ...place, logicalId: name, path: name, role: { arn, name, roleId: `AROA${name.toUpperCase()}`, maxSessionDuration: 3600, trustPolicy: {} }, policies: [], managed: [] };
    this.roles.set(name, made);
    return made;
  }

  model(declared: readonly Declared[]): Model {
    this.afterwards.forEach((act) => act());
    for (const { arn, gap } of this.wanted) {
      if (!this.roles.has(arn.slice(arn.lastIndexOf('/') + 1))) gap(`the role ${arn} is not of these templates`);
    }
    const vouched = new Set(declared.flatMap(({ vouchedRoles }) => vouchedRoles));
    return {
      environments: this.environments,
      roles: [...this.roles.values()].map((role) => this.finished(role, vouched)),
      providers: this.providers,
      pools: [...this.pools.values()],
      tables: [...this.tables.values()],
      buckets: [...this.buckets.values()],
      queues: [...this.queues.values()],
      sharings: declared.flatMap(({ sharings }) => sharings).flatMap((sharing) => this.withReplicas(sharing)),
      gaps: this.gaps,
    };
  }

  /** What is shared of a table is shared of its replicas: they hold the same. */
  private withReplicas(sharing: Sharing): Sharing[] {
    const [, table, rest] = /^(.*?:table\/[^/]*)(.*)$/.exec(sharing.resource) ?? [];
    const replicas = [...this.tables.values()].filter(({ replicaOf }) => replicaOf !== undefined && replicaOf === table);
    return [sharing, ...replicas.map((one) => ({ ...sharing, resource: one.table.arn + rest }))];
  }

  private finished({ managed, boundary, ...role }: CollectedRole, vouched: ReadonlySet<string>): ModelRole {
    return {
      ...role,
      isVouched: role.trust === undefined && vouched.has(role.role.name),
      policies: [...role.policies, ...managed.flatMap((arn) => this.managedPolicy(arn, role))],
      ...boundary !== undefined && { boundary: this.boundary(boundary, role) },
    };
  }

  /** What of a managed policy can be read allows; where there may be more, something else may, too. */
  private managedPolicy(arn: string, place: Place): ReadPolicy[] {
    const own = this.managedPolicies.get(arn);
    if (own !== undefined) return [own];
    const ofAws = awsManagedPolicies(this.environment.partition).get(arn);
    const read = ofAws === undefined ? [] : [this.readPolicy(arn, ofAws.document, place)];
    if (WHOLLY_KNOWN.test(arn) && read.length > 0) return read;
    return [...read, unsurePolicy(arn, undefined, place, `the managed policy ${arn} is not of these templates`)];
  }

  private boundary(arn: string, place: Place): ReadPolicy {
    const own = this.managedPolicies.get(arn);
    return own ?? unsurePolicy(arn, undefined, place, `the permissions boundary ${arn} is not of these templates`);
  }
}
