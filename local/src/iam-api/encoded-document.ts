import { uriEncode } from '../uri-encode';

/** A policy as IAM's answers have it: its JSON, percent-encoded (RFC 3986). */
export function encodedDocument(document: unknown): string {
  return uriEncode(JSON.stringify(document));
}
