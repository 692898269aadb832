import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import { mayShareAccount } from '../resources/same-account';

/** The Lambda-backed resource of CDK's older `iam.OpenIdConnectProvider`. */
const CUSTOM_RESOURCE_TYPE = 'Custom::AWSCDKOpenIdConnectProvider';

/**
 * Paths of the app's other resources that define a provider for `issuer` in the same account.
 * CloudFormation would fail on the second one, and an older one, when it goes, deletes the live one.
 */
export function otherDefinitions(own: CfnOIDCProvider, issuer: string): string[] {
  return own.node.root.node.findAll()
    .filter((node): node is CfnResource => node !== own && CfnResource.isCfnResource(node))
    .filter((resource) => urlOf(resource) === issuer && mayShareAccount(own, resource))
    .map((resource) => resource.node.path);
}

function urlOf(resource: CfnResource): string | undefined {
  if (CfnOIDCProvider.isCfnOIDCProvider(resource)) return resource.url;
  if (resource.cfnResourceType !== CUSTOM_RESOURCE_TYPE) return undefined;
  // A custom resource's properties are readable in its rendered form only.
  const template = Stack.of(resource).resolve((resource as any)._toCloudFormation());
  return Object.values<any>(template.Resources)[0].Properties.Url;
}
