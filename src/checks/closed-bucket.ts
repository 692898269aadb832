import { Token } from 'aws-cdk-lib';
import type { BucketProps } from 'aws-cdk-lib/aws-s3';
import { BucketAccessControl, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { WebIdentityError } from './errors';

/** Refuses options that would let anybody else in, or objects be somebody else's. */
export function assertClosed(path: string, props: BucketProps): void {
  const refuse = (option: keyof BucketProps, got: unknown, why: string): never => {
    throw new WebIdentityError({ code: 'bucket-open', where: `${path}: ${option}`, got, want: 'a bucket that users alone reach', fix: `leave it out: ${why}` });
  };

  if (props.publicReadAccess) refuse('publicReadAccess', true, 'users\' files would be public');
  if (props.encryption === BucketEncryption.UNENCRYPTED) refuse('encryption', props.encryption, 'objects are encrypted');
  if (props.enforceSSL === false) refuse('enforceSSL', false, 'the bucket takes TLS only');
  if (props.blockPublicAccess !== undefined && !blocksAll(props.blockPublicAccess)) {
    refuse('blockPublicAccess', props.blockPublicAccess, 'all public access is blocked');
  }
  if (props.accessControl !== undefined && props.accessControl !== BucketAccessControl.PRIVATE) {
    refuse('accessControl', props.accessControl, 'ACLs are off');
  }
  if (props.objectOwnership !== undefined && props.objectOwnership !== ObjectOwnership.BUCKET_OWNER_ENFORCED) {
    refuse('objectOwnership', props.objectOwnership, 'the bucket owns all objects, ACLs are off');
  }
  for (const option of ['websiteIndexDocument', 'websiteErrorDocument', 'websiteRedirect', 'websiteRoutingRules'] as const) {
    if (props[option] !== undefined) refuse(option, props[option], 'a website endpoint knows neither users nor TLS');
  }
  for (const rule of props.cors ?? []) assertOrigins(`${path}: cors`, rule.allowedOrigins);
}

function blocksAll(block: NonNullable<BucketProps['blockPublicAccess']>): boolean {
  // Undefined stands for "block" in some versions of CDK and for "open" in others.
  return [block.blockPublicAcls, block.blockPublicPolicy, block.ignorePublicAcls, block.restrictPublicBuckets].every((setting) => setting === true);
}

/** Checks web origins: a wildcard would let any page use a user's credentials that it got hold of. */
export function assertOrigins(where: string, origins: readonly string[]): void {
  const wrong = origins.find((origin) => !Token.isUnresolved(origin) && !/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/.test(origin));
  if (wrong !== undefined) {
    throw new WebIdentityError({
      code: 'origin', where, got: wrong, want: 'scheme, host and port of a page, without path or wildcard', fix: 'for example https://game.example.com',
    });
  }
}
