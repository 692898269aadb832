import { applicationIdKeys } from './application-ids';
import type { SharedIssuer } from './shared-issuers';
import { cognitoAsShared, sharedIssuer } from './shared-issuers';
import type { Statement } from '../../../iam';
import { isCognitoIssuer } from '../../../identity/built-in-providers';

/** IAM API Reference and IAM User Guide, "Creating roles": what STS asks a trust policy. Recorded of AWS: the case counts, and wildcards are refused. */
const ACTIONS: ReadonlySet<string> = new Set([
  'sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity', 'sts:SetContext',
]);
const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity';

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const PROVIDER_ARN = /^arn:[a-z-]+:iam::\d{12}:(?:oidc|saml)-provider\/\S+$/;

/** What IAM answers to a statement of a trust policy; `undefined` when it takes it. */
export function trustStatementRefusal(statement: Statement): string | undefined {
  if (statement.resourceElement !== undefined) return `Has prohibited field ${statement.resourceElement}`;
  if (statement.notAction || !statement.actionNames.every(name => ACTIONS.has(name))) return 'AssumeRole policy may only specify STS AssumeRole actions.';
  return principalRefusal(statement) ?? conditionRefusal(statement);
}

function principalRefusal({ principals }: Statement): string | undefined {
  if (principals === undefined || (!principals.everyone && principals.byType.size === 0)) return 'Missing required field Principal';
  for (const [type, names] of principals.byType) {
    for (const name of names) {
      if (name === '') return `Invalid principal in policy: "${type.toUpperCase()}":""`;
      if (type === 'Federated' && !HOST.test(name) && !PROVIDER_ARN.test(name)) return 'Federated principals must be valid domain names or SAML metadata ARNs';
    }
  }
  return undefined;
}

function conditionRefusal(statement: Statement): string | undefined {
  if (statement.effect === 'Deny' || !statement.actionNames.includes(WEB_IDENTITY)) return undefined;
  for (const principal of statement.principals?.byType.get('Federated') ?? []) {
    const refusal = refusalOfProvider(statement, principal);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfProvider(statement: Statement, principal: string): string | undefined {
  const keys = applicationIdKeys(principal);
  if (keys !== undefined) {
    return namesApplication(statement, keys) ? undefined : `Policy trusting ${principal} requires a StringEquals condition on an application id`;
  }
  const isCognito = isCognitoIssuer(`https://${principal}`);
  if (isCognito && statement.conditions.length === 0) return 'A condition block must be present for the Cognito provider';
  const issuer = isCognito ? cognitoAsShared(principal) : sharedIssuer(principal);
  if (issuer === undefined || tellsTenantsApart(statement, issuer)) return undefined;
  return `Trust policy with trusted principal ${issuer.name} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, `
    + `${issuer.keys.join(' or ')} which is not scoped to all.`;
}

function namesApplication({ conditions }: Statement, keys: readonly string[]): boolean {
  return conditions.some(({ operator, key }) => /^(?:ForAllValues:|ForAnyValue:)?StringEquals(?:IgnoreCase)?$/.test(operator) && keys.includes(key));
}

/** Recorded of AWS: one operator is enough that has a key, in whatever case, and no open value under any. */
function tellsTenantsApart({ conditions }: Statement, { keys, isOpen }: SharedIssuer): boolean {
  const wanted = new Set(keys.map(key => key.toLowerCase()));
  const ofTenants = conditions.filter(({ operator, lookup }) =>
    /^(?:ForAllValues:|ForAnyValue:)?String(?:Equals|Like|EqualsIgnoreCase)$/.test(operator) && wanted.has(lookup));
  const open = new Set(ofTenants.filter(({ values }) => values.some(isOpen)).map(({ operator }) => operator));
  return ofTenants.some(({ operator }) => !open.has(operator));
}
