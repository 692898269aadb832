/** Park and Miller's generator: the same in every run. */
export function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => (state = state * 48_271 % 2_147_483_647) % limit;
}

export type Random = ReturnType<typeof generator>;

const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)];

const CLAIMS = [
  'iss', 'sub', 'aud', 'azp', 'exp', 'iat', 'nbf', 'amr', 'email', '__proto__', 'constructor', 'https://aws.amazon.com/tags', 'https://aws.amazon.com/roles',
  'https://aws.amazon.com/source_identity', 'https://aws.amazon.com/tags/principal_tags/A', 'https://aws.amazon.com/tags/transitive_tag_keys',
];

const deep = (depth: number): unknown => (depth === 0 ? 0 : [deep(depth - 1)]);
const VALUES: readonly unknown[] = [
  undefined, null, true, 0, -1, 1.5, 1e308, 9_007_199_254_740_993, '', 'app', 'x'.repeat(5000), '\0', '\ud800', '\u202e', '${*}', '*', '${www.amazon.com:user_id}', '1790000000',
  'NaN', [], [[]], ['app', 'app'], [null], {}, { toString: 1 }, { length: 1 }, { __proto__: { a: 1 } }, deep(500),
  { principal_tags: null }, { principal_tags: [] }, { principal_tags: { A: ['b'] }, transitive_tag_keys: {} }, { principal_tags: { __proto__: ['x'], A: 'b' } },
];

/** Claims that no issuer would sign; `undefined` takes one away. */
export function generatedClaims(random: Random): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: 1 + random(3) }, () => [pick(random, CLAIMS), pick(random, VALUES)]));
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const HEADERS = [
  '{"alg":"none"}', '{"alg":"HS256","kid":"a"}', '{"alg":"ES256"}', '{"alg":"RS256","kid":"../../etc/passwd"}', '{"alg":"ES256","kid":{"a":1}}', '{"alg":["ES256"]}', '{"alg":null}',
  '{"alg":"ES256","jwk":{"kty":"EC"},"jku":"http://127.0.0.1:1/","x5u":"file:///etc/passwd"}', '{"alg":"ES256","crit":["b64"],"b64":false}', '{', '[]', 'null', '"ES256"', '{"__proto__":{"alg":"none"}}',
  `{"alg":"ES256","kid":"${'k'.repeat(3000)}"}`, '\u00ff\u00fe', '['.repeat(2000),
];

/** A text in place of a token: a true one changed, or one that never was. Never changed in the last character, whose low bits mean nothing. */
export function generatedToken(random: Random, valid: string): string {
  const token = spoiled(random, valid);
  return token === valid ? `${token}.` : token;
}

function spoiled(random: Random, valid: string): string {
  const at = random(valid.length - 1);
  const [header, claims, signature] = valid.split('.');
  switch (random(8)) {
    case 0: return valid.slice(0, at) + pick(random, ['', '.', '=', ' ', '\n', 'é', '\0', '%', '+']) + valid.slice(at + 1);
    case 1: return valid.slice(0, at);
    case 2: return `${base64url(pick(random, HEADERS))}.${claims}.${signature}`;
    case 3: return `${header}.${base64url(pick(random, HEADERS))}.${signature}`;
    case 4: return `${header}.${claims}.${pick(random, ['', 'AA', signature.slice(1), 'A'.repeat(86), 'A'.repeat(10_000)])}`;
    case 5: return Array.from({ length: random(6) }, () => pick(random, [header, claims, signature, ''])).join('.');
    case 6: return pick(random, ['Atza|', 'EAA', 'Bearer ', 'eyJ', '..', '....', '-', '{}']) + 'x'.repeat(random(3) * 7000);
    default: return Array.from({ length: random(300) }, () => String.fromCharCode(random(random(2) === 0 ? 128 : 65_536))).join('');
  }
}

const NAMES = [
  'Action', 'Version', 'RoleArn', 'RoleSessionName', 'WebIdentityToken', 'ProviderId', 'DurationSeconds', 'Policy', 'PolicyArns.member.1.arn', 'PolicyArns.member.0.arn',
  'PolicyArns.member.99999999999.arn', 'PolicyArns.member.1', 'Tags.member.1.Key', 'ExternalId', '__proto__', 'constructor', '', 'MinimumSessionTokenSize', 'X-Amz-Signature',
];
const TEXTS = [
  '', '0', '-1', '1e9', '900.5', 'NaN', 'a', 'x'.repeat(3000), '\0', '\r\n', '<a>', ']]>', 'é', '\u{1f600}', 'arn:aws:iam::111122223333:role/', 'arn:aws:iam::111122223333:role/app/Players/../x',
  'arn:aws:sts::1:assumed-role/a/b', '{}', '[', '{"Statement":[]}', '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"${"}}', 'AssumeRole', 'GetCallerIdentity',
  'AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML', 'GetFederationToken', '__proto__', 'www.amazon.com', 'graph.facebook.com', '2011-06-15', '${*}',
];

/** A form with one to three parameters spoiled: changed, taken away, given twice, added. */
export function generatedForm(random: Random, valid: Readonly<Record<string, string>>): string {
  const form = Object.entries(valid);
  for (let i = 0; i <= random(3); i += 1) {
    const at = random(form.length);
    switch (random(4)) {
      case 0: form[at] = [form[at][0], pick(random, TEXTS)]; break;
      case 1: form.splice(at, 1); break;
      case 2: form.push(form[at]); break;
      default: form.push([pick(random, NAMES), pick(random, TEXTS)]);
    }
    if (form.length === 0) form.push(['Action', '']);
  }
  const text = new URLSearchParams(form).toString();
  return random(10) === 0 ? text.replaceAll('=', pick(random, ['%', '==', '&', '%ff', '\0'])) : text;
}

const MEMBERS = ['IdentityPoolId', 'IdentityId', 'Logins', 'AccountId', 'CustomRoleArn', 'role', 'token', 'providerId', 'sessionName', 'provider', 'app', 'user', 'claims', 'expiresIn', '__proto__'];

/** A JSON body that is not what was asked for. */
export function generatedJson(random: Random): string {
  const values = [...VALUES, 'us-east-1:00000000-0000-0000-0000-000000000000', { 'graph.facebook.com': 'EAA' }, { __proto__: 'x' }, 'google', 'https://a', 'cognito'];
  const body = JSON.stringify(Object.fromEntries(Array.from({ length: random(5) }, () => [pick(random, MEMBERS), pick(random, values)])));
  return random(6) === 0 ? body.slice(0, random(body.length + 1)) : body;
}
