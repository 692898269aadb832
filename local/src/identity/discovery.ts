/** What IAM wants to find under `/.well-known/openid-configuration` (IAM User Guide, "Create an OIDC identity provider"). */
export function discoveryDocument(issuer: string, jwksUri: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    jwks_uri: jwksUri,
    claims_supported: ['iss', 'sub', 'aud', 'azp', 'iat', 'exp', 'nbf', 'amr', 'email'],
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256', 'RS256'],
  };
}
