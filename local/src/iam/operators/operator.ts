import { RequestContext } from '../request';

/**
 * Whether one value of the request meets any of the wanted values; `undefined` when the value is
 * not of the operator's kind (`abc` under a numeric operator).
 */
export type ValueMatcher = (got: string, context: RequestContext) => boolean | undefined;

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
  /**
   * Reads the wanted values. `variables` tells whether the policy version has policy variables.
   * `undefined` when a value is not of the operator's kind: nobody can say what AWS would compare.
   */
  readonly read: (values: readonly string[], variables: boolean) => WantedValues | undefined;
}

/** Wanted values that are parsed once; `matches` compares one of them with a parsed request value. */
export function parsedOperator<T>(
  parse: (text: string) => T | undefined,
  compare: (got: T, wanted: T) => boolean,
  negated = false,
  parseWanted: (text: string) => T | undefined = parse,
): Operator {
  return {
    negated,
    read: values => {
      const wanted: T[] = [];
      for (const value of values) {
        const parsed = parseWanted(value);
        if (parsed === undefined) return undefined;
        wanted.push(parsed);
      }
      return {
        matches: text => {
          const got = parse(text);
          return got === undefined ? undefined : wanted.some(one => compare(got, one));
        },
        render: () => values,
      };
    },
  };
}
