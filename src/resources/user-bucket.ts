import { Stack } from 'aws-cdk-lib';
import { CfnBucket, type IBucketRef } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { declared } from './declared';
import { keyArn } from './key-arn';
import type { Allow } from '../access/allow';
import { bucketKeyStatement } from '../access/customer-key';
import type { Folder } from '../access/own-objects';

/** A bucket as grants see it: its folders, and the key that encrypts it. */
export class UserBucket {
  /** What the app defines, if it does. */
  readonly resource?: CfnBucket;

  constructor(readonly bucket: IBucketRef) {
    this.resource = [bucket as IConstruct, bucket.node.defaultChild].find((node): node is CfnBucket => CfnBucket.isCfnBucket(node));
  }

  folder(prefix: string): Folder {
    return { bucketArn: this.bucket.bucketRef.bucketArn, account: this.bucket.env.account, prefix };
  }

  /** Users of a bucket that a customer's key encrypts need the key, too: S3 asks KMS on their behalf. */
  customerKeyStatements({ bucketArn, prefix }: Folder, writes: boolean): Allow[] {
    const encryption = this.encryption();
    if (encryption === undefined) return [];
    const { region } = this.bucket.env;
    const context = encryption.bucketKey ? [bucketArn] : [`${bucketArn}/${prefix}*`];
    return [bucketKeyStatement(encryption.keyArn, region, context, writes)];
  }

  where(option: string): string {
    return `${this.bucket.node.path}: ${option}`;
  }

  /** The key that encrypts the bucket by default, where the app defines the bucket or its import names the key. */
  private encryption(): { keyArn: string; bucketKey: boolean } | undefined {
    if (this.resource === undefined) {
      const key = (this.bucket as { encryptionKey?: { keyArn: string } }).encryptionKey;
      return key && { keyArn: key.keyArn, bucketKey: false };
    }
    const said = declared(this.resource, this.resource.bucketEncryption)?.serverSideEncryptionConfiguration?.[0];
    const key = said?.serverSideEncryptionByDefault?.kmsMasterKeyId;
    return key === undefined ? undefined : { keyArn: keyArn(Stack.of(this.resource), key), bucketKey: said.bucketKeyEnabled === true };
  }
}
