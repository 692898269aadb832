import type { CheckReport } from '../check';
import type { Change } from '../diff/change';
import type { Finding } from '../findings';
import type { Place } from '../reading/model';
import { RULES } from '../rules';
import { changeText } from './changes';
import { findingLines } from './finding-text';
import { TITLES } from './matrix';

const LEVELS: Readonly<Record<Finding['outcome'], string>> = { hole: 'error', fragile: 'warning', unevaluated: 'warning' };
const SECURITY_SEVERITIES: Readonly<Record<Finding['severity'], string>> = { high: '8.5', medium: '5.5', low: '3.0' };
const HELP = 'https://github.com/cdk-web-identity/cdk-web-identity/blob/main/docs/check.md';

const CHANGES = [
  { id: 'new-access', title: 'Users can do what they could not' },
  { id: 'lost-access', title: 'Users can no longer do what they could' },
];

/** Where the template lies that has something, as a path from the root of the repository. */
export type FileOf = (place: Pick<Place, 'stack' | 'path'>) => string;

/** For code scanning. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport({ findings, changes = [] }: Pick<CheckReport, 'findings' | 'changes'>, fileOf: FileOf): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk-web-identity-local check',
          informationUri: HELP,
          rules: [...RULES, ...CHANGES].map(({ id, title }) => ({ id, shortDescription: { text: title }, helpUri: HELP })),
        },
      },
      results: [...findings.map((finding) => result(finding, fileOf)), ...changes.map((change) => resultOfChange(change, fileOf))],
    }],
  };
}

function result(finding: Finding, fileOf: FileOf): object {
  const place = finding.statement?.policy.place ?? finding.resource ?? finding.role;
  const where = [place, finding.role].find((one) => one !== undefined && one.stack !== '');
  return {
    ruleId: finding.rule,
    ruleIndex: RULES.findIndex(({ id }) => id === finding.rule),
    level: LEVELS[finding.outcome],
    message: { text: findingLines(finding).join('\n') },
    ...located(where ?? NOWHERE, place?.path, fileOf),
    ...fingerprint(finding.rule, finding.role?.path, finding.users, finding.resource?.path ?? finding.action),
    properties: { 'outcome': finding.outcome, 'security-severity': SECURITY_SEVERITIES[finding.severity] },
  };
}

/** What is new and nobody's own wants a look; the rest is told. */
function resultOfChange(change: Change, fileOf: FileOf): object {
  const ruleId = `${change.change}-access`;
  const place = change.statement?.policy.place ?? change.role;
  const isWider = change.change === 'new' && change.cell !== 'shared' && change.whose !== TITLES.own;
  return {
    ruleId,
    ruleIndex: RULES.length + CHANGES.findIndex(({ id }) => id === ruleId),
    level: isWider ? 'warning' : 'note',
    message: { text: changeText(change) },
    ...located(place, place.path, fileOf),
    ...fingerprint(ruleId, change.role.path, change.users, change.resource?.path, change.row, change.whose),
  };
}

const NOWHERE = { stack: '', path: '' };

function located(where: Pick<Place, 'stack' | 'path'>, path: string | undefined, fileOf: FileOf): object {
  return {
    locations: [{
      physicalLocation: { artifactLocation: { uri: fileOf(where) }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: path ?? where.stack, kind: 'resource' }],
    }],
  };
}

/** What makes it the same result in the next run. */
function fingerprint(...parts: readonly (string | undefined)[]): object {
  return { partialFingerprints: { 'cdk-web-identity/v1': parts.join('|') } };
}
