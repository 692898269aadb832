import type { CheckReport } from '../check';
import type { Finding } from '../findings';
import { RULES } from '../rules';
import { findingLines } from './finding-text';

const LEVELS: Readonly<Record<Finding['outcome'], string>> = { hole: 'error', fragile: 'warning', unevaluated: 'warning' };
const SECURITY_SEVERITIES: Readonly<Record<Finding['severity'], string>> = { high: '8.5', medium: '5.5', low: '3.0' };
const HELP = 'https://github.com/cdk-web-identity/cdk-web-identity/blob/main/docs/check.md';

/** Where a stack's template lies, as a path from the root of the repository. */
export type FileOf = (stack: string) => string;

/** For code scanning. @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport({ findings }: Pick<CheckReport, 'findings'>, fileOf: FileOf): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'cdk-web-identity-local check',
          informationUri: HELP,
          rules: RULES.map(({ id, title }) => ({ id, shortDescription: { text: title }, helpUri: HELP })),
        },
      },
      results: findings.map((finding) => result(finding, fileOf)),
    }],
  };
}

function result(finding: Finding, fileOf: FileOf): object {
  const place = finding.statement?.policy.place ?? finding.resource ?? finding.role;
  const stack = [place, finding.role].find((one) => one !== undefined && one.stack !== '')?.stack ?? '';
  return {
    ruleId: finding.rule,
    ruleIndex: RULES.findIndex(({ id }) => id === finding.rule),
    level: LEVELS[finding.outcome],
    message: { text: findingLines(finding).join('\n') },
    locations: [{
      physicalLocation: { artifactLocation: { uri: fileOf(stack) }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: place?.path ?? stack, kind: 'resource' }],
    }],
    partialFingerprints: { 'cdk-web-identity/v1': [finding.rule, finding.role?.path, finding.users, finding.resource?.path].join('|') },
    properties: { 'outcome': finding.outcome, 'security-severity': SECURITY_SEVERITIES[finding.severity] },
  };
}
