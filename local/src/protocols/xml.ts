/** Members of an element: texts and elements; a list is an element given several times, undefined is left out. */
export type XmlMembers = { readonly [name: string]: XmlValue };
export type XmlValue = string | number | boolean | Date | undefined | XmlMembers | readonly (string | XmlMembers)[];

export interface XmlDocument {
  readonly root: string;
  readonly members: XmlMembers | string;
}

/** How a service writes what a text cannot hold as it is. */
interface Style {
  readonly plain: RegExp;
  readonly entities: Readonly<Record<string, string>>;
  /** For characters that XML 1.0 cannot hold, in whatever form. */
  readonly other: (character: string) => string;
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const QUERY: Style = { plain: /^[\t\n\u0020-\u0025\u0027-\u003b\u003d\u003f-\u007e]*$/, entities: ENTITIES, other: () => '\ufffd' };

/** Keys may hold what XML cannot: S3 writes it as references all the same, hence its `encoding-type`. ETags have their quotation marks escaped. */
const S3: Style = {
  plain: /^[\t\n !\u0023-\u0025\u0028-\u003b\u003d\u003f-\u007e]*$/,
  entities: { ...ENTITIES, '"': '&quot;', "'": '&apos;' },
  other: (character) => `&#x${character.codePointAt(0)!.toString(16)};`,
};

const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/**
 * An element of the Query protocol's answers. Written here and not by the library that reads XML, since that is a fifth of
 * what `AssumeRoleWithWebIdentity` costs.
 */
export function xmlElement(name: string, value: unknown, namespace?: string): string {
  return element(name, value, QUERY, namespace);
}

/** A document of S3. */
export function renderXml({ root, members }: XmlDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, members, S3, root === 'Error' ? undefined : S3_NAMESPACE)}`;
}

function element(name: string, value: unknown, style: Style, namespace?: string): string {
  return `<${name}${namespace === undefined ? '' : ` xmlns="${namespace}"`}>${content(value, style)}</${name}>`;
}

function content(value: unknown, style: Style): string {
  if (typeof value === 'string') return xmlText(value, style);
  if (value instanceof Date) return `${value.toISOString().slice(0, -'.000Z'.length)}Z`;
  if (typeof value !== 'object' || value === null) return xmlText(String(value), style);
  let written = '';
  for (const [name, item] of Object.entries(value)) {
    if (Array.isArray(item)) for (const one of item) written += element(name, one, style);
    else if (item !== undefined) written += element(name, item, style);
  }
  return written;
}

function xmlText(text: string, { plain, entities, other }: Style): string {
  if (plain.test(text)) return text;
  return text.replace(/[&<>"'\r]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => (
    entities[character] ?? (character === '"' || character === "'" ? character : other(character))
  ));
}
