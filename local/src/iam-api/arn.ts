/** What IAM's ARNs end with: `…:role/app/players` is of the path `/app/` and the name `players`. */
export function pathOf(arn: string): string {
  return arn.slice(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
}

export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
