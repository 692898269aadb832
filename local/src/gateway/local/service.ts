import { assumeQuestion } from './assume-question';
import { LOCAL_PATH, SECRET_HEADER } from './path';
import type { DecisionLog } from '../../authorization/decision-log';
import { AwsError } from '../../aws-error';
import { discoveryDocument, type MintedToken, type MintOptions, type TokenIssuer } from '../../identity';
import type { HttpHead, HttpResponse, IncomingBody } from '../../protocols/http';
import { isSameText } from '../../same-text';
import type { AssumeExplanation, AssumeQuestion } from '../../sts';
import { asAwsError } from '../internal-failure';
import { assertNoForeignOrigin } from '../loopback-guard';

const ISSUERS_PATH = `${LOCAL_PATH}issuers/`;
/** Of whoever has the secret: a token that is far too long is told so. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

export interface LocalDependencies {
  /** For the keys that it publishes. */
  readonly issuer: Pick<TokenIssuer, 'keys'>;
  readonly mint: (options: MintOptions) => Promise<MintedToken>;
  readonly log: DecisionLog;
  /** What the administrator of the account needs, for whoever has the secret. */
  readonly access: { readonly account: string; readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly explain: (question: AssumeQuestion, head: HttpHead) => Promise<AssumeExplanation>;
  /** Empties tables, buckets and queues. */
  readonly reset: () => Promise<void>;
  /** Made at start; whoever has it may mint tokens for any user. */
  readonly secret: string;
}

/** The local cloud's own endpoints: minting tokens, explaining, the decision log, and the issuers' public keys. */
export class LocalService {
  constructor(private readonly dependencies: LocalDependencies) {}

  async handle(head: HttpHead, incoming: IncomingBody): Promise<HttpResponse> {
    try {
      if (head.method === 'GET' && head.path.startsWith(ISSUERS_PATH)) return await this.publicKeys(head);
      assertNoForeignOrigin(head);
      this.assertSecret(head);
      const document = async () => parse(await incoming.read(MAX_BODY_BYTES));
      switch (`${head.method} ${head.path}`) {
        case 'POST /_local/token': return json(200, await this.mint(await document()));
        case 'GET /_local/cloud': return json(200, this.dependencies.access);
        case 'GET /_local/decisions': return json(200, this.dependencies.log.list());
        case 'POST /_local/explain': return json(200, await this.dependencies.explain(assumeQuestion(await document()), head));
        case 'POST /_local/reset': return json(200, await this.reset());
        default: throw new AwsError('NotFound', 'the local cloud has POST /_local/token, POST /_local/explain, POST /_local/reset, GET /_local/cloud and GET /_local/decisions', 404);
      }
    } catch (error) {
      const { status, code, message } = asAwsError(error);
      if (head.method === 'OPTIONS') this.dependencies.log.add('anonymous', { action: 'local:OPTIONS', resource: head.path, context: new Map() }, 'Refused', () => message);
      return json(status, { code, message });
    }
  }

  private mint(document: unknown): Promise<object> {
    const options = mintOptions(document);
    return asked(() => this.dependencies.mint(options));
  }

  private async reset(): Promise<object> {
    await asked(() => this.dependencies.reset());
    return {};
  }

  /** `/_local/issuers/<host and path>/.well-known/openid-configuration` and `…/jwks`: public, as at any issuer. */
  private async publicKeys(head: HttpHead): Promise<HttpResponse> {
    const [, name, document] = /^(.+)\/(\.well-known\/openid-configuration|jwks)$/.exec(head.path.slice(ISSUERS_PATH.length)) ?? [];
    if (name === undefined) throw new AwsError('NotFound', 'an issuer has .well-known/openid-configuration and jwks', 404);
    const issuer = `https://${name}`;
    if (document === 'jwks') return json(200, { keys: await this.dependencies.issuer.keys(issuer) });
    return json(200, discoveryDocument(issuer, `http://${head.headers.get('host')}${ISSUERS_PATH}${name}/jwks`));
  }

  private assertSecret(head: HttpHead): void {
    if (!isSameText(head.headers.get(SECRET_HEADER) ?? '', this.dependencies.secret)) {
      throw new AwsError('Forbidden', `send the secret that was printed at start as header ${SECRET_HEADER}`, 403);
    }
  }
}

/** An error of its own class is about what was asked. */
async function asked<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw new AwsError('BadRequest', error.message);
    throw error;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('BadRequest', 'the body is not JSON');
  }
}

function mintOptions(body: unknown): MintOptions {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AwsError('BadRequest', 'want an object with provider, app and user');
  const { provider, app, user, claims, expiresIn, ...others } = body as { [name: string]: unknown };
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new AwsError('BadRequest', `${JSON.stringify(unknown)} is not known; want provider, app, user, claims, expiresIn`);
  for (const [name, value] of Object.entries({ provider, app, user })) {
    if (typeof value !== 'string') throw new AwsError('BadRequest', `${name}: got ${JSON.stringify(value)}, want text`);
  }
  if (claims !== undefined && (typeof claims !== 'object' || claims === null || Array.isArray(claims))) throw new AwsError('BadRequest', 'claims: want an object');
  if (expiresIn !== undefined && !Number.isSafeInteger(expiresIn)) throw new AwsError('BadRequest', 'expiresIn: want a whole number of seconds');
  return { provider, app, user, claims, expiresIn } as MintOptions;
}

function json(status: number, body: unknown): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify(body) };
}
