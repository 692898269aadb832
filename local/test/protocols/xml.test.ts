import { XMLParser } from 'fast-xml-parser';
import { xmlElement } from '../../src/protocols/xml';

const read = (xml: string) => new XMLParser({ parseTagValue: false, trimValues: false, processEntities: true, htmlEntities: true }).parse(xml);

test('elements in elements, dates without milliseconds, what is undefined left out', () => {
  const xml = xmlElement('Answer', { Credentials: { Id: 'a', Expiration: new Date(1_790_000_000_123) }, Size: 6, Flag: true, Nothing: undefined }, 'https://x/');
  expect(xml).toBe(
    '<Answer xmlns="https://x/"><Credentials><Id>a</Id><Expiration>2026-09-21T14:13:20Z</Expiration></Credentials><Size>6</Size><Flag>true</Flag></Answer>',
  );
});

test.each([
  '', ' ', 'plain', 'a<b', '</Answer>', 'a&b', '&lt;', ']]>', '"quoted" \'text\'', 'ünï', '日本', '😀', '\t\n', '<!-- x -->', '<![CDATA[x]]>', '&#0;',
])('a reader gets back %j', (text) => {
  expect(read(xmlElement('Answer', { Text: text })).Answer.Text).toBe(text);
});

test.each([['\0', '\ufffd'], ['\x1b[2J', '\ufffd[2J'], ['\ud800', '\ufffd'], ['\ufffe', '\ufffd'], ['a\rb', 'a&#13;b']])('%j is written as %j', (text, written) => {
  expect(xmlElement('T', text)).toBe(`<T>${written}</T>`);
});
