import type { DocumentReader } from './document';
import { MalformedPolicyError } from './malformed-policy-error';
import { operators } from './operators';
import { parseBool } from './operators/bool';
import type { Operator, ValueMatcher } from './operators/operator';
import { mayBeVariable } from './operators/operator';
import type { RequestContext } from './request';

/** `unknown`: it cannot be evaluated. An Allow then does not match, a Deny does: both fail closed. */
export type Outcome = 'met' | 'unmet' | 'unknown';

/** One operator on one key, compiled. All conditions of a statement must be met. */
export interface Condition {
  /** As written, for example `ForAllValues:StringEquals`. */
  readonly operator: string;
  /** As written; `lookup` is the lower-case name. */
  readonly key: string;
  readonly lookup: string;
  readonly negated: boolean;
  /** The wanted values as written. */
  readonly values: readonly string[];
  readonly test: (context: RequestContext) => Outcome;
  /** The wanted values after variable substitution. */
  readonly wanted: (context: RequestContext) => readonly string[];
  /** Why IAM would not take it. */
  readonly problem?: string;
  /** Nobody knows here what AWS fills the key with. */
  readonly isUnfilled?: boolean;
}

type Effect = 'Allow' | 'Deny';

type Quantifier = 'ForAllValues' | 'ForAnyValue' | undefined;

interface OperatorName {
  readonly quantifier: Quantifier;
  readonly base: string;
  readonly ifExists: boolean;
}

export function compileConditions(
  value: unknown, where: string, effect: Effect, variables: boolean, reader: DocumentReader, isKnownKey: (key: string) => boolean,
): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const [operator, keys] of reader.object(value, where)) {
    for (const [key, wanted] of reader.object(keys, `${where} ${operator}`)) {
      const at = `${where} ${operator} ${key}`;
      const values = reader.values(wanted, at);
      try {
        const condition = compileCondition(reader.text(operator, at), reader.text(key, at), values, effect, variables);
        conditions.push(isKnownKey(condition.lookup) ? condition : { ...condition, isUnfilled: true, test: () => 'unknown' });
      } catch (error) {
        throw error instanceof MalformedPolicyError ? new MalformedPolicyError(`${at}: ${error.message}`) : error;
      }
    }
  }
  return conditions;
}

function compileCondition(operator: string, key: string, values: readonly string[], effect: Effect, variables: boolean): Condition {
  const lookup = key.toLowerCase();
  const common = { operator, key, lookup, negated: false, values, wanted: () => values };
  const name = parseOperatorName(operator);
  const known = operators.get(name.base);
  if (known === undefined && operator !== 'Null') return { ...common, test: () => 'unknown', problem: 'unknown condition operator' };
  // AWS takes an empty list; what it makes of it, nobody has recorded.
  if (values.length === 0) return { ...common, test: () => 'unknown' };
  if (known === undefined) return { ...common, test: nullTest(lookup, values, effect, variables) };
  const { matches, render } = known.read(values, variables);
  return { ...common, negated: known.negated, test: compileTest(name, known, matches, lookup), wanted: render };
}

function parseOperatorName(operator: string): OperatorName {
  const colon = operator.indexOf(':');
  const prefix = operator.slice(0, Math.max(0, colon));
  const quantifier = prefix === 'ForAllValues' || prefix === 'ForAnyValue' ? prefix : undefined;
  const rest = quantifier === undefined ? operator : operator.slice(colon + 1);
  const ifExists = rest.endsWith('IfExists');
  return { quantifier, base: ifExists ? rest.slice(0, -'IfExists'.length) : rest, ifExists };
}

// IAM User Guide, Condition operators, "Condition operator to check existence of condition keys":
// `true` wants the key absent, `false` wants it there with a value that is not null; recorded of AWS:
// an empty text is a value, and any other wanted text is `false`. Whether an empty list is null is
// told only for a guard beside ForAllValues ("context keys with empty values"): it must not pass.
// So an empty list never helps an Allow and never stops a Deny.
function nullTest(key: string, values: readonly string[], effect: Effect, variables: boolean): Condition['test'] {
  if (values.some(value => mayBeVariable(value, variables))) return () => 'unknown';
  const wanted = values.map(parseBool);
  return context => {
    const got = context.get(key);
    if (typeof got === 'object' && got.length === 0) return effect === 'Deny' ? 'met' : 'unmet';
    return wanted.includes(got === undefined) ? 'met' : 'unmet';
  };
}

function compileTest(name: OperatorName, operator: Operator, matches: ValueMatcher, key: string): Condition['test'] {
  const test = operator.negated ? negatedTest(matches) : positiveTest(matches);
  const absent = outcomeOfAbsentKey(name, operator);
  const several = severalTest(name.quantifier, test);
  return context => {
    const got = context.get(key);
    if (got === undefined) return absent;
    return typeof got === 'string' ? test(got, context) : several(got, context);
  };
}

type ValueTest = (got: string, context: RequestContext) => Outcome;

function positiveTest(matches: ValueMatcher): ValueTest {
  return (got, context) => {
    const match = matches(got, context);
    return match === true ? 'met' : match === 'unknown' ? match : 'unmet';
  };
}

function negatedTest(matches: ValueMatcher): ValueTest {
  return (got, context) => {
    const match = matches(got, context);
    return match === false ? 'met' : match === 'unknown' ? match : 'unmet';
  };
}

// IAM User Guide, Condition operators ("If the key … is not present") and ...IfExists; Single-valued
// vs. multivalued context keys: without the key ForAllValues is true and ForAnyValue false. The set
// operator comes first, so that IfExists changes nothing about ForAnyValue (observed on AWS).
function outcomeOfAbsentKey(name: OperatorName, operator: Operator): Outcome {
  if (name.quantifier !== undefined) return name.quantifier === 'ForAllValues' ? 'met' : 'unmet';
  return name.ifExists || operator.negated ? 'met' : 'unmet';
}

function severalTest(quantifier: Quantifier, test: ValueTest): (got: readonly string[], context: RequestContext) => Outcome {
  // "Multivalued context keys require a condition set operator": recorded of AWS, neither an operator nor its negation is met without one.
  if (quantifier === undefined) return () => 'unmet';
  const decisive = quantifier === 'ForAllValues' ? 'unmet' : 'met';
  const otherwise = quantifier === 'ForAllValues' ? 'met' : 'unmet';
  return (got, context) => {
    let outcome: Outcome = otherwise;
    for (const value of got) {
      const one = test(value, context);
      if (one === decisive) return one;
      if (one === 'unknown') outcome = one;
    }
    return outcome;
  };
}
