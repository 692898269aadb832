import type { Keys } from './http-client';
import type { CellRequest } from '../check';
import type { LocalCloud } from '../local-cloud';

const USUAL_SESSION = 'app';

/** Signs users in and takes their roles, each once. */
export class Sessions {
  private readonly known = new Map<string, Keys | string>();

  constructor(private readonly cloud: LocalCloud) {}

  /** Keys of a session, or why there is none. */
  async keysFor(request: CellRequest): Promise<Keys | string> {
    const name = JSON.stringify([request.role.arn, request.signIn, request.claims, request.user, request.sessionName]);
    const keys = this.known.get(name) ?? await this.assumed(request, request.sessionName ?? USUAL_SESSION);
    // A trust policy may want the user's id as the session's name.
    const found = typeof keys === 'string' && request.sessionName === undefined ? await this.assumed(request, request.user) : keys;
    this.known.set(name, found);
    return found;
  }

  private async assumed({ role, signIn, claims, user }: CellRequest, RoleSessionName: string): Promise<Keys | string> {
    const { token, providerId } = await this.cloud.signIn({ ...signIn, user, ...claims && { claims } });
    const body = new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity', Version: '2011-06-15', RoleArn: role.arn, RoleSessionName, WebIdentityToken: token, ...providerId && { ProviderId: providerId },
    });
    const response = await fetch(this.cloud.endpoint, { method: 'POST', body, redirect: 'error' });
    const text = await response.text();
    const member = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
    const [accessKeyId, secretAccessKey, sessionToken] = ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map(member);
    if (accessKeyId === undefined || secretAccessKey === undefined) return `${member('Code') ?? response.status}: ${member('Message') ?? text}`;
    return { accessKeyId, secretAccessKey, sessionToken };
  }
}
