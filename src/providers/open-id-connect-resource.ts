import { Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnOIDCProvider } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { otherDefinitions } from './issuer-definitions';
import { describe, WebIdentityError } from '../checks/errors';
import { issuerName } from '../checks/issuer';
import type { NewOpenIdConnectOptions } from '../provider-options';

/** AWS takes at most this many. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_THUMBPRINTS = 5;

/**
 * The `AWS::IAM::OIDCProvider` of one issuer, once per top-level stack: an account holds one per
 * issuer, whoever uses it. It is retained, since deleting it locks out every role that trusts it.
 */
export class OpenIdConnectResource extends Construct {
  /** Finds or defines the issuer's provider in the top-level stack around `scope`, and adds the client ids. */
  static bind(scope: IConstruct, options: NewOpenIdConnectOptions): OpenIdConnectResource {
    const stack = topLevelStack(scope);
    const id = `OidcProvider-${issuerName(options.issuer)}`;
    const existing = stack.node.tryFindChild(id) as OpenIdConnectResource | undefined;
    // A construct id holds no slash: CDK writes two dashes.
    if (existing !== undefined && existing.options.issuer !== options.issuer) {
      throw new WebIdentityError({
        code: 'issuer-ids-equal',
        where: 'WebIdentityProvider.openIdConnect: issuer',
        got: options.issuer,
        want: `an issuer whose construct id differs from that of ${existing.options.issuer}`,
        fix: 'define one of the two in another stack, and use WebIdentityProvider.fromOpenIdConnectIssuer(...) here',
      });
    }
    const resource = existing ?? new OpenIdConnectResource(stack, id, options);
    resource.merge(options);
    return resource;
  }

  readonly arn: string;
  private readonly clientIds = new Set<string>();

  private constructor(scope: Construct, id: string, private readonly options: NewOpenIdConnectOptions) {
    super(scope, id);
    assertThumbprints(options.thumbprints ?? []);

    const resource = new CfnOIDCProvider(this, 'Resource', {
      url: options.issuer,
      clientIdList: Lazy.list({ produce: () => [...this.clientIds] }),
      thumbprintList: options.thumbprints,
    });
    resource.applyRemovalPolicy(options.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.arn = resource.attrArn;

    this.node.addValidation({
      validate: () => otherDefinitions(resource, options.issuer).map((path) => describe({
        code: 'issuer-defined-twice',
        where: this.node.path,
        got: `${options.issuer}, which ${path} defines too`,
        want: 'one AWS::IAM::OIDCProvider per issuer and account',
        fix: 'define it in one stack and use WebIdentityProvider.fromOpenIdConnectProvider(...) or .fromOpenIdConnectIssuer(...) in the others',
      })),
    });
  }

  private merge(options: NewOpenIdConnectOptions): void {
    for (const option of ['thumbprints', 'removalPolicy'] as const) {
      if (JSON.stringify(options[option]) !== JSON.stringify(this.options[option])) {
        throw new WebIdentityError({
          code: 'issuer-options-differ',
          where: `WebIdentityProvider.openIdConnect: ${option}`,
          got: options[option],
          want: `what ${this.node.path} was defined with (${JSON.stringify(this.options[option])})`,
          fix: `give ${this.options.issuer} the same ${option} everywhere: a stack defines it once`,
        });
      }
    }
    options.clientIds.forEach((clientId) => this.clientIds.add(clientId));
  }
}

function topLevelStack(scope: IConstruct): Stack {
  let stack = Stack.of(scope);
  while (stack.nestedStackParent !== undefined) stack = stack.nestedStackParent;
  return stack;
}

function assertThumbprints(thumbprints: string[]): void {
  const wrong = thumbprints.find((thumbprint) => !/^[0-9a-fA-F]{40}$/.test(thumbprint));
  if (wrong !== undefined || thumbprints.length > MAX_THUMBPRINTS) {
    throw new WebIdentityError({
      code: 'thumbprints',
      where: 'WebIdentityProvider.openIdConnect: thumbprints',
      got: wrong ?? thumbprints.length,
      want: `at most ${MAX_THUMBPRINTS} SHA-1 thumbprints of 40 hexadecimal digits`,
      fix: 'leave them out: IAM fetches them',
    });
  }
}
