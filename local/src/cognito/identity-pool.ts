/** An `AWS::Cognito::IdentityPool` with its role attachment. */
export interface IdentityPool {
  /** `<region>:<uuid>` */
  readonly id: string;
  readonly allowsGuests: boolean;
  /** Whether `GetOpenIdToken` may be used, and the app assume a role itself. */
  readonly allowsClassicFlow: boolean;
  /** Names in `Logins` that the pool takes, and the app or client ids that it takes from each. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
  readonly roles: IdentityPoolRoles;
}

/** ARNs; absent where nothing is attached. */
export interface IdentityPoolRoles {
  readonly authenticated?: string;
  readonly unauthenticated?: string;
}
