import type { Step } from './step';
import type { Claims } from '../issuer/sign-token';

/** What an app is told of its stack: the text of `WebIdentityClientConfig`. */
export interface ClientConfig {
  readonly providers: Readonly<Record<string, { readonly roleArn: string; readonly userKeyPrefix: string; readonly folderPrefix: string }>>;
  readonly tables: Readonly<Record<string, { readonly name: string }>>;
  readonly buckets: Readonly<Record<string, { readonly name: string; readonly prefix: string; readonly sharedPrefixes: readonly string[] }>>;
  readonly cognito: { readonly identityPoolId: string };
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where a scenario plays: on AWS or in a local cloud. */
export interface Setting {
  readonly config: ClientConfig;
  /** What a scenario needs to know besides. */
  readonly facts: Readonly<Record<string, string>>;
  readonly issuer: string;
  /** Has the issuer sign a token. */
  readonly sign: (claims: Claims) => Promise<string>;
  /** Options of every client of AWS. */
  readonly client: { readonly region: string; readonly endpoint?: string };
  /**
   * Credentials of the app's backend.
   *
   * @default - those that the SDK finds: of the function's role
   */
  readonly backend?: Credentials;
}

/** What people try on one stack. */
export type Scenario = (setting: Setting) => Step[];
