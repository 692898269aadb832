/** An IAM role of the account, as far as STS is concerned. */
export interface Role {
  readonly arn: string;
  /** Without the path. */
  readonly name: string;
  /** `AROA…` */
  readonly roleId: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  /** The trust policy, a parsed JSON document. */
  readonly trustPolicy: unknown;
  /** The role's own tags: its sessions are tagged with them unless a session tag says otherwise. */
  readonly tags?: ReadonlyMap<string, string>;
}
