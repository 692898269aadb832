import * as iam from 'aws-cdk-lib/aws-iam';
import { tagSessionConditions } from '../access/trust';
import type { Conditions, ProviderDefinition } from '../providers/definition';

/** Whom the trust policy of one provider's role lets in. Providers that tag sessions get a statement of its own for that. */
export class TrustedPrincipal extends iam.WebIdentityPrincipal {
  constructor(private readonly provider: ProviderDefinition, federated: string, private readonly trust: Conditions) {
    super(federated, trust);
  }

  override addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    super.addToAssumeRolePolicy(document);
    const { sessionTags } = this.provider;
    if (sessionTags === undefined) return;
    document.addStatements(new iam.PolicyStatement({
      actions: ['sts:TagSession'],
      principals: [new iam.FederatedPrincipal(this.federated, tagSessionConditions(this.trust, sessionTags))],
    }));
  }
}
