import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { identity, type Identified } from './identity';
import type { Allow } from '../access/allow';
import type { Deny } from '../access/guardrails';
import type { OwnItemWrites } from '../access/own-items';
import type { OwnAccess } from '../own-access';
import type { UserTable } from '../resources/user-table';
import type { IWebIdentityUsers } from '../web-identity-user-role';

export interface BucketFolder {
  readonly prefix: string;
  /** `own` holds a folder per user, `published` one per user that others read, `shared` is read by all and nobody's own. */
  readonly kind: 'own' | 'published' | 'shared';
  readonly users: IWebIdentityUsers;
  /** What its users may do with what is theirs in it. */
  readonly access?: OwnAccess;
}

/** A folder that a role reaches. */
export interface RoleFolder {
  /** Below the bucket; ends with a slash and may hold a policy variable. */
  readonly prefix: string;
  /** Whether it is the user's own; else it is there to read. */
  readonly own: boolean;
  readonly listed: boolean;
}

/** A construct that stands for a table or bucket. */
export interface Standing {
  readonly construct: IConstruct;
  readonly arn: string;
  readonly name: string;
}

/** What was granted on one table or bucket. */
export interface ResourceRecord {
  readonly id: string;
  /** The constructs through which users were granted something. */
  readonly standings: Standing[];
  /** Sets of users who were granted something on it, in the order of the grants. */
  readonly users: IWebIdentityUsers[];
  /** Those who own part of it. */
  readonly owners: IWebIdentityUsers[];
  /** Whether an index of everybody's items is shared. */
  shared: boolean;
  readonly folders: BucketFolder[];
}

/** A table in which a role's users own the items under their own key. */
export interface OwnedTable {
  readonly table: UserTable;
  readonly userKey: string;
  readonly keySuffix: boolean;
  /** Indexes that were named for the users' own items. */
  readonly indexes: readonly string[];
  /** Two grants add up, so they must say the same. */
  readonly limits: OwnedTableLimits;
}

/** What users may do with their own items of a table. */
export interface OwnedTableLimits {
  readonly writes: OwnItemWrites;
  /** Absent where all attributes are open. */
  readonly attributes?: readonly string[];
}

/** What was granted to one role. */
export interface RoleRecord {
  /** Everything else on the role is somebody else's. */
  readonly allowed: Allow[];
  readonly denied: Deny[];
  /** The same as CDK's statements. */
  readonly statements: Set<PolicyStatement>;
  /** By the table's id. */
  readonly ownedTables: Map<string, OwnedTable>;
  /** Indexes of everybody's items by the table's id, each with the attributes that may be read of it. */
  readonly sharedIndexes: Map<string, Map<string, readonly string[]>>;
  /** Whether the role gets its tables' guardrails. */
  guarded: boolean;
  /** Folders by the bucket's id. */
  readonly folders: Map<string, RoleFolder[]>;
}

/**
 * What this library granted in an app, by what resources and roles are once rendered: several grants must
 * fit together, whichever constructs they name.
 */
export class Registry {
  /** The registry of the app that a construct is in. */
  static of({ node: { root } }: IConstruct): Registry {
    const known = REGISTRIES.get(root) ?? new Registry();
    REGISTRIES.set(root, known);
    return known;
  }

  /** Asked for with each grant; and what a construct was when it was first granted, it stays. */
  private readonly ids = new WeakMap<IConstruct, string>();
  private readonly byResource = new Map<string, ResourceRecord>();
  private readonly byRole = new Map<string, RoleRecord>();

  private constructor() {}

  get resources(): readonly ResourceRecord[] {
    return [...this.byResource.values()];
  }

  /** What was granted on a table or bucket. */
  resource(construct: IConstruct, identified: Identified): ResourceRecord {
    const id = this.idOf(construct, identified);
    return entry(this.byResource, id, () => ({ id, standings: [], users: [], owners: [], shared: false, folders: [] }));
  }

  /** What was granted to a role. */
  role(construct: IConstruct, identified: Identified): RoleRecord {
    return entry(this.byRole, this.idOf(construct, identified), () => (
      { allowed: [], denied: [], statements: new Set(), ownedTables: new Map(), sharedIndexes: new Map(), guarded: false, folders: new Map() }
    ));
  }

  private idOf(construct: IConstruct, identified: Identified): string {
    const id = this.ids.get(construct) ?? identity(construct, identified);
    this.ids.set(construct, id);
    return id;
  }
}

const REGISTRIES = new WeakMap<IConstruct, Registry>();

/** The entry of a map, made where there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
