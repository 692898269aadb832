/** A policy document that IAM would refuse to store (`MalformedPolicyDocument`). The message says where. */
export class MalformedPolicyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedPolicyError';
  }
}
