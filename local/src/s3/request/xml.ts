import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformedXml } from '../errors';

/** One element: its name, the elements in it, and its text. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

type Node = { readonly [name: string]: unknown };

// `htmlEntities` is what resolves numeric references (`&#13;`), which keys need.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  processEntities: true,
  htmlEntities: true,
});

const MAX_BYTES = 2 * 1024 * 1024;
const MAX_DEPTH = 8;

/** Reads a request's document. Anything that is no plain XML (document types, their entities) is refused. */
export function readXml(body: Buffer, root: string): XmlElement {
  const text = body.toString('utf8');
  if (body.length === 0 || body.length > MAX_BYTES || text.includes('<!') || XMLValidator.validate(text) !== true) throw malformedXml();
  const elements = (parse(text) as Node[]).map((node) => element(node, MAX_DEPTH)).filter((found) => found !== undefined);
  if (elements.length !== 1 || elements[0].name !== root) throw malformedXml();
  return elements[0];
}

/** The elements of an element, each of which must be one of the names. */
export function childrenOf(parent: XmlElement, names: readonly string[]): readonly XmlElement[] {
  if (parent.children.some(({ name }) => !names.includes(name))) throw malformedXml();
  return parent.children;
}

/** The text of an element that may be there once. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  const found = parent.children.filter((child) => child.name === name);
  if (found.length > 1 || found[0]?.children.length > 0) throw malformedXml();
  return found[0]?.text;
}

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch {
    throw malformedXml();
  }
}

function element(node: Node, depth: number): XmlElement | undefined {
  const [name] = Object.keys(node).filter((key) => key !== ':@');
  if (name === '#text') return undefined;
  if (name === undefined || depth === 0) throw malformedXml();
  const nodes = node[name] as Node[];
  return {
    name,
    children: nodes.map((child) => element(child, depth - 1)).filter((child) => child !== undefined),
    text: nodes.map((child) => child['#text']).filter((part) => part !== undefined).join(''),
  };
}
