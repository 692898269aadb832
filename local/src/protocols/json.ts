import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error';
import type { HttpHead, HttpResponse } from './http';

type Version = '1.0' | '1.1';

const CONTENT_TYPES: Readonly<Record<Version, string>> = { '1.0': 'application/x-amz-json-1.0', '1.1': 'application/x-amz-json-1.1' };

/** AWS's JSON protocols: the operation in `X-Amz-Target`, behind the service model's name and version, its input and its answer as JSON. */
export function jsonOperation(request: HttpHead, target: string): string {
  if (request.method !== 'POST' || request.path !== '/') throw new AwsError('UnknownOperationException', `${target.slice(0, -1)} answers POST on / only`, 404);
  return (request.headers.get('x-amz-target') ?? '').slice(target.length);
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
}

/** Tells of the decision behind an error, where there is one. */
export function decisionHeader({ decisionId }: AwsError): Readonly<Record<string, string>> {
  return decisionId === undefined ? {} : { 'x-local-decision': decisionId };
}

export function jsonAnswer(version: Version, status: number, body: object, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return jsonTextAnswer(version, status, JSON.stringify(body), headers);
}

/** The same with the body as it is sent. */
export function jsonTextAnswer(version: Version, status: number, body: string, headers: Readonly<Record<string, string>>): HttpResponse {
  return { status, headers: { ...headers, 'content-type': CONTENT_TYPES[version], 'x-amzn-requestid': randomUUID() }, body };
}
