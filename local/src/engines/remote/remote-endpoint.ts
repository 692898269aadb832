/**
 * The URL of an engine that runs elsewhere: an origin and nothing else. Throws for one that is not on this
 * machine (127.0.0.0/8, `::1`, `localhost`) unless that was allowed.
 */
export function remoteEndpoint(text: string, allowRemote: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.href !== `${url.origin}/`) {
    throw new Error(`${JSON.stringify(text)} is no endpoint: want scheme, host and port, such as http://127.0.0.1:8000`);
  }
  if (!allowRemote && !isLoopback(url.hostname)) {
    throw new Error(`${url.origin} is not on this machine, and users' data would go there: pass --allow-remote-endpoint if that is meant`);
  }
  return url;
}

/** URLs hold addresses in one form: `127.1` is `127.0.0.1` by now. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
