/** A provider that many customers of its owner share: only a claim tells them apart. */
export interface SharedIssuer {
  /** Condition keys of which a trust policy must have one. */
  readonly keys: readonly string[];
  /** How IAM names the principal in what it answers. */
  readonly name: string;
  /** Whether a value tells nobody apart. */
  readonly isOpen: (value: string) => boolean;
}

/**
 * Issuers without `https://` and the claim that a trust policy must look at: IAM User Guide,
 * "Identity-provider controls for shared OIDC providers".
 */
const CLAIMS: ReadonlyMap<string, string> = new Map([
  ['agent.buildkite.com', 'sub'],
  ['oidc.codefresh.io', 'sub'],
  ['studio.datachain.ai/api', 'sub'],
  ['oidc-configuration.audit-log.githubusercontent.com', 'sub'],
  ['vstoken.actions.githubusercontent.com', 'sub'],
  ['gitlab.com', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg', 'sub'],
  ['rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26', 'sub'],
  ['oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb', 'sub'],
  ['oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu', 'sub'],
  ['api.pulumi.com/oidc', 'aud'],
  ['sandboxes.cloud', 'aud'],
  ['scalr.io', 'sub'],
  ['tokens.cloud.shisho.dev', 'sub'],
  ['app.terraform.io', 'sub'],
  ['proidc.upbound.io', 'sub'],
  ['oidc.vercel.com', 'aud'],
]);

/** The one whose key is not of its own: the same page, Azure Sentinel. */
const SENTINEL = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d';
/** Recorded of AWS: every issuer that begins so. */
const GITHUB = 'token.actions.githubusercontent.com';

/** What IAM demands of a statement that trusts the principal: the ARN of an OIDC provider. */
export function sharedIssuer(principal: string): SharedIssuer | undefined {
  const issuer = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/s.exec(principal)?.[1];
  if (issuer === undefined) return undefined;
  if (issuer.startsWith(GITHUB)) return { keys: [`${issuer}:sub`, `${issuer}:job_workflow_ref`], name: principal, isOpen: isOpenOfGitHub };
  if (issuer === SENTINEL) return { keys: ['sts:RoleSessionName'], name: issuer, isOpen: isEverybody };
  const claim = CLAIMS.get(issuer);
  return claim === undefined ? undefined : { keys: [`${issuer}:${claim}`], name: issuer, isOpen: isEverybody };
}

/** An identity pool's id is the audience of its tokens, and every pool has the same issuer. */
export function cognitoAsShared(host: string): SharedIssuer {
  return { keys: [`${host}:aud`], name: host, isOpen: isEverybody };
}

/** Recorded of AWS: exactly `*`, also beside other values; `**` and `?*` are taken. */
function isEverybody(value: string): boolean {
  return value === '*';
}

/** Recorded of AWS: GitHub's values must neither be blank nor begin with `*`. */
function isOpenOfGitHub(value: string): boolean {
  return value.trim() === '' || value.startsWith('*');
}
