/** The audience of every test's tokens. */
export const CLIENT_ID = 'integ';

/** Stands for the issuers' origin where they are not deployed: in snapshots, and in the local cloud. */
export const PLACEHOLDER_ISSUER = 'https://issuer.integ.example.com';

/** Export of the issuers' stack: ARN of the secret that has tokens signed. */
export const SECRET_EXPORT = 'WebIdentityIntegIssuerSecret';
