import { XMLBuilder } from 'fast-xml-parser';
import type { XmlDocument } from '../engines/s3/answer';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

// Texts are escaped here: the builder would leave control characters as they are.
const builder = new XMLBuilder({
  ignoreAttributes: false, attributeNamePrefix: '@', processEntities: false, suppressEmptyNode: true, tagValueProcessor: (_, value) => escape(String(value)),
});

export function renderXml({ root, members }: XmlDocument): string {
  const content = typeof members === 'string' ? { '#text': members } : members;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: { ...root === 'Error' ? {} : { '@xmlns': NAMESPACE }, ...content } })}`;
}

/** Keys may hold what XML 1.0 cannot: S3 writes it as references all the same, hence its `encoding-type`. */
function escape(text: string): string {
  return text.replace(/[&<>"']|[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (char) => ESCAPES[char] ?? `&#x${char.codePointAt(0)!.toString(16)};`);
}
