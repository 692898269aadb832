import type { Operator, Unread } from './operator';
import { parsedOperator } from './operator';

// https://www.w3.org/TR/NOTE-datetime; recorded of AWS: a time without a zone is UTC.
const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const EPOCH_SECONDS = /^\+?\d{5,12}$/;
/** A date in a form that nobody has recorded: other separators, days that no month has, short or negative epochs. */
const PERHAPS = /^\s*[+-]?\d/;

/**
 * Milliseconds since 1970, what is finer cut off. Four digits are a year, as in the W3C format, longer runs are epoch
 * seconds. What is no date is equal to none, as recorded of AWS.
 */
export function parseDate(text: string): number | Unread {
  if (EPOCH_SECONDS.test(text)) return Number(text) * 1000;
  const match = ISO.exec(text);
  if (match === null) return PERHAPS.test(text) ? 'unknown' : 'unequal';
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part, index) => Number(part ?? (index === 1 || index === 2 ? 1 : 0)));
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const real = time.getUTCFullYear() === year && time.getUTCMonth() === month - 1 && time.getUTCDate() === day
    && minute < 60 && second < 60;
  if (!real) return 'unknown';
  return time.getTime() + millisecondsOf(match[7]) - offsetOf(match[8]);
}

function millisecondsOf(fraction = ''): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

function dateOperator(compare: (got: number, wanted: number) => boolean, negated = false): Operator {
  return parsedOperator(parseDate, compare, negated);
}

/** IAM User Guide, Condition operators, Date condition operators. */
export const dateOperators: ReadonlyMap<string, Operator> = new Map([
  ['DateEquals', dateOperator((got, wanted) => got === wanted)],
  ['DateNotEquals', dateOperator((got, wanted) => got === wanted, true)],
  ['DateLessThan', dateOperator((got, wanted) => got < wanted)],
  ['DateLessThanEquals', dateOperator((got, wanted) => got <= wanted)],
  ['DateGreaterThan', dateOperator((got, wanted) => got > wanted)],
  ['DateGreaterThanEquals', dateOperator((got, wanted) => got >= wanted)],
]);
