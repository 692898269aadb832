import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as ts from 'typescript';
import { families } from './cases';
import { loadEvaluator, readSource, SOURCES } from './load-evaluator';
import { equivalents } from './mutants/equivalents';
import { mutantsOf } from './mutants/mutants';
import type { RuleMutation } from './mutations';
import { mutations } from './mutations';
import type { Evaluator, PolicyCase } from './policy-case';
import { compare } from './policy-case';

const cases = Object.values(families).flat();

/** A mutant that throws where the evaluator decides, or refuses a document that it takes, fails the case. */
function fails(evaluator: Evaluator, one: PolicyCase): boolean {
  try {
    const { wanted, got } = compare(evaluator, one);
    return JSON.stringify(wanted) !== JSON.stringify(got);
  } catch {
    return true;
  }
}

test('no case fails with the rules as they are', () => {
  const evaluator = loadEvaluator();
  expect(cases.filter(one => fails(evaluator, one))).toEqual([]);
});

test.each(mutations.map((mutation): [string, RuleMutation] => [mutation.rule, mutation]))('a case fails without: %s', (_rule, mutation) => {
  const evaluator = loadEvaluator(mutation);
  expect(cases.some(one => fails(evaluator, one))).toBe(true);
  // A mutant that is no program breaks no rule.
  expect(cases.some(one => !fails(evaluator, one))).toBe(true);
});

test('each rule has one name and a change of its own', () => {
  const addresses = mutations.map(({ file, owner, site, change }) => [file, owner, site, String(change)].join(' '));
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([]);
  const rules = mutations.map(({ rule }) => rule);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});

test.each(equivalents)('a change that changes nothing is still there: $file $owner, $site $change', ({ file, owner, site, change }) => {
  expect(addressesOf(readSource(file))).toContain(`${owner} ${site} ${change}`);
});

const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(SOURCES, join(entry.parentPath, entry.name)));

const addressesOf = (source: string) => mutantsOf(source).map(({ owner, site, change }) => `${owner} ${site} ${change}`);

test.each(files)('the addresses in %s do not depend on its layout', file => {
  const parsed = ts.createSourceFile(file, readSource(file), ts.ScriptTarget.ES2022);
  const laidOutAnew = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.CarriageReturnLineFeed }).printFile(parsed);
  expect(addressesOf(laidOutAnew)).toEqual(addressesOf(readSource(file)));
});

test('the addresses do not depend on names of variables, and changes are of one place', () => {
  const source = (one: string, two: string) => `function f(${one}: string) { const ${two} = ${one}.trim(); return ${two} === 'met' ? true : ${two} !== ''; }`;
  expect(addressesOf(source('a', 'b'))).toEqual(addressesOf(source('text', 'trimmed')));
  const changed = mutantsOf(source('a', 'b')).map(({ site, change, apply }) => [site, change, apply()]);
  expect(changed).toContainEqual(['.trim() 0', 'dropped', source('a', 'b').replace('a.trim()', '(a)')]);
  expect(changed).toContainEqual(["'met' 0", "'unmet'", source('a', 'b').replace("'met'", "'unmet'")]);
  expect(changed).toContainEqual(['?: 0', 'second', source('a', 'b').replace("b === 'met' ? true : b !== ''", "(b !== '')")]);
});
