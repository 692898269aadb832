/** An answer that AWS itself would give: its wire code, its message, its HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string, message: string, readonly status = 400,
    /** Of the decision behind it, where policies were asked: told beside AWS's answer. */
    readonly decisionId?: string,
  ) {
    super(message);
    this.name = code;
  }
}
