import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ErrorCode } from './error-codes';
import { WebIdentityError } from './errors';
import { assertDistinct, assertTexts, fitsPolicy } from './text';

/** Quotas of an IAM OIDC provider. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_AUDIENCES = 100;
const MAX_AUDIENCE_LENGTH = 255;

/**
 * Checks app ids, client ids or audiences. They are what keeps another app's tokens out, so an
 * empty list, an empty text and a wildcard are refused. Values known only at deployment pass:
 * they are compared with StringEquals, where a wildcard is plain text.
 */
export function assertAudiences(where: string, audiences: readonly string[]): void {
  const refuse = (code: ErrorCode, got: unknown, want: string, fix?: string): never => {
    throw new WebIdentityError({ code, where, got, want, fix });
  };

  assertTexts(where, audiences);
  if (Token.isUnresolved(audiences)) {
    refuse('literal-wanted', 'a list known only at deployment', 'a list whose length is known', 'pass an array; its elements may be tokens');
  }
  if (audiences.length === 0) {
    refuse('audience-empty', audiences, 'at least one', 'name the ids your app has at the provider: without one, any app\'s users could assume the role');
  }
  if (audiences.length > MAX_AUDIENCES) refuse('audience-too-many', audiences.length, `at most ${MAX_AUDIENCES}`);
  for (const audience of audiences) {
    if (Token.isUnresolved(audience)) continue;
    if (audience === '') refuse('audience-blank', audience, 'a non-empty id');
    if (/[*?]/.test(audience)) refuse('audience-wildcard', audience, 'an exact id, no wildcard', 'list every id of your app');
    if (audience.length > MAX_AUDIENCE_LENGTH) refuse('audience-too-long', audience, `at most ${MAX_AUDIENCE_LENGTH} characters`);
    if (audience.includes('${') || /\s/.test(audience) || !fitsPolicy(audience)) {
      refuse('audience-characters', audience, 'an id without spaces, policy variables or characters outside Latin-1');
    }
  }
  assertDistinct(where, audiences);
}

/** Refuses audiences that turn out to be policy variables once tokens are text: IAM would put a value of the caller's in their place. */
export function assertNoVariables(where: string, audiences: readonly string[], scope: IConstruct): void {
  const wrong = audiences.find((audience) => textOf(Stack.of(scope).resolve(audience)).includes('${'));
  if (wrong !== undefined) {
    throw new WebIdentityError({ code: 'audience-variable', where, got: textOf(Stack.of(scope).resolve(wrong)), want: 'an id, no policy variable', fix: 'name the ids your app has at the provider' });
  }
}

/** What of a rendered value is written in the template. */
function textOf(rendered: any): string {
  if (typeof rendered === 'string') return rendered;
  return [rendered?.['Fn::Join']?.[1] ?? []].flat().filter((part) => typeof part === 'string').join('');
}
