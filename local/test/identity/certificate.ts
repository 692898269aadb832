import { sign, type KeyObject } from 'node:crypto';

/** A self-signed X.509 v1 certificate, as little as a parser takes (RFC 5280, 4.1), in base64 as `x5c` holds it. */
export function selfSignedCertificate(publicKey: KeyObject, signingKey: KeyObject): string {
  const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const body = sequence(
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    sequence(),
    sequence(time('200101000000Z'), time('490101000000Z')),
    sequence(),
    publicKey.export({ format: 'der', type: 'spki' }),
  );
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signingKey)]));
  return sequence(body, sha256WithRsa, signature).toString('base64');
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function der(tag: number, content: Buffer): Buffer {
  const length = content.length < 128 ? [content.length] : [0x82, Math.floor(content.length / 256), content.length % 256];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
