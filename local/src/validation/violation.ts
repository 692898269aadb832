import { placeText, statementText, witnessText, type FileOf, type Finding } from '../check';

/** Of CDK's `PolicyViolation`, what is filled. */
export interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly fix: string;
  readonly severity: 'error' | 'warning';
  readonly violatingResources: { readonly resourceLogicalId: string; readonly templatePath: string; readonly locations: string[] }[];
  readonly ruleMetadata: { readonly [key: string]: string };
}

/**
 * A finding in CDK's terms. Its name says what it is about, since CDK lets whoever acknowledges a name acknowledge all that are
 * called so: one hole that is accepted hides no other.
 */
export function violationOf(finding: Finding, fileOf: FileOf, strict: boolean): Violation {
  const { rule, outcome, message, fix, role, resource, action, statement, witness } = finding;
  const places = [statement?.policy.place, resource, role].filter((place) => place !== undefined && place.stack !== '' && place.logicalId !== '');
  const [place] = places as NonNullable<(typeof places)[number]>[];
  return {
    ruleName: [rule, role?.path, resource?.path ?? action].filter((one) => one !== undefined).join(':').replace(/\s/g, '-').replace(/::+/g, ':'),
    description: message,
    fix,
    severity: outcome === 'fragile' && !strict ? 'warning' : 'error',
    violatingResources: place === undefined ? [] : [{
      resourceLogicalId: place.logicalId,
      templatePath: fileOf(place),
      locations: statement === undefined ? [] : [`statement ${statementText(statement)}`],
    }],
    ruleMetadata: {
      outcome,
      ...role && { role: placeText(role) },
      ...resource && { resource: placeText(resource) },
      ...witness && { request: witness.text, as: witnessText(witness) },
    },
  };
}
