import { Token } from 'aws-cdk-lib';
import { WebIdentityError } from './errors';

/** Refuses what is no list of texts, for example `[process.env.APP_ID!]` where the variable is not set. */
export function assertTexts(where: string, values: unknown): void {
  if (Token.isUnresolved(values)) return;
  const wrong = Array.isArray(values) ? values.find((value) => typeof value !== 'string') : values;
  if (Array.isArray(values) && values.every((value) => typeof value === 'string')) return;
  throw new WebIdentityError({
    code: 'text-wanted',
    where,
    got: wrong,
    want: Array.isArray(values) ? 'a text' : 'a list of texts',
    fix: 'an environment variable that is not set is undefined; a single value needs brackets, too',
  });
}

/** Refuses CDK tokens where the text itself is needed: a token is a placeholder, not the value. */
export function assertLiteral(where: string, values: readonly string[], why: string): void {
  assertTexts(where, values);
  if (Token.isUnresolved(values) || values.some((value) => Token.isUnresolved(value))) {
    throw new WebIdentityError({
      code: 'literal-wanted',
      where,
      got: 'a value known only at deployment',
      want: `literal text, ${why}`,
      fix: 'write the text itself, or read it from context or a file before synthesis',
    });
  }
}

/** Refuses lists that name a thing twice: one of the two is a typing error. */
export function assertDistinct(where: string, values: readonly string[]): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) {
    throw new WebIdentityError({
      code: 'duplicate', where, got: twice, want: 'each value once', fix: `remove the second ${JSON.stringify(twice)}`,
    });
  }
}

/**
 * Characters that IAM accepts in a policy.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function fitsPolicy(text: string): boolean {
  return /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(text);
}
