import type { Unread } from './operator';

/** `digits` × 10^-`scale`, exactly. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Recorded of AWS: `1`, `01`, `+1`, `1.`, `1.0` and `1e0` are one number. */
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** What parsers of numbers take besides, some of them: blanks, hexadecimal, a suffix, digits of other scripts, any exponent. */
const PERHAPS = /^\s*[+-]?(?:Infinity|0[xX][\da-fA-F.]+(?:[pP][+-]?\d+)?|(?:\p{Nd}+(?:\.\p{Nd}*)?|\.\p{Nd}+)(?:[eE][+-]?\p{Nd}+)?)[dDfFlL]?\s*$/u;
/** Far above every number of a policy; what is longer is an attempt to keep us busy. */
const MAX_DIGITS = 400;

/** What is no number is equal to none: recorded of AWS for `NaN`, the empty text and words. */
export function parseDecimal(text: string): Decimal | Unread {
  const match = DECIMAL.exec(text);
  const [sign, whole, fraction = '', exponent = '0'] = match?.slice(1) ?? [];
  if (match === null || whole + fraction === '' || text.length > MAX_DIGITS) return PERHAPS.test(text) ? 'unknown' : 'unequal';
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) };
}

/** Below, equal to or above 0, as `got` is to `wanted`. Integers beyond 2^53 are told apart, as recorded of AWS. */
export function compareDecimals(got: Decimal, wanted: Decimal): number {
  const scale = Math.max(got.scale, wanted.scale);
  const difference = atScale(got, scale) - atScale(wanted, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
