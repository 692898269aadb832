import type { RequestContext } from '../request';

/**
 * How one value of the request stands to the wanted values; `true` when it meets any of them.
 * `unreadable`: it is not of the operator's kind, and meets neither the operator nor its negation.
 * `unknown`: no source says what AWS makes of it.
 */
export type Match = boolean | 'unreadable' | 'unknown';

export type ValueMatcher = (got: string, context: RequestContext) => Match;

/** The values of one condition in a policy, read once. */
export interface WantedValues {
  readonly matches: ValueMatcher;
  /** The wanted values after variable substitution, for explanations. */
  readonly render: (context: RequestContext) => readonly string[];
}

/** A condition operator without its set qualifier and without `IfExists`. */
export interface Operator {
  /** `Not…`: matches when no wanted value does. */
  readonly negated: boolean;
  /** Reads the wanted values. `variables` tells whether the policy version has policy variables. */
  readonly read: (values: readonly string[], variables: boolean) => WantedValues;
}

/** A text that is not of an operator's kind. `unequal`: it is compared all the same, and equal to nothing. */
export type Unread = 'unequal' | 'unreadable' | 'unknown';

/**
 * Whether a wanted text may be a policy variable where none is documented: in numbers, dates, addresses, Booleans and
 * binary values. IAM's own list of a policy's context keys finds them there, too, so nobody knows what is compared.
 */
export function mayBeVariable(text: string, variables: boolean): boolean {
  return variables && text.includes('${');
}

/**
 * Wanted values that are parsed once and looked at one after the other; `matches` compares one of them with a parsed
 * request value. Recorded of AWS: one that cannot be read only does harm when it is reached.
 */
export function parsedOperator<T extends object | number | boolean>(
  parse: (text: string) => T | Unread,
  compare: (got: T, wanted: T) => boolean,
  negated = false,
  parseWanted: (text: string) => T | Unread = parse,
): Operator {
  return {
    negated,
    read: (values, variables) => {
      const wanted = values.map(value => mayBeVariable(value, variables) ? 'unknown' : parseWanted(value));
      return {
        matches: text => {
          const got = parse(text);
          if (typeof got === 'string') return got === 'unequal' ? false : got;
          for (const one of wanted) {
            if (one === 'unreadable' || one === 'unknown') return 'unknown';
            if (one !== 'unequal' && compare(got, one)) return true;
          }
          return false;
        },
        render: () => values,
      };
    },
  };
}
