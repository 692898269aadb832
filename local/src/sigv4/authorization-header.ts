import { signatureError } from './errors';

/** The parts of an `Authorization: AWS4-HMAC-SHA256 …` header. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const PARTS = ['Credential', 'SignedHeaders', 'Signature'];

/** As clients write it. What differs is read part by part, to say what is wrong with it. */
const USUAL = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/([^/,\s]+)\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, ?SignedHeaders=([^,\s]+), ?Signature=([^,\s]+)$/;

/** Reads the header's form only; nothing is proved yet. `service` is where the request was sent, for the error's code. */
export function parseAuthorization(header: string, service: string): SignatureClaim {
  const usual = USUAL.exec(header);
  if (usual === null) return parseParts(header, service);
  const [, accessKeyId, date, region, signedService, signedHeaders, signature] = usual;
  return { accessKeyId, date, region, service: signedService, signedHeaders: signedHeaders.split(';'), signature };
}

function parseParts(header: string, service: string): SignatureClaim {
  const incomplete = (message: string) => signatureError(service, 'incomplete', message);
  if (!header.startsWith(`${ALGORITHM} `)) throw incomplete(`The local cloud knows no other signature than ${ALGORITHM}`);
  const pairs = header.slice(ALGORITHM.length + 1).split(',').map((pair) => /^\s*(\w+)=(\S*)\s*$/.exec(pair)?.slice(1));
  if (pairs.includes(undefined)) throw incomplete('Not a valid key=value pair (missing equal-sign) in Authorization header');
  const values = new Map(pairs as [string, string][]);
  const missing = PARTS.filter((part) => !values.get(part));
  if (missing.length > 0) throw incomplete(missing.map((part) => `Authorization header requires '${part}' parameter.`).join(' '));
  if (pairs.length !== PARTS.length) throw incomplete('Authorization header has parameters that are unknown or given twice');

  const scope = values.get('Credential')!.split('/');
  if (scope.length !== 5 || scope[4] !== 'aws4_request' || scope.includes('')) {
    throw incomplete('Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term');
  }
  const [accessKeyId, date, region, signedService] = scope;
  const signedHeaders = values.get('SignedHeaders')!.split(';');
  return { accessKeyId, date, region, service: signedService, signedHeaders, signature: values.get('Signature')! };
}
