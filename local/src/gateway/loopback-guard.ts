import { AwsError } from '../aws-error';
import { header, type HttpRequest } from './http';

const LOOPBACK_NAMES = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * A page of a foreign site can make its own name point to 127.0.0.1 and so reach this server from
 * the developer's browser: its requests then carry that name as Host.
 */
export function assertLoopbackHost(request: HttpRequest): void {
  const hosts = request.headers.filter(([name]) => name === 'host').map(([, value]) => value);
  const name = hosts[0]?.replace(/:\d+$/, '').toLowerCase();
  if (hosts.length !== 1 || name === undefined || !LOOPBACK_NAMES.has(name)) {
    throw new AwsError('ForbiddenHost', 'the local cloud answers to 127.0.0.1, localhost and [::1] only', 403);
  }
}

/** No page of a site may call what only this machine's user may: minting tokens, reading the log. */
export function assertNoForeignOrigin(request: HttpRequest): void {
  const origin = header(request, 'origin');
  const site = header(request, 'sec-fetch-site');
  if (origin !== undefined || (site !== undefined && site !== 'none' && site !== 'same-origin')) {
    throw new AwsError('ForbiddenOrigin', 'the local cloud\'s own endpoints are not for web pages', 403);
  }
}
