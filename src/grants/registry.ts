import type { IConstruct } from 'constructs';
import type { Identified } from './identity';
import { identity } from './identity';
import type { Allow } from '../access/allow';
import type { IWebIdentityUsers } from '../web-identity-user-role';

/** Users who own part of a resource. */
export interface Owners {
  readonly users: IWebIdentityUsers;
  readonly writes: boolean;
}

export interface BucketFolder {
  readonly prefix: string;
  /** `own` holds a folder per user, `shared` is read by all. */
  readonly kind: 'own' | 'shared';
}

/** A construct that stands for a table or bucket. */
export interface Standing {
  readonly construct: IConstruct;
  readonly arn: string;
}

/** What was granted on one table or bucket. */
export interface ResourceRecord {
  /** The constructs through which users were granted something. */
  readonly standings: Standing[];
  readonly owners: Owners[];
  /** Whether an index of everybody's items is shared. */
  shared: boolean;
  readonly folders: BucketFolder[];
}

/**
 * What this library granted in an app, by what resources and roles are once rendered: several grants must
 * fit together, whichever constructs they name, and everything else on a role is somebody else's.
 */
export class Registry {
  /** The registry of the app that a construct is in. */
  static of({ node: { root } }: IConstruct): Registry {
    const known = REGISTRIES.get(root) ?? new Registry();
    REGISTRIES.set(root, known);
    return known;
  }

  private readonly byResource = new Map<string, ResourceRecord>();
  private readonly byRole = new Map<string, Allow[]>();

  private constructor() {}

  get resources(): readonly ResourceRecord[] {
    return [...this.byResource.values()];
  }

  /** What was granted on a table or bucket. */
  resource(construct: IConstruct, identified: Identified): ResourceRecord {
    return found(this.byResource, identity(construct, identified), () => ({ standings: [], owners: [], shared: false, folders: [] }));
  }

  /** What was granted to a role. */
  role(construct: IConstruct, identified: Identified): Allow[] {
    return found(this.byRole, identity(construct, identified), () => []);
  }
}

const REGISTRIES = new WeakMap<IConstruct, Registry>();

function found<T>(records: Map<string, T>, key: string, make: () => T): T {
  const record = records.get(key) ?? make();
  records.set(key, record);
  return record;
}
