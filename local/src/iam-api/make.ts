import { AssemblyError } from '../assembly';
import { AwsError } from '../aws-error';
import { NotMade, type ByHand, type Stacks } from '../cloudformation';

/** Makes a resource that belongs to no stack. `existing` is the message where there is one already. */
export async function make(resource: ByHand, existing: string, { stacks }: { readonly stacks: Stacks }): Promise<void> {
  try {
    await stacks.inTurn(() => stacks.make(resource));
  } catch (error) {
    throw error instanceof NotMade ? new AwsError('EntityAlreadyExists', existing, 409) : asIamError(error);
  }
}

/** What a template would be told. Where IAM's own code stands in it, that is the code. */
export function asIamError(error: unknown): unknown {
  if (!(error instanceof AssemblyError)) return error;
  const [, code, message] = /: (MalformedPolicyDocument|InvalidInput): (.*)$/.exec(error.message) ?? [];
  return code === undefined ? new AwsError('ValidationError', error.message) : new AwsError(code, message);
}
