export interface DeployTarget {
  readonly endpoint: string;
  readonly region: string;
  readonly administrator: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface CdkResult {
  readonly status: number | null;
  readonly output: string;
}

export function cdk(cloud: DeployTarget, cwd: string, args: readonly string[], onOutput?: (text: string) => void): Promise<CdkResult>;
