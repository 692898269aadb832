import type { Asking } from './ask';
import type { AuthorizationRequest } from '../../iam';

/** A request that shows what is reached, and that can be sent. */
export interface Witness {
  /** Id of the user who sends it, and whose data it is about. */
  readonly user: string;
  readonly owner?: string;
  readonly ownerProvider?: string;
  readonly sessionName?: string;
  /** How the sender signs in: in the terms of `cdk-web-identity-local token`. */
  readonly signIn?: SignIn;
  /** Of the local cloud's terms: service, operation and input; absent where no client has it. */
  readonly call?: ServiceCall;
  /** In IAM's terms. */
  readonly action: string;
  readonly resource: string;
  /** In one line. */
  readonly text: string;
}

export interface SignIn {
  /** `amazon`, `facebook`, `google`, `cognito` or the URL of an issuer. */
  readonly provider: string;
  readonly app: string;
}

export interface ServiceInput {
  readonly [name: string]: unknown;
}

export type ServiceCall =
  | { readonly service: 'dynamodb' | 'sqs'; readonly operation: string; readonly input: ServiceInput }
  | { readonly service: 's3'; readonly method: string; readonly bucket: string; readonly key: string; readonly parameters: { readonly [name: string]: string } };

/** What every witness says. */
export function witnessOf(
  { id, sessionName }: Asking, [{ action, resource }]: readonly AuthorizationRequest[], about: Partial<Witness>,
): Omit<Witness, 'text'> {
  return { ...about, user: id, sessionName, action, resource };
}
