import { Issuer, type IssuerResponse } from './issuer';
import { KmsSigner } from './kms-signer';
import { secretValue } from '../aws-call';

/** What Lambda makes of an HTTP request to a function URL, as far as it is looked at. */
export interface FunctionUrlEvent {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly domainName: string; readonly http: { readonly method: string } };
}

const { KEY_ID, SECRET_ARN } = process.env;
const signer = new KmsSigner(KEY_ID!);
let known: Promise<string> | undefined;

export function handler({ rawPath, headers, body = '', isBase64Encoded, requestContext }: FunctionUrlEvent): Promise<IssuerResponse> {
  const issuer = new Issuer({ signer, secret: () => known ??= secretValue(SECRET_ARN!), origin: `https://${requestContext.domainName}` });
  return issuer.respond({
    method: requestContext.http.method,
    path: rawPath,
    authorization: headers.authorization,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body,
  });
}
