import type { Environment, JsonObject } from '../../assembly';
import type { RoleMapping } from '../../cognito';
import type { Table } from '../../dynamodb';
import type { Policy } from '../../iam';
import type { Role } from '../../sts';

/** Where something stands. */
export interface Place {
  readonly stack: string;
  readonly logicalId: string;
  /** Construct path, or the logical id where nothing tells it. */
  readonly path: string;
}

export interface SourceStatement {
  readonly source: JsonObject;
  readonly position: number;
}

/** A policy as far as it can be read. What cannot be read allows nothing for sure and denies nothing for sure. */
export interface ReadPolicy {
  readonly name: string;
  readonly place: Place;
  /** As written, references carried out. */
  readonly document: unknown;
  readonly policy: Policy;
  /** Whether `${…}` is a variable in it. */
  readonly variables: boolean;
  /** For each statement of `policy` what it was read from, and its position in the document, from 0. */
  readonly statements: readonly SourceStatement[];
  /** Why some of it cannot be read. */
  readonly unread: readonly string[];
}

export interface ModelRole extends Place {
  readonly role: Role;
  /** Of the stack that has it: the role itself is of all. */
  readonly region?: string;
  /** `undefined`: the role is not of these templates, and nobody knows whom it trusts. */
  readonly trust?: ReadPolicy;
  /** The role is not of these templates, and their author says that it holds to the app's users. */
  readonly isVouched: boolean;
  readonly policies: readonly ReadPolicy[];
  readonly boundary?: ReadPolicy;
}

export interface ModelTable extends Place {
  readonly table: Table;
  readonly policy?: ReadPolicy;
  /** ARN of the table in the stack's Region, of one that holds the same in another. */
  readonly replicaOf?: string;
}

export interface ModelBucket extends Place {
  readonly name: string;
  readonly arn: string;
  /** Undefined where nobody knows it. */
  readonly region?: string;
  readonly policies: readonly ReadPolicy[];
}

export interface ModelQueue extends Place {
  readonly arn: string;
  readonly policies: readonly ReadPolicy[];
}

export interface ModelProvider extends Place {
  readonly arn: string;
  /** Issuer without scheme. */
  readonly host: string;
  /** Undefined where they cannot be read: then any audience may be among them. */
  readonly clientIds?: readonly string[];
}

export interface ModelPool extends Place {
  readonly id: string;
  readonly allowsGuests: boolean;
  readonly allowsClassicFlow: boolean;
  readonly authenticated?: string;
  readonly unauthenticated?: string;
  readonly mappings: readonly RoleMapping[];
  /** Tags of the session that hold the `sub` of the pool's one provider: as good as an id of the user. */
  readonly idTags: readonly string[];
}

/** Something that could change what the users reach, and cannot be read. */
export interface Gap extends Place {
  readonly type: string;
  readonly reason: string;
}

/** What was declared to be shared on purpose. */
export interface Sharing {
  /** ARN of the table or index, or of a bucket and a prefix of its keys. */
  readonly resource: string;
  readonly access: 'read' | 'write';
  /** The attributes that are shared. @default all */
  readonly attributes?: readonly string[];
}

/** What the templates say, whatever they are made with. */
export interface Model {
  /** The account in each Region that has stacks of it: at least one. */
  readonly environments: readonly Environment[];
  readonly roles: readonly ModelRole[];
  readonly providers: readonly ModelProvider[];
  readonly pools: readonly ModelPool[];
  readonly tables: readonly ModelTable[];
  readonly buckets: readonly ModelBucket[];
  readonly queues: readonly ModelQueue[];
  readonly sharings: readonly Sharing[];
  readonly gaps: readonly Gap[];
}
