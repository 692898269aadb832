import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { JSDOM, ResourceLoader } from 'jsdom';
import { CORPUS } from './corpus-cases';
import { checked, stack } from './template';
import { check, htmlReport } from '../../src/check';

const folder = mkdtempSync(join(tmpdir(), 'check-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PAGES = CORPUS.filter((_, index) => index % 6 === 0)
  .map(({ name, resources, options, more }) => [name, htmlReport(checked(resources, options, more))] as const);

/** Opens a page from disk, and notes what it asks for. */
async function opened(html: string): Promise<{ readonly dom: JSDOM; readonly asked: string[] }> {
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  const asked: string[] = [];
  class Noting extends ResourceLoader {
    override fetch(url: string): null {
      asked.push(url);
      return null;
    }
  }
  // Scripts run from outside only: axe's, and none of the page's own.
  return { dom: await JSDOM.fromFile(file, { url: pathToFileURL(file).href, resources: new Noting(), runScripts: 'outside-only', pretendToBeVisual: true }), asked };
}

/** What axe finds. What needs a layout (contrast) has no answer in jsdom: see below. */
async function results(dom: JSDOM, tags: readonly string[] = []): Promise<axe.AxeResults> {
  dom.window.eval(axe.source);
  const options = { ...tags.length === 0 ? {} : { runOnly: tags }, rules: { 'color-contrast': { enabled: false } } };
  return await dom.window.eval(`axe.run(${JSON.stringify(options)})`) as axe.AxeResults;
}

test.each(PAGES)('%s: axe finds nothing, and the page asks for nothing', async (_, html) => {
  const { dom, asked } = await opened(html);
  const { violations, passes } = await results(dom, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
  expect(passes.length).toBeGreaterThan(10);
  expect(asked).toEqual([]);
  dom.window.close();
}, 60_000);

test('axe does find something where there is something', async () => {
  const { dom } = await opened(PAGES[0][1].replace(' lang="en"', ''));
  const { violations } = await results(dom);
  expect(violations.map(({ id }) => id)).toContain('html-has-lang');
  dom.window.close();
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const whole = color.length === 4 ? [...color.slice(1)].map((digit) => digit + digit) : color.slice(1).match(/../g)!;
    const [r, g, b] = whole.map((part) => Number.parseInt(part, 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

test('every ground that the page has lets its text be read', () => {
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(PAGES[0][1])!;
  const [, text] = /color: (#\w+)/.exec(style)!;
  const grounds = [...style.matchAll(/background: (#\w+)/g)].map(([, color]) => color);
  expect(grounds.length).toBeGreaterThan(4);
  expect(grounds.filter((ground) => contrast(text, ground) < 4.5)).toEqual([]);
});

test('nothing of a template is markup in the page', () => {
  const evil = '"><img src=x onerror=alert(1)>';
  const html = htmlReport(check([stack({ [evil.replace(/\W/g, '')]: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x', AssumeRolePolicyDocument: evil } }, Stuff: { Type: `Custom::${evil}` } })]));
  expect(html).not.toContain('<img');
});
