import type { Readable } from 'node:stream';
import type { XmlDocument, XmlMembers } from '../../protocols/xml';

/** What the engine answers; the gateway writes it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An object's bytes, of many of them a stream that `content-length` belongs to, or a document; HEAD has none. */
  readonly content?: Buffer | Readable | XmlDocument;
}

export const NO_CONTENT: Answer = { status: 204, headers: {} };

export function xmlAnswer(root: string, members: XmlMembers | string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers, content: { root, members } };
}
