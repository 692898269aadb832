import { AwsError } from '../aws-error';
import { NotDeleted, type Stacks } from '../cloudformation';

/** Resources are made by stacks: only one that its stack let go of can be deleted by itself. Gives false where there is none. */
export async function deleteRetained(type: string, physicalId: string, { stacks }: { readonly stacks: Stacks }): Promise<boolean> {
  try {
    await stacks.inTurn(() => stacks.deleteRetained([type], physicalId));
    return true;
  } catch (error) {
    if (!(error instanceof NotDeleted)) throw error;
    if (error.reason === 'missing') return false;
    throw new AwsError('DeleteConflict', `Cannot delete entity: ${error.message}`, 409);
  }
}
