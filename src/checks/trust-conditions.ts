import { Token } from 'aws-cdk-lib';
import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import type { Conditions } from '../providers/definition';
import { sharedIssuerClaims } from '../providers/issuer-facts';

/** Keys of tokens that providers fill, besides those of every provider. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
export interface TokenKeys {
  /** Condition key prefix: the issuer without scheme, or the built-in host. */
  readonly prefix: string;
  /** Names behind the prefix that may be asked for. */
  readonly names: readonly string[];
  /** Names that pin the audience: they are the provider's own options. */
  readonly audience: readonly string[];
}

/** Global keys that are not there while a token is traded. */
const ABSENT_GLOBAL_KEYS = /^aws:(username|principalarn|principaltag\/.*|principalorgid|principalorgpaths|multifactorauth.*)$/;

const STS_KEYS = ['sts:rolesessionname', 'sts:roleauthorizedbyidp', 'sts:sourceidentity', 'sts:transitivetagkeys'];

/** Holds where none of several values is one of these: with an absent key it rightly holds. */
const NONE_OF = /^ForAllValues:StringNot(Equals|EqualsIgnoreCase|Like)$/;

const OPERATOR = /^(ForAnyValue:)?(String(Not)?(Equals|EqualsIgnoreCase|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))$|^Null$/;

/** Names of the claims that any OpenID Connect issuer's tokens fill, and those of issuers that STS knows more of. */
export function openIdConnectNames(prefix: string): string[] {
  return ['sub', 'amr', 'email', ...sharedIssuerClaims(prefix)];
}

/**
 * Checks conditions that are ANDed to the trust policy. They can only narrow it; what is refused
 * would narrow it to nothing, or only seem to narrow it.
 */
export function assertTrustConditions(where: string, conditions: Conditions, keys: TokenKeys): void {
  for (const [operator, tests] of Object.entries(conditions)) {
    assertOperator(where, operator);
    for (const [key, values] of Object.entries(tests)) {
      assertKey(where, operator, key, keys);
      if (!Token.isUnresolved(values) && [values].flat().length === 0) {
        throw new WebIdentityError({ code: 'condition-empty', where, got: `${operator} ${key}: []`, want: 'at least one value', fix: 'an empty list never matches' });
      }
    }
  }
}

function assertOperator(where: string, operator: string): void {
  if (NONE_OF.test(operator)) return;
  if (operator.startsWith('ForAllValues:')) {
    throw new WebIdentityError({
      code: 'condition-vacuous',
      where,
      got: operator,
      want: `ForAnyValue:${operator.slice('ForAllValues:'.length)}`,
      fix: 'ForAllValues is true where the key is absent',
    });
  }
  if (operator.endsWith('IfExists')) {
    throw new WebIdentityError({
      code: 'condition-if-exists', where, got: operator, want: operator.slice(0, -'IfExists'.length), fix: 'with IfExists a token without the claim passes',
    });
  }
  if (!OPERATOR.test(operator)) {
    throw new WebIdentityError({ code: 'condition-operator', where, got: operator, want: 'a condition operator of IAM, for example StringEquals' });
  }
}

function assertKey(where: string, operator: string, key: string, { prefix, names, audience }: TokenKeys): void {
  const refuse = (code: ErrorCode, want: string, fix?: string): never => {
    throw new WebIdentityError({ code, where, got: `${operator} ${key}`, want, fix });
  };
  const name = key.toLowerCase();
  const own = `${prefix.toLowerCase()}:`;
  const known = (list: readonly string[]) => list.some((item) => own + item.toLowerCase() === name);

  if (Token.isUnresolved(key)) refuse('literal-wanted', 'a literal condition key');
  if (known(audience)) {
    refuse('condition-audience', 'a key that does not pin the audience', 'the audience is pinned by the provider\'s own options, exactly and always');
  }
  if (known(['amr']) && !operator.startsWith('ForAnyValue:') && !NONE_OF.test(operator) && operator !== 'Null') {
    refuse('condition-set-operator', `ForAnyValue:${operator}`, 'amr holds several values');
  }
  if (known(names) || STS_KEYS.includes(name)) return;
  if (/^aws:[a-z]/.test(name) && !ABSENT_GLOBAL_KEYS.test(name)) return;
  refuse('condition-key', `one of ${names.map((item) => `${prefix}:${item}`).join(', ')}, an sts: or an aws: key that is there when a token is traded`,
    'STS fills no other key for this provider, so the condition would never match');
}
