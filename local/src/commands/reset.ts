import { postLocal } from './local-endpoint';

export interface ResetOptions {
  readonly endpoint: string;
  readonly secret?: string;
}

/** Empties the tables, buckets and queues of a running local cloud. */
export async function reset({ endpoint, secret }: ResetOptions): Promise<void> {
  await postLocal(endpoint, 'reset', secret, {});
  console.log('tables, buckets and queues are empty; stacks and sessions are as they were');
}
