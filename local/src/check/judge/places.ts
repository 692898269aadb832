import type { Environment } from '../../assembly';
import type { Model } from '../reading/model';

/** Of no Region that a policy names. */
const ANOTHER_REGION = 'xx-another-1';

interface Told {
  readonly account: string;
  readonly regions: readonly string[];
}

/** Where things are, and where requests about them are sent to. */
export class Places {
  /** The account in each Region that has stacks of it. */
  readonly environments: readonly Environment[];
  private readonly told = new Map<string, Told>();
  private readonly bucketRegions: ReadonlyMap<string, string>;
  /** Those that the stacks are in, and that conditions can tell from them. */
  private readonly allRegions: readonly string[];
  /** Whether a condition is about Regions. */
  private readonly tellsRegions: boolean;

  constructor({ environments, buckets, roles }: Pick<Model, 'environments' | 'buckets' | 'roles'>) {
    this.environments = environments;
    this.bucketRegions = new Map(buckets.flatMap(({ arn, region }) => (region === undefined ? [] : [[arn, region] as const])));
    const policies = roles.flatMap(({ policies: own, boundary }) => [...own, ...boundary ? [boundary] : []]);
    const named = policies.flatMap(({ policy }) => policy.statements).flatMap(({ conditions }) => conditions)
      .filter(({ lookup }) => lookup === 'aws:requestedregion').flatMap(({ values }) => values.map((value) => value.replace(/[*?]/g, 'x')));
    this.tellsRegions = named.length > 0;
    this.allRegions = [...new Set([...environments.map(({ region }) => region), ...named, ...named.length > 0 ? [ANOTHER_REGION] : []])];
  }

  get account(): string {
    return this.environments[0].account;
  }

  /** Where a resource is: in the Region and account of its ARN, as far as that names them. */
  at(arn: string): Environment {
    const [home] = this.environments;
    const [, , , region, account] = arn.split(':');
    return { ...home, region: region || (this.bucketRegions.get(arn) ?? home.region), account: account || home.account };
  }

  /**
   * ARNs of a resource, in the account's Regions, and in any Region and account that a policy leaves open; of a bucket, the one that it
   * has. In groups, where conditions may tell Regions apart: of each Region one is wanted.
   */
  arnsOf(service: string, name: string, [region, account]: readonly string[] = []): readonly (readonly string[])[] {
    const [{ partition }] = this.environments;
    if (region === undefined) return [[`arn:${partition}:${service}:::${name}`]];
    const regions = [...new Set([...this.allRegions, region])];
    const groups = this.tellsRegions ? regions.map((one) => [one]) : [regions];
    return groups.map((group) => [this.account, account].flatMap((one) => group.map((there) => `arn:${partition}:${service}:${there}:${one}:${name}`)));
  }

  /** Whether conditions cannot tell where two resources are. */
  areAlike(arn: string, other: string): boolean {
    return !this.tellsRegions || arn.split(':')[3] === other.split(':')[3];
  }

  /** ARNs that an entry of Resource may mean, in the account and its Regions where it leaves those open. */
  examplesOf(entry: string): readonly string[] {
    const filled = entry.replace(/[*?]/g, 'x');
    const [arn, partition, service, region, account, ...rest] = entry.split(':');
    if (rest.length === 0) return [filled];
    const regions = /[*?]/.test(region) ? this.allRegions : [];
    const accounts = /[*?]/.test(account) ? [this.account] : [];
    return [
      filled,
      ...[...regions, region].flatMap((one) => [...accounts, account].map((other) => [arn, partition, service, one, other, ...rest].join(':').replace(/[*?]/g, 'x'))),
    ];
  }

  /** Whose a resource is, and the Regions where a request about it may be sent to: its own, or any, as the caller likes, where nobody knows it. */
  toldOf(resource: string): Told {
    let told = this.told.get(resource);
    if (told === undefined) {
      const [, , , region, account] = resource.split(':', 5);
      const known = region || this.bucketRegions.get(resource.split('/', 1)[0]);
      told = { account: account || this.account, regions: known === undefined ? this.allRegions : [known] };
      this.told.set(resource, told);
    }
    return told;
  }
}
