import { assume } from './people';
import type { Setting } from './setting';
import { allowed, refused, type Step } from './step';
import type { Claims } from '../issuer/sign-token';
import { CLIENT_ID } from '../names';

/** Ten minutes, in seconds: more than the five that STS lets clocks differ. */
const LONG_AGO = 600;

/** Who gets credentials from the stack's issuer, and who does not. */
export function signIns(setting: Setting): Step[] {
  const { roleArn } = setting.config.providers[setting.issuer];
  const withToken = (token: () => Promise<string>) => async () => assume(setting, roleArn, await token());
  const withClaims = (claims: Claims) => withToken(() => setting.sign({ sub: 'alice', aud: CLIENT_ID, ...claims }));
  const expired = () => ({ exp: Math.floor(Date.now() / 1000) - LONG_AGO });
  const alice = { name: 'alice' };
  const mallory = { name: 'mallory' };

  return [
    allowed(alice, 'sign in', withClaims({})),
    refused(mallory, 'sign in with a token of another app', 'InvalidIdentityTokenException', withClaims({ aud: 'another-app' })),
    refused({ name: 'an API' }, 'sign in with a token that the app got for that API', 'AccessDenied', withClaims({ azp: CLIENT_ID, aud: 'https://api.example.com' }),
      'oaud holds the token\'s own aud in the trust policies of OIDC providers'),
    refused(alice, 'sign in with a token that has ended', 'ExpiredTokenException', async () => withClaims(expired())()),
    refused(mallory, 'sign in with alice\'s token, the subject changed', 'InvalidIdentityTokenException',
      withToken(async () => withSubject(await setting.sign({ sub: 'alice', aud: CLIENT_ID }), 'bob'))),
    refused(mallory, 'sign in with an empty user id', 'AccessDenied', withClaims({ sub: '' }), 'StringLike ?* refuses an empty sub'),
    ...['alice#1', 'alice/1', '*', 'a?', '${aws:userid}'].map((sub) => refused(mallory, `sign in with the user id ${sub}`, 'AccessDenied', withClaims({ sub }),
      'patterns of a trust policy bar separators, wildcards and variables in user ids')),
  ];
}

/** What a forger does to a signed token. */
function withSubject(token: string, sub: string): string {
  const [header, claims, signature] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}
