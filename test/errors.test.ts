import { readFileSync } from 'fs';
import { join } from 'path';
import { ERROR_CODES } from '../src/checks/error-codes';
import { describe as described } from '../src/checks/errors';

const page = readFileSync(join(__dirname, '../docs/errors.md'), 'utf8');
/** As GitHub makes them of headings that are plain words. */
const anchors = [...page.matchAll(/^#{2,} (.*)$/gm)].map(([, heading]) => heading);

test('every code has one anchor on the page, and nothing else has', () => {
  expect(anchors.filter((heading) => /^[a-z]+(-[a-z]+)*$/.test(heading)).sort()).toEqual([...ERROR_CODES].sort());
});

test('every code says what to do', () => {
  for (const code of ERROR_CODES) {
    const [, text] = page.split(`\n### ${code}\n`);
    expect(text.split('\n#')[0].trim().length).toBeGreaterThan(25);
  }
});

test.each(ERROR_CODES)('the error %s ends with its link', (code) => {
  expect(described({ code, where: 'Stack', got: 1, want: 'two' })).toMatch(new RegExp(`\\(${code}\\) https://github\\.com/.*/docs/errors\\.md#${code}$`));
});
