import type { Provider } from './providers';
import type { Statement } from '../../iam';
import type { IdLanguage, IdTest } from '../patterns/id-language';
import { patternOf, withOwner } from '../patterns/pattern';
import { parseTemplate } from '../patterns/policy-text';
import type { ReadPolicy } from '../reading/model';

const POSITIVE = /^(StringEquals|StringLike)$/;
const NEGATIVE = /^(StringNotEquals|StringNotLike)$/;

/** The ids of a provider that a trust policy lets in, or more of them where it says so in ways that are not looked at here. */
export function trustedIds(provider: Provider, trust: ReadPolicy | undefined): IdLanguage {
  const tests = trust === undefined ? [] : testsOf(provider, trust);
  return { name: JSON.stringify([provider.principal, provider.region, tests]), characters: provider.characters, tests };
}

function testsOf({ principal, idKeys }: Provider, { policy, variables }: ReadPolicy): IdTest[] {
  const named = policy.statements.filter(({ effect, principals }) => effect === 'Allow' && (principals?.everyone || principals?.byType.get('Federated')?.has(principal)));
  // Of several ways in, any one is enough.
  return named.length === 1 ? testsOfStatement(named[0], idKeys, variables) : [];
}

function testsOfStatement({ conditions }: Statement, idKeys: ReadonlySet<string>, variables: boolean): IdTest[] {
  return conditions.flatMap(({ lookup, operator, values, negated }) => {
    if (!idKeys.has(lookup) || !(POSITIVE.test(operator) || NEGATIVE.test(operator))) return [];
    const patterns = values.map((value) => patternOf(parseTemplate(value, { variables, wildcards: operator.endsWith('Like') }), new Map(), new Set()));
    const readable = patterns.filter((pattern) => pattern !== undefined);
    if (readable.length < patterns.length) return [];
    return [{ patterns: readable.map((pattern) => withOwner(pattern, '')), wanted: !negated }];
  });
}
