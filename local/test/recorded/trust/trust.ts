import type { Told, TrustStatement } from './facts';
import { facts } from './facts';
import { resolveAccount } from '../../../src/assembly';
import { deployTrust } from '../../assembly/trust-deployment';
import type { Area, Fact } from '../area';

/** The answers of IAM in full, as recorded, all with the code MalformedPolicyDocument. GitHub's principal is named by its ARN, the others by their issuer. */
function answer(told: Told, principal: string): string {
  const issuer = issuerOf(principal);
  const isGitHub = issuer.startsWith('token.actions.githubusercontent.com');
  const keys = isGitHub ? `${issuer}:sub or ${issuer}:job_workflow_ref` : `${issuer}:${principal === 'cognito-identity.amazonaws.com' ? 'aud' : 'sub'}`;
  const answers: Readonly<Record<Told, string>> = {
    taken: 'taken',
    actions: 'AssumeRole policy may only specify STS AssumeRole actions.',
    cognito: 'A condition block must be present for the Cognito provider',
    tenant: `Trust policy with trusted principal ${isGitHub ? principal : issuer} must evaluate, `
      + `using StringEquals, StringLike or StringEqualsIgnoreCase, ${keys} which is not scoped to all.`,
    application: `Policy trusting ${issuer} requires a StringEquals condition on an application id`,
  };
  return answers[told];
}

function issuerOf(principal: string): string {
  return principal.replace(/^arn:.*:oidc-provider\//, '');
}

function statementOf({ effect, action = 'sts:AssumeRoleWithWebIdentity', condition }: TrustStatement, principal: string): object {
  const Condition = condition && Object.fromEntries(Object.entries(condition).map(([operator, keys]) => [
    operator, Object.fromEntries(Object.entries(keys).map(([key, value]) => [key.startsWith(':') ? issuerOf(principal) + key : key, value])),
  ]));
  return { Effect: effect ?? 'Allow', Principal: { Federated: principal }, Action: action, ...Condition && { Condition } };
}

export const trust: Area = {
  name: 'trust',
  facts: facts.flatMap(([source, principals]) => Object.entries(principals).flatMap(([principal, rows]) =>
    rows.map(([told, ...statements], index): Fact => ({
      id: `${principal} ${index + 1}: ${JSON.stringify(statements)}${source.slice(source.lastIndexOf('/'))}`,
      source,
      aws: answer(told, principal),
      // IAM does not say which statement it is.
      ours: () => deployTrust(resolveAccount, statements.map(statement => statementOf(statement, principal))).replace(/ \(statement \d\)$/, ''),
    })))),
};
