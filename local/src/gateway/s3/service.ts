import type { AwsError } from '../../aws-error';
import type { Stacks } from '../../cloudformation';
import type { AuthorizationRequest } from '../../iam';
import { actionRequests, missingKeyRequests, noSuchBucket, NoSuchKey, parseRequest, requestScope, S3Error, type Buckets, type Location, type S3Request, type Scope } from '../../s3';
import { type S3Engine } from '../../engines/s3/s3-engine';
import { type Answer } from '../../engines/s3/answer';
import { AccessDenied, type Authorizer, type ResourceOf } from '../../authorization/authorizer';
import type { Callers } from '../../authorization/callers';
import { deleteBucket } from './delete-bucket';
import type { HttpHead, HttpRequest, HttpResponse } from '../../protocols/http';
import { asAwsError } from '../internal-failure';
import type { KeyPolicies } from '../../authorization/key-policies';
import { authenticate, type Authenticated } from './authentication';
import { s3Context } from './context';
import { bucketPreflight, corsHeaders } from './cors';
import { singleHeaders } from './headers';
import { messageOf, s3Answer, s3Error } from './response';
import { s3Target, type S3Target } from './target';

export interface S3Dependencies {
  readonly engine: S3Engine;
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly keys: KeyPolicies;
  readonly resourceOf: ResourceOf;
  readonly location: Location;
  readonly authorizer: Authorizer;
  readonly callers: Callers;
  readonly clock: () => number;
}

/** Asks the policies about one request after another, all with the same caller and the same keys. */
type Authorize = (requests: readonly AuthorizationRequest[]) => string;

/** S3 over HTTP: who asks, what that is in IAM's terms, whether they may; only then it is done. */
export class S3Service {
  /** Much less than the 5 GiB of S3: a body is held in memory. Larger objects come in parts. */
  readonly maxBodyBytes = 128 * 1024 * 1024;
  readonly buckets: Buckets;

  constructor(private readonly dependencies: S3Dependencies) {
    this.buckets = dependencies.buckets;
  }

  async handle(request: HttpRequest): Promise<HttpResponse> {
    const cors: Record<string, string> = {};
    try {
      const headers = singleHeaders(request);
      const target = s3Target(request);
      const rules = this.buckets.get(target.bucket)?.corsRules ?? [];
      if (request.method === 'OPTIONS') return s3Answer({ status: 200, headers: bucketPreflight(rules, headers) }, {});
      Object.assign(cors, corsHeaders(rules, request.method, headers));
      return await this.answer(request, target, headers, cors);
    } catch (error) {
      return s3Error(asAwsError(error), request, cors);
    }
  }

  refuse(error: AwsError, head: HttpHead): HttpResponse {
    return s3Error(error, head, {});
  }

  private async answer(
    request: HttpRequest, target: S3Target, headers: ReadonlyMap<string, string>, cors: Readonly<Record<string, string>>,
  ): Promise<HttpResponse> {
    const { callers, clock, engine, location } = this.dependencies;
    const authenticated = await authenticate(request, target, headers, callers, location.region, clock);
    const asked = parseRequest(authenticated.head, authenticated.body);
    this.assertOwned(asked);
    const authorize = this.authorizeAs(request, authenticated);
    const scope = requestScope(asked, location, this.buckets, engine);
    const known = scope instanceof Promise ? await scope : scope;
    const { decision, permitted } = this.authorized(asked, known, authorize);
    const answer = await this.execute(permitted, known, authorize);
    return s3Answer(answer, { ...cors, 'x-local-decision': decision });
  }

  /** All must be allowed; of a list to delete, each entry is decided by itself. */
  private authorized(asked: S3Request, scope: Scope, authorize: Authorize): { decision: string; permitted: S3Request } {
    const requests = actionRequests(asked, scope);
    if (asked.deletion === undefined) return { decision: authorize(requests), permitted: asked };
    let decision = '';
    const entries = asked.deletion.entries.map((entry, i) => {
      try {
        decision = authorize([requests[i]]);
        return entry;
      } catch (error) {
        if (!(error instanceof AccessDenied)) throw error;
        decision = error.decisionId;
        return { ...entry, error: { code: 'AccessDenied', message: messageOf(error) } };
      }
    });
    return { decision, permitted: { ...asked, deletion: { ...asked.deletion, entries } } };
  }

  /** That a key is missing is told only to who may list the bucket, whatever the prefix; others hear that they may not. */
  private async execute(permitted: S3Request, scope: Scope, authorize: Authorize): Promise<Answer> {
    const { engine, stacks } = this.dependencies;
    if (permitted.operation === 'DeleteBucket') return deleteBucket(permitted.bucket, stacks);
    try {
      return await engine.execute(permitted);
    } catch (error) {
      if (error instanceof NoSuchKey) authorize(missingKeyRequests(error.bucket, scope));
      throw error;
    }
  }

  private authorizeAs(request: HttpRequest, { caller, claim, head }: Authenticated): Authorize {
    const { authorizer, keys, location, resourceOf, clock } = this.dependencies;
    const context = new Map([...s3Context(request, claim, head.headers.get('x-amz-content-sha256'), location, clock()), ...caller.context]);
    return (requests) => authorizer.authorize(caller, keys.completed(requests, context, ['s3']), resourceOf);
  }

  /** Buckets exist or not whoever asks; they are all of one account. */
  private assertOwned({ bucket, source, headers }: S3Request): void {
    const { location } = this.dependencies;
    for (const name of [bucket, source?.bucket ?? '']) {
      if (name !== '' && !this.buckets.has(name)) throw noSuchBucket(name);
    }
    for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
      if ((headers.get(name) ?? location.account) !== location.account) throw new S3Error('AccessDenied', 'Access Denied', 403);
    }
  }
}
