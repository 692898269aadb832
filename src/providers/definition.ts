import type { IConstruct } from 'constructs';

/** Operator, condition key, values: the shape of a policy's Condition element. */
export type Conditions = { [operator: string]: { [key: string]: string | string[] } };

/** What one kind of provider says about itself. Roles, trust policies and grants are derived from it. */
export interface ProviderDefinition {
  /** `amazon`, `facebook`, `google` or the issuer URL: the provider's name in commands and in the client config. */
  readonly name: string;

  /** The name as construct id and role name suffix: never an index, so that reordering changes nothing. */
  readonly id: string;

  /** Put before user ids; `''` for raw ids. */
  readonly userNamespace: string;

  /** Condition key that holds the user's id, for example `www.amazon.com:user_id`. */
  readonly userIdKey: string;

  /**
   * Whether the provider may issue any text as user id. Such ids are barred from reaching across
   * separators; Amazon's, Facebook's and Google's cannot hold one.
   */
  readonly freeTextIds: boolean;

  /**
   * Session tags that the provider puts on every session, one of which holds the user's id; they need `sts:TagSession`.
   * No value of them is the user's to choose.
   */
  readonly sessionTags?: readonly string[];

  /**
   * The group whose members an identity pool gives this role. Such a pool hands out its token to nobody, so that its users
   * cannot choose between the roles that trust it.
   */
  readonly group?: string;

  /** Whether users did not sign in: whoever knows a guest's id can become that guest. */
  readonly guests: boolean;

  /** Condition keys that pin the audience, each with the accepted values. */
  readonly audience: { readonly [key: string]: string[] };

  /** What the token must say besides, for example that Cognito's user is signed in. */
  readonly tokenConditions: Conditions;

  /** What the app asks for besides, checked, ANDed to all others. */
  readonly furtherConditions: Conditions;

  /** Adds to `scope`'s app what the provider needs and returns the trust policy's federated principal. */
  federatedPrincipal(scope: IConstruct): string;
}
