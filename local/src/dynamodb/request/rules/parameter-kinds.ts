import { validationError } from '../../errors';

type Parameters = Readonly<Record<string, unknown>>;

const givenOf = (data: Parameters, names: readonly string[]): string[] => names.filter((name) => data[name] !== undefined);

function refuseMixed(data: Parameters, expressions: readonly string[], legacy: readonly string[]): void {
  const given = givenOf(data, expressions);
  const others = givenOf(data, legacy);
  if (given.length === 0 || others.length === 0) return;
  throw validationError('Can not use both expression and non-expression parameters in the same request: '
    + `Non-expression parameters: {${others.join(', ')}} Expression parameters: {${given.join(', ')}}`);
}

function refusePlaceholdersAlone(data: Parameters, expressions: readonly string[]): void {
  if (data.ExpressionAttributeNames !== undefined && givenOf(data, expressions).length === 0) {
    throw validationError('ExpressionAttributeNames can only be specified when using expressions');
  }
  const withValues = expressions.filter((name) => name !== 'ProjectionExpression');
  if (withValues.length === 0 || data.ExpressionAttributeValues === undefined || givenOf(data, withValues).length > 0) return;
  throw validationError('ExpressionAttributeValues can only be specified when using expressions: '
    + `${withValues.join(' and ')} ${withValues.length > 1 ? 'are' : 'is'} null`);
}

/** A request speaks in expressions or in the parameters that were there before them; placeholders stand in expressions alone. */
export function checkParameterKinds(data: object, expressions: readonly string[], legacy: readonly string[]): void {
  refuseMixed(data as Parameters, expressions, legacy);
  refusePlaceholdersAlone(data as Parameters, expressions);
}
