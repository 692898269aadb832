import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', isArray: (name) => name === 'testcase' || name === 'testsuite', processEntities: true });

/** What pytest says of its tests. One that errs before it begins has failed. */
export function readJunit(file) {
  const { testsuites } = parser.parse(readFileSync(file, 'utf8'));
  return testsuites.testsuite.flatMap(({ testcase = [] }) => testcase).map(({ classname, name, failure, error, skipped }) => ({
    id: `${classname}.${name}`.replace(/^.*\b(test_\w+\.)/, '$1'),
    outcome: failure ?? error ? 'failed' : skipped === undefined ? 'passed' : 'skipped',
    message: (failure ?? error)?.message,
  }));
}
