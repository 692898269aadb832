import * as iam from 'aws-cdk-lib/aws-iam';
import { tagSessionConditions } from '../access/trust';
import type { Conditions, ProviderDefinition } from '../providers/definition';

/** Lets in the session tags of a provider that gives any, in a statement of its own behind the one that lets its users in. */
export function trustSessionTags(role: iam.Role, federated: string, trust: Conditions, { sessionTags }: ProviderDefinition): void {
  if (sessionTags === undefined) return;
  role.assumeRolePolicy!.addStatements(new iam.PolicyStatement({
    actions: ['sts:TagSession'],
    principals: [new iam.FederatedPrincipal(federated, tagSessionConditions(trust, sessionTags))],
  }));
}
