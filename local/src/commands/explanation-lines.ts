import { printable } from '../iam/printable';
import type { AssumeExplanation, ClaimCondition } from '../sts';

type Trust = AssumeExplanation['trust'][number];
type Statement = Trust['statements'][number];

const HEADLINES: Readonly<Record<AssumeExplanation['verdict'], string>> = {
  allowed: 'allowed: this token may assume the role',
  denied: 'denied: this token may not assume the role',
  unknown: 'could not tell whether this token may assume the role',
};

/** An explanation for a terminal. Whatever a token or a policy says cannot steer it. */
export function explanationLines({ verdict, faults, note, trust }: AssumeExplanation): string[] {
  return [
    HEADLINES[verdict],
    ...note === undefined ? [] : [note],
    faults.length === 0 ? 'the token holds' : 'the token does not hold:',
    ...faults.flatMap(({ code, message, reason }) => [`  ${code}: ${message}`, ...reason === message ? [] : [`    because ${reason}`]]),
    ...faults.length > 0 && trust.length > 0 ? ['if it held, the trust policy would say:'] : [],
    ...trust.flatMap(trustLines),
  ].map(printable);
}

function trustLines({ action, verdict, reason, statements }: Trust): string[] {
  return [`${action}: ${verdict === 'unknown' ? 'could not tell' : verdict}: ${reason}`, ...statements.flatMap(statementLines)];
}

function statementLines({ statement, sid, effect, principal, conditions, unknownElements }: Statement): string[] {
  return [
    `  statement ${statement + 1}${sid === undefined ? '' : ` (${sid})`}, ${effect}`,
    `    ${principal} Principal`,
    ...conditions.map((condition) => `    ${conditionLine(condition)}`),
    ...unknownElements.map((name) => `    unknown ${name}: no element of a statement`),
  ];
}

/** claim → condition key → wanted → got. */
function conditionLine({ claim, key, operator, negated, wanted, got, outcome, problem }: ClaimCondition): string {
  const source = claim === undefined ? key : `${claim} -> ${key}`;
  const sides = `wants ${negated ? 'none' : 'one'} of ${JSON.stringify(wanted)}, got ${got === undefined ? 'absent' : JSON.stringify(got)}`;
  return `${outcome} ${source}: ${operator} ${sides}${problem === undefined ? '' : ` (${problem})`}`;
}
