import Big from 'big.js';
import { validationError } from '../errors';

/** DynamoDB Developer Guide, Quotas, Number: "up to 38 digits of precision", magnitudes "1E-130 to 9.9…E+125". */
const MAX_DIGITS = 38;
const MAX_EXPONENT = 125;
const MIN_EXPONENT = -130;

const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
const NOT_NUMERIC = 'The parameter cannot be converted to a numeric value';

const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Has its one form already, and no digit that a double would lose. */
const PLAIN = /^(?:0|-?[1-9]\d{0,14})$/;

const isZero = ({ c }: Big): boolean => c[0] === 0;

/** The one form of a number: decimal digits without exponent, plus sign or needless zeros. */
const formOf = (number: Big): string => isZero(number) ? '0' : number.toFixed();

/** A number as it is stored and given back. Throws where DynamoDB stores none such. */
export function canonicalNumber(text: string): string {
  if (PLAIN.test(text)) return text;
  if (text === '') throw validationError(NOT_NUMERIC);
  if (!NUMERIC.test(text)) throw validationError(`${NOT_NUMERIC}: ${text}`);
  const number = new Big(text.replace(/^\+/, ''));
  if (number.e > MAX_EXPONENT) throw validationError(OVERFLOW);
  if (number.e < MIN_EXPONENT) throw validationError(UNDERFLOW);
  if (number.c.length > MAX_DIGITS) throw validationError('Attempting to store more than 38 significant digits in a Number');
  return formOf(number);
}

/** Too many digits are an overflow, too, where arithmetic made them (observed on AWS: 1E50 + 1). */
function result(number: Big): string {
  if (number.e > MAX_EXPONENT || number.c.length > MAX_DIGITS) throw validationError(OVERFLOW);
  if (number.e < MIN_EXPONENT) throw validationError(UNDERFLOW);
  return formOf(number);
}

export const sum = (left: string, right: string): string => result(new Big(left).plus(right));

export const difference = (left: string, right: string): string => result(new Big(left).minus(right));

/** Negative, zero or positive, as `left` is less, equal or more. */
export function compareNumbers(left: string, right: string): number {
  return PLAIN.test(left) && PLAIN.test(right) ? Number(left) - Number(right) : new Big(left).cmp(right);
}

/**
 * Bytes: one, one for every two digits, counted from the decimal point on, and one for a minus sign. So measured
 * on AWS to the byte; the Developer Guide (DynamoDB item sizes and formats) says "approximately".
 */
export function numberSize(text: string): number {
  const number = new Big(text);
  if (isZero(number)) return 1;
  const { c: digits, e: exponent, s: sign } = number;
  const alone = exponent % 2 === 0 ? 1 : 0;
  return 1 + Math.ceil((digits.length + alone) / 2) + (sign < 0 ? 1 : 0);
}
