import type { Admission, Applicant } from '../../authorization/admission';
import type { Callers } from '../../authorization/callers';
import type { DecisionLog } from '../../authorization/decision-log';
import { globalContext } from '../../authorization/global-context';
import { layered } from '../../authorization/layered-context';
import type { Stacks } from '../../cloudformation';
import type { Answer } from '../../engines/s3/answer';
import type { PermittedS3Request, S3Engine } from '../../engines/s3/s3-engine';
import type { HttpHead, HttpResponse, IncomingBody } from '../../protocols/http';
import {
  actionRequests, bucketArn, entryRequests, markerHeaders, missingKeyRequests, noSuchBucket, NoSuchKey, readRequest, requestScope, S3Error,
  type Buckets, type CorsRule, type Location, type OperationName, type S3Request, type Scope,
} from '../../s3';
import { asAwsError } from '../internal-failure';
import { authenticate, type Authenticated } from './authentication';
import { s3Context } from './context';
import { bucketPreflight, corsHeaders, preflightReason } from './cors';
import { createBucket } from './create-bucket';
import { deleteBucket } from './delete-bucket';
import { isFormUpload, refusedForm } from './form-upload';
import { withoutMissing } from './missing-entries';
import { messageOf, s3Answer, s3Error } from './response';
import { s3Target, type S3Target } from './target';

export interface S3Dependencies {
  readonly admission: Admission;
  readonly callers: Callers;
  readonly engine: S3Engine;
  readonly log: DecisionLog;
  readonly stacks: Stacks;
  readonly buckets: Buckets;
  readonly location: Location;
  readonly clock: () => number;
}

type Headers = ReadonlyMap<string, string>;

/** S3 over HTTP. */
export class S3Service {
  readonly buckets: Buckets;

  constructor(private readonly dependencies: S3Dependencies) {
    this.buckets = dependencies.buckets;
  }

  async handle(request: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    const cors: Record<string, string> = {};
    try {
      const { headers } = request;
      const target = s3Target(request);
      const rules = this.buckets.get(target.bucket)?.corsRules ?? [];
      if (request.method === 'OPTIONS') return s3Answer({ status: 200, headers: this.preflight(request, target, rules, headers, cors) }, {});
      Object.assign(cors, corsHeaders(rules, request.method, headers));
      if (isFormUpload(request, target, headers)) {
        const { location, log, clock } = this.dependencies;
        throw refusedForm(request, target, location, log, clock());
      }
      return await this.answer(request, incoming, target, headers, cors);
    } catch (error) {
      return s3Error(asAwsError(error), request, cors);
    }
  }

  /** Browsers keep the reason of a refusal from pages; the decision log tells it. */
  private preflight(
    request: HttpHead, { bucket, key }: S3Target, rules: readonly CorsRule[], headers: Headers, more: Record<string, string>,
  ): Record<string, string> {
    try {
      return bucketPreflight(rules, headers, key !== '');
    } catch (error) {
      const { clock, location, log } = this.dependencies;
      const resource = `${bucketArn(bucket, location)}${key === '' ? '' : `/${key}`}`;
      const context = globalContext(request, location.region, clock());
      more['x-local-decision'] = log.add('anonymous', { action: 's3:OPTIONS', resource, context }, 'Refused', () => preflightReason(rules, headers, error as Error));
      throw error;
    }
  }

  private async answer(
    request: HttpHead, incoming: IncomingBody, target: S3Target, headers: Headers, cors: Readonly<Record<string, string>>,
  ): Promise<HttpResponse> {
    const { callers, clock, engine, location } = this.dependencies;
    const authenticated = authenticate(request, incoming, target, headers, callers, location.region, clock);
    const asked = await readRequest(authenticated.head, authenticated.content);
    this.assertOwned(asked);
    const applicant = this.applicant(request, authenticated);
    const scope = requestScope(asked, location, this.buckets, engine);
    const known = scope instanceof Promise ? await scope : scope;
    const permitted = this.permit(applicant, asked, known);
    const answer = await this.execute(permitted, known, applicant);
    return s3Answer(answer, { ...cors, 'x-local-decision': permitted.decision });
  }

  /** That a key was deleted is told to who may list it, whether or not they might have read it (recorded). */
  private permit(applicant: Applicant, asked: S3Request<OperationName>, scope: Scope): PermittedS3Request {
    const { bucket, key, operation, versionId } = asked;
    const isRead = (operation === 'GetObject' || operation === 'HeadObject') && versionId === undefined;
    const marker = isRead ? this.dependencies.engine.markerOf({ bucket, key }) : undefined;
    if (marker === undefined) return permit(applicant, asked, scope);
    applicant.permit(asked, missingKeyRequests({ bucket, key }, scope));
    throw new NoSuchKey(bucket, key, markerHeaders(marker));
  }

  /** That a key is missing is told only to who may list it; others hear that they may not. */
  private async execute(permitted: PermittedS3Request, scope: Scope, applicant: Applicant): Promise<Answer> {
    const { engine, stacks, location } = this.dependencies;
    if (permitted.request.operation === 'CreateBucket') return createBucket(permitted, stacks, location);
    if (permitted.request.operation === 'DeleteBucket') return deleteBucket(permitted, stacks);
    try {
      const answer = await engine.execute(permitted);
      return permitted.request.operation === 'DeleteObjects' ? withoutMissing(answer, permitted.request.bucket, applicant, scope) : answer;
    } catch (error) {
      if (error instanceof NoSuchKey) applicant.permit(error, missingKeyRequests(error, scope));
      throw error;
    }
  }

  private applicant(request: HttpHead, { caller, claim, head }: Authenticated): Applicant {
    const { admission, location, clock } = this.dependencies;
    const context = s3Context(request, claim, head.headers.get('x-amz-content-sha256'), location, clock());
    return admission.known(caller, layered(caller.context, context), 's3');
  }

  /** Buckets exist or not whoever asks; they are all of one account. */
  private assertOwned({ operation, bucket, source, headers }: S3Request): void {
    const { location } = this.dependencies;
    for (const name of [operation === 'CreateBucket' ? '' : bucket, source?.bucket ?? '']) {
      if (name !== '' && !this.buckets.has(name)) throw noSuchBucket(name);
    }
    for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
      if ((headers.get(name) ?? location.account) !== location.account) throw new S3Error('AccessDenied', 'Access Denied', 403);
    }
  }
}

/** All must be allowed; of a list to delete, each entry is decided by itself. */
function permit(applicant: Applicant, asked: S3Request<OperationName>, scope: Scope): PermittedS3Request {
  const { deletion } = asked;
  if (deletion === undefined) return applicant.permit(asked, actionRequests(asked, scope));
  return applicant.permitEach(entryRequests(asked, scope), (denials) => ({
    ...asked,
    deletion: {
      ...deletion,
      entries: deletion.entries.map((entry, i) => {
        const denial = denials[i];
        return denial === undefined ? entry : { ...entry, error: { code: 'AccessDenied', message: messageOf(denial) } };
      }),
    },
  }));
}
