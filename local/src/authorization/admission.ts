import type { Environment } from '../assembly';
import type { AuthorizationRequest, RequestContext } from '../iam';
import type { AccessDenied } from './access-denied';
import type { Authorizer, Permitted, ResourceOf, Sender } from './authorizer';
import type { Callers } from './callers';
import { globalContext } from './global-context';
import type { KeyPolicies } from './key-policies';
import { layered } from './layered-context';
import type { HttpHead, IncomingBody } from '../protocols/http';

export interface AdmissionDependencies {
  readonly authorizer: Authorizer;
  readonly callers: Callers;
  readonly keys: KeyPolicies;
  readonly resourceOf: ResourceOf;
  readonly environment: Environment;
  readonly clock: () => number;
}

/** What a service takes. */
export interface Expected {
  /** As signatures call it. */
  readonly service: string;
  readonly maxBytes: number;
  /** Where the service is. @default - where the stacks are */
  readonly region?: string;
}

/** The way of every signed request, for all services: who asks, in which context, whether they may. */
export class Admission {
  constructor(private readonly dependencies: AdmissionDependencies) {}

  /**
   * Judges the headers before anything of the body is read. Throws AWS's error for a signature that does not prove who asks, and
   * for a body that is too long.
   */
  async receive(
    head: HttpHead, incoming: IncomingBody, { service, maxBytes, region = this.dependencies.environment.region }: Expected,
  ): Promise<{ readonly applicant: Applicant; readonly body: Buffer }> {
    const { callers, clock, environment } = this.dependencies;
    const { holder, proveBody } = callers.signed(head, service);
    const body = await incoming.read(maxBytes);
    proveBody(body);
    const context = layered(holder.context, globalContext(head, region, clock(), environment.account));
    return { applicant: this.known(holder, context, service), body };
  }

  /** Whoever was identified already, or cannot be, with the condition keys of what they sent. */
  known(caller: Sender, context: RequestContext, service: string): Applicant {
    return new Applicant(caller, context, [service], this.dependencies);
  }
}

/** Somebody with one request who has proved who they are, or is nobody. */
export class Applicant {
  constructor(
    readonly caller: Sender,
    private readonly context: RequestContext,
    private readonly services: readonly string[],
    private readonly dependencies: Pick<AdmissionDependencies, 'authorizer' | 'keys' | 'resourceOf'>,
  ) {}

  /** Throws `AccessDenied` unless all that the request is in IAM's terms is allowed. */
  permit<T>(request: T, actions: readonly AuthorizationRequest[]): Permitted<T> {
    const { authorizer, resourceOf } = this.dependencies;
    return authorizer.permit(this.caller, request, this.completed(actions), resourceOf);
  }

  /** Each part of a request, in IAM's terms, is decided by itself; what is permitted is made of how they came out. */
  permitEach<T>(parts: ReadonlyArray<readonly AuthorizationRequest[]>, request: (denials: readonly (AccessDenied | undefined)[]) => T): Permitted<T> {
    const { authorizer, resourceOf } = this.dependencies;
    return authorizer.permitEach(this.caller, parts.map((actions) => this.completed(actions)), request, resourceOf);
  }

  /** The same when the service asks another one on their behalf. */
  through(service: string): Applicant {
    return new Applicant(this.caller, this.context, [...this.services, service], this.dependencies);
  }

  private completed(actions: readonly AuthorizationRequest[]): AuthorizationRequest[] {
    return this.dependencies.keys.completed(actions, this.context, this.services);
  }
}
