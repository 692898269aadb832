import { AssemblyError, type JsonObject } from '../assembly';
import { AwsError } from '../aws-error';
import { NotMade, type ByHand, type RetainedResource, type Stacks } from '../cloudformation';

/** Makes a resource that belongs to no stack. `existing` is the message where there is one already. */
export async function make(resource: ByHand, existing: string, { stacks }: { readonly stacks: Stacks }): Promise<void> {
  try {
    await stacks.inTurn(() => stacks.make(resource));
  } catch (error) {
    throw error instanceof NotMade ? new AwsError('EntityAlreadyExists', existing, 409) : asIamError(error);
  }
}

/** Puts other properties, or nothing, in the place of a resource that belongs to no stack. */
export async function change(found: RetainedResource, properties: JsonObject | undefined, { stacks }: { readonly stacks: Stacks }): Promise<void> {
  await stacks.inTurn(() => stacks.change(found, properties)).catch((error: unknown) => { throw asIamError(error); });
}

/** What a template would be told. Where IAM's own code stands in it, that is the code. */
function asIamError(error: unknown): unknown {
  if (!(error instanceof AssemblyError)) return error;
  const [, code, message] = /: (MalformedPolicyDocument|InvalidInput): (.*)$/.exec(error.message) ?? [];
  return code === undefined ? new AwsError('ValidationError', error.message) : new AwsError(code, message);
}
